using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// 3,355 gateways (provinces and communes) with 10 readings each, of which one in a hundred changes: what that costs above a sweep in
/// which nothing changed, against what as many documents cost a board that pulls nothing else.
/// </summary>
internal static class ManyGateways
{
    private const int Readings = 10;
    private const int Hundredth = 100;
    private const int Sweeps = 4;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var (targets, ahead) = await Country.AllAsync(Readings);
        var few = targets.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where((_, place) => place % Hundredth == 0).ToDictionary();
        await using var gateways = await GatewaysWorker.StartAsync(targets, ahead);
        await using var fewGateways = await GatewaysWorker.StartAsync(few, ahead);
        await using var board = await BoardServer.StartAsync(settings: gateways.Settings(TimeSpan.FromSeconds(5)));
        await using var fewBoard = await BoardServer.StartAsync(settings: fewGateways.Settings(TimeSpan.FromSeconds(5)));
        await gateways.SweepsAsync(2);

        List<double> added = [], alone = [];
        for (var run = 0; run < Interleaved.Runs; run++)
        {
            var nothing = await board.SweepCostAsync(gateways, new GatewaysOrder(Changed: 0, NotModified: true), Sweeps);
            var some = await board.SweepCostAsync(gateways, new GatewaysOrder(Hundredth, NotModified: true), Sweeps);
            await gateways.OrderAsync(new GatewaysOrder(Changed: 0, NotModified: true));
            added.Add(some - nothing);
            alone.Add(await fewBoard.SweepCostAsync(fewGateways, new GatewaysOrder(Changed: 1, NotModified: false), Sweeps));
            await fewGateways.OrderAsync(new GatewaysOrder(Changed: 0, NotModified: true));
            Console.Error.WriteLine($"  run {run + 1}: nothing changed {nothing:0} ms, 1 % changed {some:0} ms, alone {alone[^1]:0} ms");
        }

        return [Row.Of("1 % changed of 3,355 gateways, above nothing changed (bare: those alone)", "ms", added, alone, Bar.AtMostBare(1.3))];
    }
}
