using System.Diagnostics;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>Many clients push single readings, each the next as soon as the last is answered.</summary>
/// <param name="Targets">One for each client.</param>
/// <param name="FirstNumber">Above all numbers pushed before.</param>
internal sealed record ThroughputPlan(Server Server, DocumentSeries Series, Target[] Targets, long FirstNumber, TimeSpan WarmUp, TimeSpan Measured);

/// <summary>Documents answered for each second measured, and the highest number pushed.</summary>
internal sealed record ThroughputResult(double PerSecond, long LastNumber);

/// <summary>The load of <see cref="ThroughputPlan"/>.</summary>
internal static class Throughput
{
    public const string Mode = "--throughput";

    public static async Task<ThroughputResult> RunAsync(ThroughputPlan plan)
    {
        using var client = plan.Server.CreateClient(plan.Targets.Length);
        var (_, warm) = await PushAsync(plan, client, plan.FirstNumber, plan.WarmUp);
        var (perSecond, last) = await PushAsync(plan, client, warm + 1, plan.Measured);
        return new ThroughputResult(perSecond, last);
    }

    private static async Task<(double PerSecond, long Last)> PushAsync(ThroughputPlan plan, HttpClient client, long first, TimeSpan span)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(plan.Targets.Select(async target =>
        {
            var count = 0L;
            for (; watch.Elapsed < span; count++)
            {
                await Server.PushAsync(client, plan.Series.Bytes(first + count, target));
            }

            return count;
        }));
        return (counts.Sum() / watch.Elapsed.TotalSeconds, first + counts.Max());
    }
}
