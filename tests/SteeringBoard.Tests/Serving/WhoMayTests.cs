using System.Net;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Who may read and who may push, in the demo.</summary>
public sealed class WhoMayInTheDemoTests(DemoBoard demo)
{
    [Fact]
    public async Task A_guest_reads_and_pushes_nothing()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();

        Assert.NotEmpty((await guest.BoardAsync()).Cells);
        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", guest.SendAsync(await DocumentAsync("79")));
    }

    [Fact]
    public async Task A_reader_reads_all_and_pushes_nothing()
    {
        using var reader = (await demo.StartedAsync()).CreateClient("sb_demo_reader");

        Assert.Equal(HttpStatusCode.OK, (await reader.AskAsync(History("79"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.AskAsync(History("01"))).StatusCode);
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, "forbidden", reader.SendAsync(await DocumentAsync("79")));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("sb_demo_98")]
    public async Task A_wrong_key_is_not_taken_for_a_guest(string key)
    {
        using var client = (await demo.StartedAsync()).CreateClient(key);

        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", client.AskAsync("api/v1/programmes"));
        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", client.SendAsync(await DocumentAsync("79")));
    }

    [Fact]
    public async Task A_province_neither_pushes_for_another_nor_reads_its_history()
    {
        using var province = (await demo.StartedAsync()).CreateClient("sb_demo_79");

        await Calls.RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, province.SendAsync(await DocumentAsync("01")));
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, province.AskAsync(History("01")));
        await Calls.RefusedAsync(
            HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, province.AskAsync($"api/v1/programmes/{Calls.GoLive}/board?under=01"));
        Assert.Equal(HttpStatusCode.OK, (await province.AskAsync(History("79"))).StatusCode);
        Assert.All((await province.BoardAsync()).Cells, cell => Assert.NotEqual("01", cell.Body));
    }

    [Fact]
    public async Task A_body_a_programme_does_not_have_reads_nothing_of_it()
    {
        // No vendor takes part in Project 06.
        using var vendor = (await demo.StartedAsync()).CreateClient("sb_demo_V1");

        await Calls.RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, vendor.AskAsync("api/v1/programmes/project-06/board"));
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, vendor.AskAsync("api/v1/programmes/project-06/board?under=79"));
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, vendor.AskAsync("api/v1/programmes/project-06/bodies/79/history"));
    }

    private static string History(string body) => $"api/v1/programmes/{Calls.GoLive}/bodies/{body}/history";

    private async Task<ReadinessDocument> DocumentAsync(string body)
    {
        using var guest = (await demo.StartedAsync()).CreateClient();
        return Calls.Procedures(body, (await guest.ProgrammeAsync()).Clock.Now, 7);
    }
}

/// <summary>Who may read and who may push, where the board is in earnest.</summary>
public sealed class WhoMayTests(RealBoard real) : IClassFixture<RealBoard>
{
    [Theory]
    [InlineData("api/v1/programmes")]
    [InlineData($"api/v1/programmes/{Calls.GoLive}/board")]
    [InlineData($"api/v1/programmes/{Calls.GoLive}/deadlines")]
    [InlineData($"api/v1/programmes/{Calls.GoLive}/bodies/79/history")]
    public async Task Nobody_reads_without_a_key(string address)
    {
        using var nobody = real.Board.CreateClient();
        using var demo = real.Board.CreateClient("sb_demo_reader");

        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", nobody.AskAsync(address));
        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", demo.AskAsync(address));
    }

    [Fact]
    public async Task Nobody_pushes_without_a_key()
    {
        using var nobody = real.Board.CreateClient();
        using var demo = real.Board.CreateClient("sb_demo_79");
        var document = Calls.Procedures("79", TimeProvider.System.GetUtcNow(), 7);

        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", nobody.SendAsync(document));
        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", demo.SendAsync(document));
    }

    [Fact]
    public async Task Nobody_watches_without_a_key()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => HubClient.ConnectAsync(real.Board.Address));
        await Assert.ThrowsAnyAsync<Exception>(() => HubClient.ConnectAsync(real.Board.Address, "wrong"));
        await using var reader = await HubClient.ConnectAsync(real.Board.Address, RealBoard.Reader);
        Assert.True((await reader.WatchBoardAsync(Calls.GoLive)).Sequence >= 0);
    }

    [Fact]
    public async Task The_keys_of_the_configuration_are_good_for_what_they_say()
    {
        using var reader = real.Board.CreateClient(RealBoard.Reader);
        using var province = real.Board.CreateClient(RealBoard.Province);

        var answer = await province.PushAsync(Calls.Procedures("79", TimeProvider.System.GetUtcNow(), 7));

        Assert.Equal(7, (await reader.BoardAsync()).Cell("79", "I03").Levels["claimed"].Value);
        Assert.True((await reader.ProgrammeAsync()).Sequence >= answer.Sequence);
        Assert.Equal("real", (await reader.ProgrammeAsync()).Clock.Kind);
        await Calls.RefusedAsync(
            HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, province.SendAsync(Calls.Procedures("01", TimeProvider.System.GetUtcNow(), 7)));
    }
}
