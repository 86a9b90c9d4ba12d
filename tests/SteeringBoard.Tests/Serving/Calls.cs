using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The API as a script calls it.</summary>
internal static class Calls
{
    public const string GoLive = "go-live-2025";

    public static async Task<T> ReadAsync<T>(this HttpClient client, string address) =>
        (await client.GetFromJsonAsync<T>(new Uri(address, UriKind.Relative), WireJson.Options))!;

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    public static async Task<ProgrammeAnswer> ProgrammeAsync(this HttpClient client, string code = GoLive) =>
        (await client.ReadAsync<List<ProgrammeAnswer>>("api/v1/programmes")).Single(programme => programme.Code == code);

    /// <summary>The board, with a query such as <c>?level=pulled</c>.</summary>
    public static Task<BoardAnswer> BoardAsync(this HttpClient client, string query = "") =>
        client.ReadAsync<BoardAnswer>($"api/v1/programmes/{GoLive}/board{query}");

    /// <summary>Every reading of a body, page after page.</summary>
    public static async Task<List<HistoryReading>> HistoryAsync(this HttpClient client, string body, string query = "limit=1000")
    {
        var all = new List<HistoryReading>();
        string? after = null;
        do
        {
            var page = await client.ReadAsync<HistoryPage>($"api/v1/programmes/{GoLive}/bodies/{body}/history?{query}&after={after}");
            all.AddRange(page.Readings);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, ReadinessDocument document) =>
        client.PostAsJsonAsync(new Uri("api/v1/readings", UriKind.Relative), document, WireJson.Options);

    /// <summary>Pushes a document that must be taken.</summary>
    public static async Task<PushAnswer> PushAsync(this HttpClient client, ReadinessDocument document)
    {
        using var answer = await client.SendAsync(document);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<PushAnswer>(WireJson.Options))!;
    }

    /// <summary>The procedures a province has configured (I03), as it says itself.</summary>
    public static ReadinessDocument Procedures(string body, DateTimeOffset asOf, long value) => new()
    {
        Programme = GoLive,
        Body = body,
        AsOf = asOf,
        Readings = [new ReadingEntry { Indicator = "I03", Value = value, Total = 2112 }],
    };

    public static BoardCell Cell(this BoardAnswer board, string body, string indicator) =>
        board.Cells.Single(cell => cell.Body == body && cell.Indicator == indicator);

    /// <summary>Asserts a problem of a status and a code.</summary>
    public static async Task RefusedAsync(HttpStatusCode status, string code, Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal(code, problem.RootElement.GetProperty("title").GetString());
    }
}
