using System.Net.Http.Headers;
using System.Net.Http.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The register as a script calls it.</summary>
internal static class DirectiveCalls
{
    private const string Directives = $"api/v1/programmes/{Calls.GoLive}/directives";

    public static Task<DirectivesAnswer> DirectivesAsync(this HttpClient client, string query = "") =>
        client.ReadAsync<DirectivesAnswer>($"{Directives}{query}");

    public static Task<DirectiveAnswer> DirectiveAsync(this HttpClient client, string code) => client.ReadAsync<DirectiveAnswer>($"{Directives}/{code}");

    public static async Task<AssignmentAnswer> AssignmentAsync(this HttpClient client, string code, string body) =>
        (await client.DirectiveAsync(code)).Assignments!.Single(assignment => assignment.Body == body);

    /// <summary>Posts to a place below the directives.</summary>
    public static Task<HttpResponseMessage> SendAsync<T>(this HttpClient client, string path, T request) =>
        client.PostAsJsonAsync(new Uri($"{Directives}{path}", UriKind.Relative), request, WireJson.Options);

    /// <summary>Posts what must be taken.</summary>
    public static async Task<TAnswer> TakenAsync<T, TAnswer>(this HttpClient client, string path, T request)
    {
        using var answer = await client.SendAsync(path, request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<TAnswer>(WireJson.Options))!;
    }

    public static Task<AssignmentAnswer> UpdateAsync(this HttpClient client, string code, string body, UpdateRequest request) =>
        client.TakenAsync<UpdateRequest, AssignmentAnswer>($"/{code}/assignments/{body}/updates", request);

    public static Task<AssignmentAnswer> DecideAsync(this HttpClient client, string code, string body, DecisionRequest request) =>
        client.TakenAsync<DecisionRequest, AssignmentAnswer>($"/{code}/assignments/{body}/decisions", request);

    public static UpdateRequest Said(string action, int seen, string line = "Đã làm") => new(action, seen, line, null, null, null, null);

    public static Task<HttpResponseMessage> SendFileAsync(this HttpClient client, string code, string body, byte[] content)
    {
        var sent = new ByteArrayContent(content);
        sent.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return client.PostAsync(new Uri($"{Directives}/{code}/assignments/{body}/files", UriKind.Relative), sent);
    }

    public static Task<HttpResponseMessage> FileAsync(this HttpClient client, string code, string body, int number) =>
        client.AskAsync($"{Directives}/{code}/assignments/{body}/updates/{number}/file");
}
