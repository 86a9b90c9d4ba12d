using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>A script reads the board (contract.md, section 2).</summary>
public sealed class ReadingTheBoardTests(DemoBoard demo)
{
    private const string Board = $"api/v1/programmes/{Calls.GoLive}/board";

    [Fact]
    public async Task Both_programmes_are_told_with_their_clocks()
    {
        using var client = await ReaderAsync();

        var (live, past) = (await client.ProgrammeAsync(), await client.ProgrammeAsync("project-06"));

        Assert.Equal(["en", "fr", "vi"], live.Names.Keys.Order());
        Assert.True(live.Simulated);
        Assert.Equal(("rehearsal", 1d, false), (live.Clock.Kind, live.Clock.Speed, live.Clock.Holds));
        Assert.InRange(live.Clock.Now, Instant("2025-06-24T08:00:00+07:00"), Instant("2025-06-24T09:00:00+07:00"));
        Assert.Equal((Instant("2024-01-25T17:00:00+07:00"), 0d), (past.Clock.Now, past.Clock.Speed));
    }

    [Fact]
    public async Task A_board_nothing_happened_to_is_not_sent_again()
    {
        using var client = await ReaderAsync();
        const string still = "api/v1/programmes/project-06/board";
        using var first = await client.AskAsync(still);
        Assert.True(first.Headers.ETag!.IsWeak);

        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(client, still, first.Headers.ETag));
        // Another question is another answer, though the sequence is the same.
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(client, still + "?level=claimed", first.Headers.ETag));
    }

    [Fact]
    public async Task A_board_that_changed_is_sent_again()
    {
        using var client = await ReaderAsync();
        using var first = await client.AskAsync($"{Board}?under=04");

        await PushAsync("04", 17);

        Assert.Equal(HttpStatusCode.OK, await AgainAsync(client, $"{Board}?under=04", first.Headers.ETag!));
    }

    [Fact]
    public async Task A_past_moment_shows_what_was_shown_then()
    {
        using var client = await ReaderAsync();
        await PushAsync("08", 100);
        // The same sequence seen twice: all that was said by the first of them is on it.
        var then = await Eventually.GetAsync(
            async () =>
            {
                var (first, second) = (await client.BoardAsync(), await client.BoardAsync());
                return first.Sequence == second.Sequence ? first : null;
            },
            "a quiet moment");
        await PushAsync("08", 200);

        var past = await client.BoardAsync($"?asOf={Uri.EscapeDataString(then.At.ToString("O"))}");

        Assert.Equal(200, (await client.BoardAsync()).Cell("08", "I03").Levels["claimed"].Value);
        Assert.Equal(100, past.Cell("08", "I03").Levels["claimed"].Value);
        Assert.Equal(then.At, past.At, TimeSpan.FromMilliseconds(1));
        Assert.Equal(then.Sequence, past.Sequence);
        Assert.Equal(then.Cells.Select(Shown), past.Cells.Select(Shown));
    }

    [Theory]
    [InlineData("?asOf=2025-06-30T00:00:00Z", ProblemCodes.AsOfInFuture)]
    [InlineData("?asOf=yesterday", "not-an-instant")]
    [InlineData("?level=hearsay", "unknown-level")]
    public async Task A_question_that_makes_no_sense_is_refused_with_what_is_wrong(string query, string code)
    {
        using var client = await ReaderAsync();

        await Calls.RefusedAsync(HttpStatusCode.BadRequest, code, client.AskAsync(Board + query));
        if (!query.StartsWith("?level", StringComparison.Ordinal))
        {
            await Calls.RefusedAsync(HttpStatusCode.BadRequest, code, client.AskAsync($"api/v1/programmes/{Calls.GoLive}/deadlines{query}"));
        }
    }

    [Fact]
    public async Task A_chosen_level_counts_alone()
    {
        using var client = await ReaderAsync();
        await PushAsync("11", 300);
        await Eventually.HoldsAsync(async () => (await client.BoardAsync()).Cell("11", "I03").Levels.ContainsKey("pulled"), "a pull of 11");

        var (claimed, pulled) = (await client.BoardAsync("?level=claimed"), await client.BoardAsync("?level=pulled"));

        Assert.Equal((EvidenceLevel.Claimed, 300), (claimed.Cell("11", "I03").Counts, claimed.Cell("11", "I03").Value));
        Assert.Equal(EvidenceLevel.Pulled, pulled.Cell("11", "I03").Counts);
        Assert.All(claimed.Cells, cell => Assert.True(cell.Counts is null or EvidenceLevel.Claimed));
    }

    [Fact]
    public async Task At_a_chosen_level_what_was_never_read_there_is_no_green_whatever_is_known_otherwise()
    {
        using var client = await ReaderAsync();
        await PushAsync("11", 300);

        var inspected = await client.BoardAsync("?level=inspected");

        Assert.Null(inspected.Cell("11", "I03").Value);
        Assert.All(
            inspected.Cells.Where(cell => cell.Counts is null),
            cell => Assert.True(cell.Status is CellStatus.Unknown or CellStatus.Late, $"{cell.Body} {cell.Indicator} is {cell.Status}"));
    }

    [Fact]
    public async Task The_whole_board_leaves_the_communes_out_and_a_province_brings_its_own()
    {
        using var client = await ReaderAsync();

        var whole = (await client.BoardAsync()).Cells.Select(cell => cell.Body).ToHashSet();
        var one = (await client.BoardAsync("?under=79")).Cells.Select(cell => cell.Body).ToHashSet();

        Assert.Contains("VN", whole);
        Assert.Equal(34, whole.Count(body => body.Length == 2 && char.IsAsciiDigit(body[0])));
        Assert.DoesNotContain(whole, body => body.Length == 5 && body.All(char.IsAsciiDigit));
        Assert.Contains("79", one);
        Assert.DoesNotContain("01", one);
    }

    [Theory]
    [InlineData("api/v1/programmes/nothing/board", ProblemCodes.UnknownProgramme)]
    [InlineData("api/v1/programmes/nothing/deadlines", ProblemCodes.UnknownProgramme)]
    [InlineData("api/v1/programmes/nothing/bodies/79/history", ProblemCodes.UnknownProgramme)]
    [InlineData($"{Board}?under=98", "unknown-body")]
    [InlineData($"api/v1/programmes/{Calls.GoLive}/bodies/98/history", "unknown-body")]
    [InlineData($"api/v1/programmes/{Calls.GoLive}/bodies/79/history?indicator=I99", ProblemCodes.UnknownIndicator)]
    public async Task What_does_not_exist_is_not_found_and_named(string address, string code)
    {
        using var client = await ReaderAsync();

        await Calls.RefusedAsync(HttpStatusCode.NotFound, code, client.AskAsync(address));
    }

    [Fact]
    public async Task Deadlines_are_told_in_order_with_progress_at_each_level()
    {
        using var client = await ReaderAsync();

        var answer = await client.ReadAsync<DeadlinesAnswer>($"api/v1/programmes/{Calls.GoLive}/deadlines");

        Assert.NotEmpty(answer.Deadlines);
        Assert.Equal(answer.Deadlines.Select(deadline => deadline.DueBefore).Order(), answer.Deadlines.Select(deadline => deadline.DueBefore));
        // What was ordered has words of its own; an instant derived from others may have none.
        Assert.All(answer.Deadlines, deadline => Assert.True(deadline.Phrase.Length > 0 || deadline.Rule == "derived", deadline.Directive));
        Assert.Contains(answer.Deadlines, deadline => deadline.Progress.ContainsKey("pulled"));
        Assert.All(answer.Deadlines.SelectMany(deadline => deadline.Progress.Values), tally => Assert.InRange(tally.Done, 0, tally.Total));
    }

    [Fact]
    public async Task The_description_names_every_call()
    {
        using var client = await ReaderAsync();

        var text = await client.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative));

        Assert.All(
            ["/api/v1/readings", "/api/v1/programmes", "/programmes/{programme}/board", "/programmes/{programme}/deadlines", "/bodies/{body}/history",
                "/programmes/{programme}/plan-check", "/programmes/{programme}/critical-path", "/healthz", "/readyz",
            ],
            path => Assert.Contains(path, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_description_tells_how_to_call_what_is_answered_and_that_a_count_is_a_number()
    {
        using var client = await ReaderAsync();

        using var described = JsonDocument.Parse(await client.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative)));

        var root = described.RootElement;
        Assert.Equal("bearer", root.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        var paths = root.GetProperty("paths");
        Assert.All(["400", "401", "403", "413", "422", "429"], status => Assert.True(Answers(paths, "/api/v1/readings", "post").TryGetProperty(status, out _), status));
        Assert.All(["400", "401", "403", "404"], status => Assert.True(Answers(paths, "/api/v1/programmes/{programme}/board", "get").TryGetProperty(status, out _), status));
        var schemas = root.GetProperty("components").GetProperty("schemas");
        Assert.Equal("integer", schemas.GetProperty("ReadingEntry").GetProperty("properties").GetProperty("value").GetProperty("type").GetString());
        Assert.Contains("contract", schemas.GetProperty("ReadinessDocument").GetProperty("required").EnumerateArray().Select(name => name.GetString()));

        static JsonElement Answers(JsonElement paths, string path, string method) => paths.GetProperty(path).GetProperty(method).GetProperty("responses");
    }

    [Theory]
    [InlineData("healthz", "alive")]
    [InlineData("readyz", "ready")]
    public async Task Its_health_is_told_to_anybody(string address, string word)
    {
        using var client = (await demo.StartedAsync()).CreateClient();

        Assert.Equal(word, await client.GetStringAsync(new Uri(address, UriKind.Relative)));
    }

    private static (string, string, EvidenceLevel?, long?, long?, CellStatus) Shown(BoardCell cell) =>
        (cell.Body, cell.Indicator, cell.Counts, cell.Value, cell.Total, cell.Status);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<HttpStatusCode> AgainAsync(HttpClient client, string address, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.IfNoneMatch.Add(tag);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpClient> ReaderAsync() => (await demo.StartedAsync()).CreateClient("sb_demo_reader");

    private async Task PushAsync(string body, long value)
    {
        using var client = (await demo.StartedAsync()).CreateClient($"sb_demo_{body}");
        await client.PushAsync(Calls.Procedures(body, (await client.ProgrammeAsync()).Clock.Now, value));
    }
}
