using System.Net;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody asks for the path to the hard stop, and what if something slips (contract.md, section 2, critical-path).</summary>
public sealed class AskingWhatIfTests(DemoBoard demo, RealBoard real) : IClassFixture<RealBoard>
{
    private const string CriticalPath = $"api/v1/programmes/{Calls.GoLive}/critical-path";

    [Fact]
    public async Task The_path_and_the_float_of_every_assignment_are_told()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_reader");

        var answer = await client.ReadAsync<CriticalPathAnswer>(CriticalPath);

        Assert.Equal(new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7)), answer.HardStop);
        Assert.NotEmpty(answer.Path);
        Assert.Empty(answer.Circles);
        Assert.Equal(34, answer.Assignments.Count(each => each.Directive == "G13"));
        Assert.All(answer.Path, step => Assert.True(answer.Assignments.Single(each => (each.Directive, each.Body) == (step.Directive, step.Body)).Critical));
        Assert.Null(answer.Missed);
    }

    [Fact]
    public async Task Deadlines_tell_their_float_and_whether_they_are_critical()
    {
        using var client = (await demo.StartedAsync()).CreateClient();

        const string Deadlines = $"api/v1/programmes/{Calls.GoLive}/deadlines";
        var moment = $"?asOf={Uri.EscapeDataString((await client.ReadAsync<DeadlinesAnswer>(Deadlines)).At.ToString("O"))}";
        var deadlines = await client.ReadAsync<DeadlinesAnswer>(Deadlines + moment);
        var assignments = (await client.ReadAsync<CriticalPathAnswer>(CriticalPath + moment)).Assignments.ToLookup(each => each.Directive);

        Assert.All(deadlines.Deadlines, deadline => Assert.NotNull(deadline.Critical));
        // Of what is done, or its bodies are through with, nothing is left to slip.
        Assert.All(deadlines.Deadlines, deadline => Assert.Equal(assignments[deadline.Directive].All(each => each.Basis == "done"), deadline.Float is null));
    }

    [Fact]
    public async Task Who_then_misses_what_is_told_with_by_how_much()
    {
        using var client = (await demo.StartedAsync()).CreateClient();

        var answer = await client.ReadAsync<CriticalPathAnswer>($"{CriticalPath}?slip=G15:P4D");

        Assert.Contains(answer.Missed!, miss => miss is { Directive: "G15", Body: "MOF" });
        Assert.Contains(answer.Missed!, miss => miss is { Directive: "G13", Body: "91" });
        Assert.All(answer.Missed!, miss => Assert.Matches("^P", miss.By));
    }

    [Fact]
    public async Task Several_slips_and_one_body_s_may_be_asked()
    {
        using var client = (await demo.StartedAsync()).CreateClient();

        var answer = await client.ReadAsync<CriticalPathAnswer>($"{CriticalPath}?slip=G12@79:P30D&slip=G12@01:P30D");

        Assert.Equal(["01", "79"], answer.Missed!.Where(miss => miss.Directive == "G12").Select(miss => miss.Body!).Order());
    }

    [Fact]
    public async Task A_past_moment_is_told_as_it_was_known_then_and_a_future_one_refused()
    {
        using var client = (await demo.StartedAsync()).CreateClient();
        var start = new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

        Assert.Equal(start, (await client.ReadAsync<CriticalPathAnswer>($"{CriticalPath}?asOf=2025-06-24T08:00:00%2B07:00")).At);
        await Calls.RefusedAsync(HttpStatusCode.BadRequest, ProblemCodes.AsOfInFuture, client.AskAsync($"{CriticalPath}?asOf=2099-01-01T00:00:00Z"));
        await Calls.RefusedAsync(HttpStatusCode.BadRequest, "not-an-instant", client.AskAsync($"{CriticalPath}?asOf=soon"));
    }

    [Theory]
    [InlineData("G15")]
    [InlineData("G15:soon")]
    [InlineData("G15:-PT6H")]
    [InlineData("G99:PT6H")]
    [InlineData("G15@79:PT6H")]
    [InlineData("G15@nowhere:PT6H")]
    public async Task A_wrong_slip_is_named(string slip)
    {
        using var client = (await demo.StartedAsync()).CreateClient();
        var address = $"{CriticalPath}?slip=G12:PT1H&slip={Uri.EscapeDataString(slip)}";

        await Calls.RefusedAsync(HttpStatusCode.BadRequest, "bad-slip", client.AskAsync(address));
        using var answer = await client.AskAsync(address);
        Assert.Contains(slip, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_province_sees_its_own_and_a_ministry_its_own()
    {
        using var province = (await demo.StartedAsync()).CreateClient("sb_demo_79");
        using var ministry = (await demo.StartedAsync()).CreateClient("sb_demo_MOF");

        var (ofProvince, ofMinistry) = (
            await province.ReadAsync<CriticalPathAnswer>($"{CriticalPath}?slip=G15:P4D"), await ministry.ReadAsync<CriticalPathAnswer>($"{CriticalPath}?slip=G15:P4D"));

        Assert.Equal(["79"], Seen(ofProvince));
        // Vietnam Social Security is under it.
        Assert.Equal(["MOF", "VSS"], Seen(ofMinistry).Order());
    }

    [Fact]
    public async Task A_body_a_programme_does_not_have_and_nobody_signed_in_see_nothing()
    {
        // No vendor takes part in Project 06.
        using var vendor = (await demo.StartedAsync()).CreateClient("sb_demo_V1");
        using var stranger = real.Board.CreateClient();

        await Calls.RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, vendor.AskAsync("api/v1/programmes/project-06/critical-path"));
        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", stranger.AskAsync(CriticalPath));
    }

    [Fact]
    public async Task A_programme_there_is_not_is_named_and_one_without_a_stop_has_no_path()
    {
        using var client = (await demo.StartedAsync()).CreateClient();

        await Calls.RefusedAsync(HttpStatusCode.NotFound, ProblemCodes.UnknownProgramme, client.AskAsync("api/v1/programmes/nothing/critical-path"));
        Assert.Empty((await client.ReadAsync<CriticalPathAnswer>("api/v1/programmes/project-06/critical-path")).Path);
    }

    private static IEnumerable<string?> Seen(CriticalPathAnswer answer) => answer.Assignments.Select(each => each.Body)
        .Concat(answer.Missed!.Select(miss => miss.Body)).Concat(answer.Path.Select(step => step.Body)).Distinct();
}
