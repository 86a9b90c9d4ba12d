using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Benchmarks.Screens;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// What an idle circuit on <c>/</c> costs the server in memory after a full collection: 200 more circuits against those that warmed it
/// up. The bare circuit shows one heading.
/// </summary>
internal static class CircuitMemory
{
    private const int WarmUp = 20;
    private const int Circuits = 200;
    private const double Kilobyte = 1000;

    // A page tells the ages anew every five seconds; a circuit keeps what it drew last and what it drew before.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(12);

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartScreensAsync();
        var (process, address) = await Worker.ServeAsync(BareBlazor.Mode, new BareBlazorPlan(Published.Folder));
        await using var bare = process;

        var ours = await GrowthAsync(board.Server.Address, board.StateAsync);
        var twin = await GrowthAsync(address, new Probe(process).StateAsync);
        return
        [
            Row.Of("server memory of an idle circuit, live bytes", "kB", [ours.Live], [twin.Live], Bar.AtMostBare(2.5)),
            Row.Of("server memory of an idle circuit, working set", "kB", [ours.WorkingSet], [twin.WorkingSet], Bar.AtMostBare(2.5)),
        ];
    }

    private static async Task<(double Live, double WorkingSet)> GrowthAsync(Uri page, Func<Task<ProcessState>> stateAsync)
    {
        await using var first = await Viewers.OpenAsync(new ViewersPlan(page, WarmUp, Figures: false));
        var before = await stateAsync();
        await using var more = await Viewers.OpenAsync(new ViewersPlan(page, Circuits, Figures: false));
        await Task.Delay(Settled);
        var after = await stateAsync();
        return ((after.Live - before.Live) / Kilobyte / Circuits, (after.WorkingSet - before.WorkingSet) / Kilobyte / Circuits);
    }
}
