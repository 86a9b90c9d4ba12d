using System.Net;
using System.Net.Http.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The office names over HTTP who answers for a body.</summary>
public sealed class NamingApiTests(DemoBoard demo)
{
    private const string Named = $"api/v1/programmes/{Calls.GoLive}/accountability";
    private static readonly AccountableRequest Somebody = new("Chủ tịch UBND", "Chánh Văn phòng", null);

    [Fact]
    public async Task Whoever_is_named_answers_from_now_on()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");

        using var answer = await SendAsync(office, "80", Somebody);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("Chủ tịch UBND", (await RowsAsync(office, "80"))[^1].Head);
    }

    [Fact]
    public async Task Who_decided_on_other_rows_is_told_so_and_who_does_not_say_is_taken()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var seen = (await RowsAsync(office, "82")).Count;

        using var first = await SendAsync(office, "82", Somebody with { Seen = seen });
        await Calls.RefusedAsync(HttpStatusCode.Conflict, "version-passed", SendAsync(office, "82", Somebody with { Seen = seen }));
        using var any = await SendAsync(office, "82", Somebody);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, any.StatusCode));
        Assert.Equal(seen + 2, (await RowsAsync(office, "82")).Count);
    }

    [Theory]
    [InlineData("sb_demo_86", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_MOF", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_reader", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData(null, HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("wrong", HttpStatusCode.Unauthorized, "unauthorized")]
    public async Task Nobody_but_the_office_names_anybody(string? key, HttpStatusCode status, string code)
    {
        using var client = (await demo.StartedAsync()).CreateClient(key);

        await Calls.RefusedAsync(status, code, SendAsync(client, "86", Somebody));
    }

    public static TheoryData<string, string, AccountableRequest> Bad => new()
    {
        { "unknown-body", "98", Somebody },
        { "not-clear", "91", Somebody with { Head = " " } },
        { "not-clear", "91", Somebody with { Officer = null } },
        { "too-long", "91", Somebody with { Head = new string('x', 501) } },
    };

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_taken_is_refused_by_name(string code, string body, AccountableRequest request)
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");

        await Calls.RefusedAsync(HttpStatusCode.UnprocessableEntity, code, SendAsync(office, body, request));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string body, AccountableRequest request) =>
        client.PostAsJsonAsync(new Uri($"api/v1/programmes/{Calls.GoLive}/bodies/{body}/accountability", UriKind.Relative), request, WireJson.Options);

    private static async Task<List<AccountableAnswer>> RowsAsync(HttpClient client, string body) =>
        [.. (await client.ReadAsync<List<AccountableAnswer>>(Named)).Where(row => row.Body == body)];
}
