using Quartz;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>
/// Lays out the sweep jobs before the scheduler runs: one for each shard, their starts spread over the interval. What already stands as
/// wanted is left alone: another node may be running it, or an operator may have paused it.
/// </summary>
public sealed class SweepSchedule(ISchedulerFactory schedulers, GatewayRegistry registry, Boards boards, CollectionOptions options, TimeProvider time) : IHostedService
{
    /// <summary>Shards the gateways are spread over since the start.</summary>
    public int Shards { get; private set; } = 1;

    /// <exception cref="OptionsException">A gateway cannot be pulled as it is registered, or what is pulled goes stale between two pulls.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Faults().ToList() is { Count: > 0 } faults)
        {
            throw new OptionsException(string.Join(Environment.NewLine, faults));
        }
        Shards = options.ShardsFor(registry.All.Count);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        for (var shard = 0; shard < Shards; shard++)
        {
            await LayOutAsync(scheduler, shard, cancellationToken);
        }
        for (var surplus = Shards; await scheduler.DeleteJob(SweepJob.Key(surplus), cancellationToken); surplus++)
        {
            // Of a start with more shards.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static TriggerKey Trigger(int shard) => new(SweepJob.Key(shard).Name, SweepJob.Group);

    private async Task LayOutAsync(IScheduler scheduler, int shard, CancellationToken cancellation)
    {
        var isPaused = false;
        if (await scheduler.GetJobDetail(SweepJob.Key(shard), cancellation) is { } known)
        {
            var trigger = await scheduler.GetTrigger(Trigger(shard), cancellation) as ISimpleTrigger;
            if (SweepJob.IsOf(known, Shards) && trigger?.RepeatInterval == options.Interval)
            {
                return;
            }
            isPaused = await scheduler.GetTriggerState(Trigger(shard), cancellation) == TriggerState.Paused;
        }
        await scheduler.ScheduleJob(
            SweepJob.Detail(shard, Shards),
            [
                TriggerBuilder.Create().WithIdentity(Trigger(shard)).ForJob(SweepJob.Key(shard))
                    .StartAt(time.GetUtcNow() + options.Interval * shard / Shards)
                    // A sweep that is late is made once, and the beat goes on from there.
                    .WithSimpleSchedule(schedule => schedule.WithInterval(options.Interval).RepeatForever()
                        .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
                    .Build(),
            ],
            new ScheduleJobOptions { Replace = true, Paused = isPaused },
            cancellation);
    }

    private IEnumerable<string> Faults()
    {
        foreach (var registration in registry.All.Select(gateway => gateway.Registration))
        {
            if (boards.Find(registration.Programme) is not { } board)
            {
                yield return $"Collection:Gateways: there is no programme '{registration.Programme}'.";
            }
            else if (board.Current.Catalog.BodyPlace(registration.Body) is null)
            {
                yield return $"Collection:Gateways: {registration.Programme} has no body '{registration.Body}'.";
            }
        }
        foreach (var board in boards.All.Where(board => registry.All.Any(gateway => gateway.Registration.Programme == board.Programme.Code)))
        {
            if (PulledValidity.Fault(board.Programme.Code, board.Current.Catalog.Indicators, options.Interval, board.Clock.Speed) is { } fault)
            {
                yield return fault;
            }
        }
    }
}
