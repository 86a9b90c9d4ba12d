using System.Globalization;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks;

/// <summary>What a process told of itself.</summary>
/// <param name="Live">Bytes on the managed heap after a full collection.</param>
/// <param name="WorkingSet">Bytes of the process in memory after it.</param>
/// <param name="Drawn">Figures drawn since its start.</param>
internal sealed record ProcessState(long Live, long WorkingSet, long Drawn);

/// <summary>Asks a process that runs with the <see cref="StartupHook"/>.</summary>
internal sealed class Probe(ChildProcess process)
{
    private int _allocatedAsked;
    private int _stateAsked;

    /// <summary>The environment a process needs to be asked.</summary>
    public static KeyValuePair<string, string> Hook { get; } = new("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location);

    /// <summary>Bytes it has allocated since it started.</summary>
    public async Task<long> AllocatedAsync() =>
        long.Parse(await AskAsync(Signal.User1, StartupHook.Allocated(++_allocatedAsked)), CultureInfo.InvariantCulture);

    /// <summary>What it keeps, after a full collection.</summary>
    public async Task<ProcessState> StateAsync()
    {
        var answer = await AskAsync(Signal.User2, StartupHook.State(++_stateAsked));
        var numbers = answer.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new ProcessState(numbers[0], numbers[1], numbers[2]);
    }

    private async Task<string> AskAsync(Signal signal, string prefix)
    {
        process.Send(signal);
        var line = await process.LineAsync(line => line.StartsWith(prefix, StringComparison.Ordinal), "its answer");
        return line[prefix.Length..];
    }
}
