using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>A server under load.</summary>
/// <param name="Key">The API key to push and watch with.</param>
/// <param name="ProcessId">Whose processor time is taken.</param>
internal sealed record Server(Uri Address, string Key, int ProcessId)
{
    public TimeSpan ProcessorTime()
    {
        using var process = Process.GetProcessById(ProcessId);
        return process.TotalProcessorTime;
    }

    public HttpClient CreateClient(int connections)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    /// <summary>Pushes a document and gives the answer; anything but 200 without refusals is an error.</summary>
    public static async Task<PushAnswer> PushAsync(HttpClient client, byte[] document)
    {
        using var content = new ByteArrayContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri("api/v1/readings", UriKind.Relative), content);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        var answer = await response.Content.ReadFromJsonAsync<PushAnswer>(WireJson.Options);
        return answer is { Refused: 0 }
            ? answer
            : throw new HttpRequestException($"Not all was accepted: {answer}, {string.Join(' ', answer?.Problems ?? [])}");
    }
}
