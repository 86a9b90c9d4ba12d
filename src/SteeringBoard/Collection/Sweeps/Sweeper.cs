using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>
/// Pulls the gateways of a shard: jittered, so many at work at once, those that fare well first. A sweep ends when all are done or its
/// time is up; a pull that hangs goes on behind it, and the next sweep leaves that gateway out.
/// </summary>
public sealed class Sweeper(GatewayRegistry registry, Puller puller, PullLeases leases, CollectionOptions options, TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>So many start together: waking up for each alone costs more than asking.</summary>
    private const int Together = 32;

    /// <summary>The starts of a sweep are spread over a twentieth of the interval, at most half a second.</summary>
    private readonly TimeSpan _spread = TimeSpan.FromTicks(Math.Min((options.Interval / 20).Ticks, TimeSpan.FromMilliseconds(500).Ticks));

    private readonly Places _places = new(options.MaxParallel, time);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _goingOn = [];

    /// <summary>Sweeps a shard.</summary>
    /// <param name="shard">Which of them.</param>
    /// <param name="shards">How many there are.</param>
    /// <param name="within">Real time the sweep may last.</param>
    /// <param name="cancellation">Ends the sweep, not the pulls.</param>
    public Task<SweepReport> SweepAsync(int shard, int shards, TimeSpan within, CancellationToken cancellation) =>
        SweepAsync(registry.OfShard(shard, shards), within, cancellation);

    /// <summary>Pulls one gateway now, whatever its breaker says.</summary>
    public async Task<SweepReport> PullNowAsync(PulledGateway gateway, TimeSpan within, CancellationToken cancellation)
    {
        await gateway.CloseBreakerAsync();
        return await SweepAsync([gateway], within, cancellation);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Breaks the pulls off and waits until they have ended.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        Task[] goingOn;
        lock (_goingOn)
        {
            goingOn = [.. _goingOn];
        }
        await Task.WhenAll(goingOn).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _places.Dispose();
    }

    private async Task<SweepReport> SweepAsync(PulledGateway[] gateways, TimeSpan within, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var elsewhere = await leases.ElsewhereAsync(cancellation);
        var count = new SweepCount(gateways.Length);
        var pulls = new Task[gateways.Length];
        Array.Fill(pulls, Task.CompletedTask);
        Order(gateways);
        try
        {
            for (var turn = 0; turn < gateways.Length; turn++)
            {
                if (turn > 0 && turn % Together == 0)
                {
                    await Task.Delay(_spread * Together / gateways.Length, time, cancellation);
                }
                var gateway = gateways[turn];
                if (!gateway.IsInFlight && !elsewhere.Contains(gateway.Code)
                    && await _places.TakeAsync(within - time.GetElapsedTime(began), cancellation) is { } place)
                {
                    pulls[turn] = PullAsync(gateway, place, count);
                }
                else
                {
                    count.Add(puller.Skip(gateway).Outcome);
                }
            }
            if (!count.Done.IsCompleted && within - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
            {
                await count.Done.WaitAsync(left, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            GoOn(pulls);
        }
        if (!count.Done.IsCompleted)
        {
            await leases.HoldAsync(gateways.Where(gateway => gateway.IsInFlight));
        }
        return count.Report();
    }

    /// <summary>In random order; those that had no turn lately before the rest, those that fail after it.</summary>
    private void Order(PulledGateway[] gateways)
    {
        var lately = time.GetUtcNow() - options.Interval * 1.5;
        var keys = new int[gateways.Length];
        for (var turn = 0; turn < keys.Length; turn++)
        {
            var gateway = gateways[turn];
            var rank = gateway.FailuresInARow > 0 ? 2 : gateway.LastStarted >= lately ? 1 : 0;
            keys[turn] = (rank << 24) | Random.Shared.Next(1 << 24);
        }
        Array.Sort(keys, gateways);
    }

    private async Task PullAsync(PulledGateway gateway, Places.Place place, SweepCount count)
    {
        PullOutcome? outcome = null;
        try
        {
            outcome = (await puller.PullAsync(gateway, _stop.Token)).Outcome;
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
        finally
        {
            place.Free();
            count.Add(outcome);
        }
        await leases.EndAsync(gateway);
    }

    /// <summary>Remembers the pulls that are not done, so that the end waits for them.</summary>
    private void GoOn(Task[] pulls)
    {
        lock (_goingOn)
        {
            _goingOn.RemoveAll(pull => pull.IsCompleted);
            _goingOn.AddRange(pulls.Where(pull => !pull.IsCompleted));
        }
    }
}
