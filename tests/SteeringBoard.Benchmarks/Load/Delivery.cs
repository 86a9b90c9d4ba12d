using System.Collections.Concurrent;
using System.Diagnostics;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>Pushes at a steady rate while many watch.</summary>
/// <param name="FirstNumber">The number of the first document, above all pushed before.</param>
/// <param name="WarmUp">Documents pushed before measuring.</param>
internal sealed record DeliveryPlan(
    Server Server, DocumentSeries Series, Target Target, int Subscribers, long FirstNumber, int WarmUp, int Documents, double PerSecond);

/// <summary>What came of it.</summary>
/// <param name="P50">Milliseconds from a push's first byte until the last subscriber had its frame.</param>
/// <param name="P99">As <paramref name="P50"/>.</param>
/// <param name="ServerMicroseconds">Processor time of the server for each frame delivered to one subscriber.</param>
internal sealed record DeliveryResult(double P50, double P99, double ServerMicroseconds);

/// <summary>The load of a delivery: pushes and subscribers share this process, and so a clock.</summary>
internal static class Delivery
{
    public const string Mode = "--delivery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<DeliveryResult> RunAsync(DeliveryPlan plan)
    {
        var subscribers = Enumerable.Range(0, plan.Subscribers).Select(_ => new Subscriber()).ToArray();
        await Parallel.ForEachAsync(
            subscribers,
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (subscriber, _) =>
            {
                await subscriber.ConnectAsync(plan.Server.Address, plan.Server.Key);
                await subscriber.WatchBoardAsync(plan.Series.Programme);
            });
        var arrivals = new Arrivals(plan.Subscribers);
        foreach (var subscriber in subscribers)
        {
            _ = subscriber.ListenAsync(arrivals.Add);
        }

        using var stopPinging = new CancellationTokenSource();
        _ = PingAsync(subscribers, stopPinging.Token);
        using var client = plan.Server.CreateClient(connections: 16);

        await PushAsync(plan, client, arrivals, plan.FirstNumber, plan.WarmUp);
        var before = plan.Server.ProcessorTime();
        var latencies = await PushAsync(plan, client, arrivals, plan.FirstNumber + plan.WarmUp, plan.Documents);
        var spent = plan.Server.ProcessorTime() - before;

        await stopPinging.CancelAsync();
        Array.ForEach(subscribers, subscriber => subscriber.Dispose());
        return new DeliveryResult(
            latencies.Percentile(50), latencies.Percentile(99), spent.TotalMicroseconds / plan.Documents / plan.Subscribers);
    }

    private static async Task<double[]> PushAsync(DeliveryPlan plan, HttpClient client, Arrivals arrivals, long first, int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / plan.PerSecond));
        var pushes = new List<Task<double>>();
        for (var number = first; number < first + count; number++)
        {
            await timer.WaitForNextTickAsync();
            pushes.Add(OneAsync(plan.Series.Bytes(number, plan.Target)));
        }

        return await Task.WhenAll(pushes);

        async Task<double> OneAsync(byte[] document)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await Server.PushAsync(client, document);
            var ended = await arrivals.LastOfAsync(answer.Sequence).WaitAsync(Patience);
            return Stopwatch.GetElapsedTime(started, ended).TotalMilliseconds;
        }
    }

    private static async Task PingAsync(Subscriber[] subscribers, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                foreach (var subscriber in subscribers)
                {
                    await subscriber.PingAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    /// <summary>When each sequence had reached everybody.</summary>
    private sealed class Arrivals(int subscribers)
    {
        private readonly ConcurrentDictionary<long, Arrival> _bySequence = new();

        /// <summary>One subscriber has everything above <paramref name="from"/> up to <paramref name="sequence"/>.</summary>
        public void Add(long from, long sequence)
        {
            for (var reached = from + 1; reached <= sequence; reached++)
            {
                Of(reached).Add(subscribers);
            }
        }

        /// <summary>The timestamp at which the last subscriber had it.</summary>
        public Task<long> LastOfAsync(long sequence) => Of(sequence).All.Task;

        private Arrival Of(long sequence) => _bySequence.GetOrAdd(sequence, _ => new Arrival());
    }

    private sealed class Arrival
    {
        private int _count;

        public TaskCompletionSource<long> All { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(int subscribers)
        {
            if (Interlocked.Increment(ref _count) == subscribers)
            {
                All.SetResult(Stopwatch.GetTimestamp());
            }
        }
    }
}
