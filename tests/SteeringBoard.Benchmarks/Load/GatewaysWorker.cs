using System.Net.Http.Json;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>The gateways, in their own process, as the one who measures sees them.</summary>
internal sealed class GatewaysWorker : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private GatewaysWorker(ChildProcess process, Uri address, IEnumerable<string> bodies)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = address };
        Bodies = [.. bodies];
    }

    public Uri Address => _client.BaseAddress!;

    public string[] Bodies { get; }

    /// <summary>What a puller asks each of them for.</summary>
    public string[] Paths => [.. Bodies.Select(body => $"{body}/readiness/v1/{BoardServer.Programme}")];

    /// <summary>The settings with which a board pulls them all.</summary>
    public IReadOnlyDictionary<string, string> Settings(TimeSpan interval) => Bodies
        .SelectMany((body, place) => new (string Key, string Value)[]
        {
            ($"Collection:Gateways:{place}:Programme", BoardServer.Programme),
            ($"Collection:Gateways:{place}:Body", body),
            ($"Collection:Gateways:{place}:Address", new Uri(Address, body + "/").ToString()),
        })
        .Append(("Collection:Interval", interval.ToString("c")))
        .ToDictionary(setting => setting.Item1, setting => setting.Item2);

    public static async Task<GatewaysWorker> StartAsync(Dictionary<string, Target[]> targets, TimeSpan ahead)
    {
        // The plan of thousands of gateways is too long for a command line.
        using var folder = new TempFolder();
        var file = folder["plan.json"];
        await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(new GatewaysPlan(BoardServer.Programme, ahead, targets)));
        var (process, address) = await Worker.ServeAsync(Gateways.Mode, file);
        return new GatewaysWorker(process, address, targets.Keys);
    }

    /// <summary>Tells them what to answer from now on; counting starts again.</summary>
    public async Task OrderAsync(GatewaysOrder order)
    {
        using var response = await _client.PostAsJsonAsync(new Uri("order", UriKind.Relative), order);
        response.EnsureSuccessStatusCode();
    }

    public async Task<GatewaysCount> CountAsync() => (await _client.GetFromJsonAsync<GatewaysCount>(new Uri("count", UriKind.Relative)))!;

    /// <summary>Waits until each was asked so many times more, all together, since the last order.</summary>
    public Task SweepsAsync(double sweeps) => Eventually.HoldsAsync(
        async () => (await CountAsync()).Requests >= sweeps * Bodies.Length, $"{sweeps} sweeps", TimeSpan.FromMinutes(10));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }
}
