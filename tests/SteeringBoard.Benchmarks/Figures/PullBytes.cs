using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// Bytes allocated for one pull that is answered 304, over sweeps of 3,355 gateways, against the same HttpClient call bare. What else
/// the board allocates meanwhile is counted in.
/// </summary>
internal static class PullBytes
{
    private const int Readings = 10;
    private const int Sweeps = 3;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var (targets, ahead) = await Country.AllAsync(Readings);
        await using var gateways = await GatewaysWorker.StartAsync(targets, ahead);
        await gateways.OrderAsync(new GatewaysOrder(Changed: 0, NotModified: true));
        await using var board = await BoardServer.StartAsync(settings: gateways.Settings(TimeSpan.FromSeconds(5)));
        await gateways.SweepsAsync(2);

        var (ours, bare) = await Interleaved.RunAsync(OursAsync, BareAsync);
        return [Row.Of("bytes allocated for an unchanged pull", "B", ours, bare, Bar.AtMostBare(2))];

        async Task<double> OursAsync()
        {
            await gateways.OrderAsync(new GatewaysOrder(Changed: 0, NotModified: true));
            // The bare loop before may have held the gateways up: what it broke is mended first.
            await gateways.SweepsAsync(4);
            var (before, asked) = (await board.AllocatedAsync(), (await gateways.CountAsync()).Requests);
            await gateways.SweepsAsync(4 + Sweeps);
            var (after, askedThen) = (await board.AllocatedAsync(), (await gateways.CountAsync()).Requests);
            return (double)(after - before) / (askedThen - asked);
        }

        async Task<double> BareAsync()
        {
            var result = await Worker.RunAsync<BarePullPlan, BarePullResult>(
                BarePull.Mode, new BarePullPlan(gateways.Address, gateways.Paths, Parallel: 32, WarmUp: 1, Sweeps));
            return result.PullBytes;
        }
    }
}
