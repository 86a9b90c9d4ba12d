using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// Processor time of the board's process for one sweep of 34 gateways with 100 readings each: all 304 against a bare HttpClient
/// loop with <c>If-None-Match</c>, and 200 with the same values against all changed.
/// </summary>
internal static class SweepCost
{
    private const int Readings = 100;
    private const int Sweeps = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var (targets, start) = await Country.ProvincesAsync(Readings);
        await using var gateways = await GatewaysWorker.StartAsync(targets, start);
        await using var board = await BoardServer.StartAsync(settings: gateways.Settings(Interval));
        await gateways.SweepsAsync(3);

        List<double> notModified = [], bare = [], same = [], changed = [];
        for (var run = 0; run < Interleaved.Runs; run++)
        {
            bare.Add(await BareAsync(gateways));
            notModified.Add(await board.SweepCostAsync(gateways, new GatewaysOrder(Changed: 0, NotModified: true), Sweeps));
            same.Add(await board.SweepCostAsync(gateways, new GatewaysOrder(Changed: 0, NotModified: false), Sweeps));
            changed.Add(await board.SweepCostAsync(gateways, new GatewaysOrder(Changed: 1, NotModified: false), Sweeps));
            Console.Error.WriteLine($"  run {run + 1}: bare {bare[^1]:0.0} ms, 304 {notModified[^1]:0.0} ms, same {same[^1]:0.0} ms, changed {changed[^1]:0.0} ms");
        }

        return
        [
            Row.Of("processor time of a sweep of 34, all 304 (bare: HttpClient)", "ms", notModified, bare, Bar.AtMostBare(1.5)),
            Row.Of("processor time of a sweep of 34, same values (bare: all changed)", "ms", same, changed, Bar.AtMostBare(0.35)),
        ];
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
