using System.Diagnostics;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>Many clients push documents, each the next as soon as the last is answered.</summary>
/// <param name="Targets">What each client's documents hold.</param>
/// <param name="FirstNumber">Above all numbers pushed before.</param>
internal sealed record ThroughputPlan(Server Server, DocumentSeries Series, Target[][] Targets, long FirstNumber, TimeSpan WarmUp, TimeSpan Measured);

/// <summary>Readings accepted each second, and the highest number pushed.</summary>
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
        var clients = await Task.WhenAll(plan.Targets.Select(async targets =>
        {
            var (number, accepted) = (first, 0L);
            for (; watch.Elapsed < span; number++)
            {
                accepted += (await Server.PushAsync(client, plan.Series.Bytes(number, targets))).Accepted;
            }

            return (number, accepted);
        }));
        return (clients.Sum(client => client.accepted) / watch.Elapsed.TotalSeconds, clients.Max(client => client.number));
    }
}
