using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// Processor time of the board's process for one sweep of 34 gateways with 100 readings each: all 304 against a bare HttpClient
/// loop with <c>If-None-Match</c>, and 200 with the same values against all changed. A sweep costs what the process takes beyond what
/// it takes between sweeps: at one a second that would else count as the sweep's, at one in fifteen seconds fifteen times over. What
/// the process takes in all is told beside it.
/// </summary>
internal static class SweepCost
{
    private const int Readings = 100;
    private const int Sweeps = 10;

    /// <summary>As warm as the bare loop becomes before it is measured.</summary>
    private const int WarmUp = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var (targets, ahead) = await Country.ProvincesAsync(Readings);
        await using var gateways = await GatewaysWorker.StartAsync(targets, ahead);
        await using var board = await BoardServer.StartAsync(settings: gateways.Settings(Interval));
        await using var idle = await BoardServer.StartAsync(settings: gateways.Settings(TimeSpan.FromMinutes(9)));
        await gateways.OrderAsync(new GatewaysOrder(Changed: 0, NotModified: true));
        await gateways.SweepsAsync(WarmUp);

        List<double> notModified = [], bare = [], same = [], changed = [], between = [];
        for (var run = 0; run < Interleaved.Runs; run++)
        {
            bare.Add(await BareAsync(gateways));
            notModified.Add(await board.SweepCostAsync(gateways, new GatewaysOrder(Changed: 0, NotModified: true), Sweeps));
            same.Add(await board.SweepCostAsync(gateways, new GatewaysOrder(Changed: 0, NotModified: false), Sweeps));
            changed.Add(await board.SweepCostAsync(gateways, new GatewaysOrder(Changed: 1, NotModified: false), Sweeps));
            between.Add(await IdleAsync(idle));
            Console.Error.WriteLine(
                $"  run {run + 1}: bare {bare[^1]:0.0} ms, 304 {notModified[^1]:0.0} ms, same {same[^1]:0.0} ms, changed {changed[^1]:0.0} ms, idle {between[^1]:0.0} ms");
        }

        return
        [
            Row.Of(
                "processor time of a sweep of 34, all 304 (bare: HttpClient)", "ms",
                [.. notModified.Zip(between, (sweep, nothing) => sweep - nothing)], bare, Bar.AtMostBare(1.5)),
            Row.Of("processor time of the process in a second with that sweep", "ms", notModified, null),
            Row.Of("processor time of the process in a second without", "ms", between, null),
            Row.Of("processor time of a sweep of 34, same values (bare: all changed)", "ms", same, changed, Bar.AtMostBare(0.35)),
        ];
    }

    /// <summary>What a board takes between two sweeps, over the time of one.</summary>
    private static async Task<double> IdleAsync(BoardServer board)
    {
        var before = board.Server.ProcessorTime();
        await Task.Delay(Interval * Sweeps);
        return (board.Server.ProcessorTime() - before).TotalMilliseconds / Sweeps;
    }

    // As often as the board does. The board asks the gateways too while this runs, as always; the bare loop counts its own process alone.
    private static async Task<double> BareAsync(GatewaysWorker gateways)
    {
        await gateways.OrderAsync(new GatewaysOrder(Changed: 0, NotModified: true));
        var result = await Worker.RunAsync<BarePullPlan, BarePullResult>(
            BarePull.Mode, new BarePullPlan(gateways.Address, gateways.Paths, Parallel: 32, WarmUp: 300, Sweeps, Interval));
        return result.SweepMilliseconds;
    }
}
