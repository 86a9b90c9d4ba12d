using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>A province's system pushes its readings, and reads them back.</summary>
public sealed class PushingTests(DemoBoard demo)
{
    [Fact]
    public async Task A_board_read_after_the_answer_shows_at_least_its_sequence()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_12");
        var now = (await client.ProgrammeAsync()).Clock.Now;
        var last = 0L;
        for (var value = 1; value <= 20; value++)
        {
            var answer = await client.PushAsync(Calls.Procedures("12", now.AddMilliseconds(value), value));
            var board = await client.BoardAsync();

            Assert.Equal((1, 0, 0), (answer.Accepted, answer.Unchanged, answer.Refused));
            Assert.True(answer.Sequence > last, $"{answer.Sequence} after {last}");
            Assert.True(board.Sequence >= answer.Sequence, $"the board is at {board.Sequence}, the answer said {answer.Sequence}");
            Assert.Equal(value, board.Cell("12", "I03").Levels["claimed"].Value);
            last = answer.Sequence;
        }
    }

    [Fact]
    public async Task A_document_sent_twice_is_history_once()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_14");
        var document = Calls.Procedures("14", (await client.ProgrammeAsync()).Clock.Now, 42);

        var (first, second) = (await client.PushAsync(document), await client.PushAsync(document));

        Assert.Equal((1, 0), (first.Accepted, second.Accepted));
        Assert.Equal(1, second.Unchanged);
        Assert.Single(await client.HistoryAsync("14"), reading => reading.Source == "push");
    }

    [Fact]
    public async Task The_history_is_read_by_pages_and_ends()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_15");
        var now = (await client.ProgrammeAsync()).Clock.Now;
        for (var value = 1; value <= 5; value++)
        {
            await client.PushAsync(Calls.Procedures("15", now.AddMilliseconds(value), value));
        }
        var address = $"api/v1/programmes/{Calls.GoLive}/bodies/15/history?indicator=I03&limit=2";

        var first = await client.ReadAsync<HistoryPage>(address);
        var all = await client.HistoryAsync("15", "indicator=I03&limit=2");

        Assert.Equal(2, first.Readings.Count);
        Assert.NotNull(first.Next);
        Assert.Equal(all.Take(2), first.Readings);
        var pushed = all.Where(reading => reading.Source == "push").ToList();
        Assert.Equal([1, 2, 3, 4, 5], pushed.Select(reading => reading.Value));
        Assert.All(pushed, reading => Assert.Equal((EvidenceLevel.Claimed, 2112), (reading.Evidence, reading.Total)));
        Assert.Contains("\"next\":null", await client.GetStringAsync(new Uri($"{address}00", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("after=x")]
    [InlineData("from=monday")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_reader");

        await Calls.RefusedAsync(HttpStatusCode.BadRequest, "bad-page", client.AskAsync($"api/v1/programmes/{Calls.GoLive}/bodies/79/history?{query}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_than_8_MiB_is_refused_and_the_board_goes_on(bool chunked)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_19");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/readings", UriKind.Relative));
        request.Headers.TransferEncodingChunked = chunked;
        // Whether it says beforehand how long it is, or not.
        request.Headers.ExpectContinue = true;
        request.Content = new ByteArrayContent(new byte[ReadinessDocument.MaxBytes + 1]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        await Calls.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, ProblemCodes.TooLarge, client.SendAsync(request));
        await client.PushAsync(Calls.Procedures("19", (await client.ProgrammeAsync()).Clock.Now, 1));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, ProblemCodes.NotJson)]
    [InlineData("""{"contract":"readiness/2","programme":"go-live-2025","body":"19","asOf":"2025-06-24T08:00:00+07:00","readings":[]}""", HttpStatusCode.UnprocessableEntity, ProblemCodes.ContractNotSupported)]
    [InlineData("""{"contract":"readiness/1","programme":"nothing","body":"19","asOf":"2025-06-24T08:00:00+07:00","readings":[]}""", HttpStatusCode.NotFound, ProblemCodes.UnknownProgramme)]
    public async Task A_document_that_is_none_is_refused_whole(string text, HttpStatusCode status, string code)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_19");
        using var content = new StringContent(text, Encoding.UTF8, "application/json");

        await Calls.RefusedAsync(status, code, client.PostAsync(new Uri("api/v1/readings", UriKind.Relative), content));
    }
}
