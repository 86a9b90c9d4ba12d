using System.Diagnostics;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>A sweep of 34 gateways with 100 readings each, all changed: from the first request until a viewer has the last of the 34 changes.</summary>
internal static class SweepTime
{
    private const int Readings = 100;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var (targets, ahead) = await Country.ProvincesAsync(Readings);
        await using var gateways = await GatewaysWorker.StartAsync(targets, ahead);
        await using var board = await BoardServer.StartAsync(settings: gateways.Settings(TimeSpan.FromSeconds(5)));
        await using var viewer = await board.WatchAsync();
        await gateways.SweepsAsync(2);

        var seconds = new List<double>();
        for (var run = 0; run < Interleaved.Runs; run++)
        {
            await QuietAsync(viewer);
            var sequence = await board.SequenceAsync();
            await gateways.OrderAsync(new GatewaysOrder(Changed: 1, NotModified: false));
            var ended = await ReachesAsync(viewer, sequence + targets.Count);
            seconds.Add(Stopwatch.GetElapsedTime((await gateways.CountAsync()).First, ended).TotalSeconds);
            Console.Error.WriteLine($"  run {run + 1}: {seconds[^1]:0.000} s");
            await gateways.OrderAsync(new GatewaysOrder(Changed: 0, NotModified: true));
        }

        return [Row.Of("sweep of 34 gateways x 100 readings, all changed", "s", seconds, Bar.AtMost(1))];
    }

    private static async Task<long> ReachesAsync(HubClient viewer, long sequence)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await viewer.Boards.ReadAsync(patience.Token)).Sequence < sequence)
        {
        }

        return Stopwatch.GetTimestamp();
    }

    /// <summary>Takes what is still on its way.</summary>
    private static async Task QuietAsync(HubClient viewer)
    {
        var silence = TimeSpan.FromSeconds(2);
        while (await Task.WhenAny(viewer.Boards.WaitToReadAsync().AsTask(), Task.Delay(silence)) is Task<bool>)
        {
            while (viewer.Boards.TryRead(out _))
            {
            }
        }
    }
}
