using System.Text.Json;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks;

/// <summary>
/// This executable once more, as another process: load, gateways and bare servers never share a process with what is measured.
/// A worker gets its plan as JSON and gives its result as the one line of JSON it prints.
/// </summary>
internal static class Worker
{
    // As the board is built to run: both servers collect garbage alike.
    private static readonly Dictionary<string, string> Environment = new([Probe.Hook]) { ["DOTNET_gcServer"] = "1" };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Starts a worker that serves until it is disposed, and waits for the address it prints.</summary>
    public static async Task<(ChildProcess Process, Uri Address)> ServeAsync<TPlan>(string mode, TPlan plan)
    {
        var process = ChildProcess.Start(System.Environment.ProcessPath!, [mode, JsonSerializer.Serialize(plan)], Environment);
        var line = await process.LineAsync(line => line.StartsWith("http://", StringComparison.Ordinal), "its address");
        return (process, new Uri(line));
    }

    /// <summary>Runs a worker to its end and gives its result.</summary>
    public static async Task<TResult> RunAsync<TPlan, TResult>(string mode, TPlan plan)
    {
        await using var process = ChildProcess.Start(System.Environment.ProcessPath!, [mode, JsonSerializer.Serialize(plan)]);
        var line = await process.LineAsync(line => line.StartsWith('{'), "its result", Patience);
        return JsonSerializer.Deserialize<TResult>(line)!;
    }

    /// <summary>The other side of <see cref="RunAsync"/>: does the work and prints the result.</summary>
    public static async Task AnswerAsync<TPlan, TResult>(string plan, Func<TPlan, Task<TResult>> work) =>
        Console.WriteLine(JsonSerializer.Serialize(await work(JsonSerializer.Deserialize<TPlan>(plan)!)));
}
