using Polly.CircuitBreaker;
using Quartz;
using Quartz.Extensibility;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Collection.Sweeps;

namespace SteeringBoard.Collection;

/// <summary>A gateway as this node knows it. Instants are real time.</summary>
/// <param name="Registration">How it was registered; the token is not for showing.</param>
/// <param name="Shard">The sweep it belongs to.</param>
/// <param name="Last">The last pull of this node; none before the first.</param>
/// <param name="LastReason">Why it failed last, on this node; none before it ever did.</param>
/// <param name="LastGood">The end of the last good pull of this node; none before the first.</param>
/// <param name="FailuresInARow">Failed pulls since.</param>
/// <param name="Breaker">Whether it is asked at all.</param>
/// <param name="IsInFlight">Whether a pull is under way.</param>
/// <param name="NextDue">The next sweep of its shard; none while that is paused.</param>
public sealed record GatewayStatus(
    GatewayRegistration Registration, int Shard, Pull? Last, string? LastReason, DateTimeOffset? LastGood, int FailuresInARow, CircuitState Breaker, bool IsInFlight,
    DateTimeOffset? NextDue);

/// <summary>A sweep job, over all nodes. Instants are real time.</summary>
/// <param name="Shard">Which of them.</param>
/// <param name="Gateways">Gateways it pulls.</param>
/// <param name="IsPaused">Whether an operator has paused it.</param>
/// <param name="IsRunning">Whether it runs now, on any node.</param>
/// <param name="Last">When it ran last; none before the first run is on record.</param>
/// <param name="LastTook">How long that took.</param>
/// <param name="LastSucceeded">Whether that went well.</param>
/// <param name="LastSummary">What that came to.</param>
/// <param name="LastNode">The node that ran it.</param>
/// <param name="Next">When it runs next; none while it is paused.</param>
public sealed record SweepStatus(
    int Shard, int Gateways, bool IsPaused, bool IsRunning, DateTimeOffset? Last, TimeSpan? LastTook, bool? LastSucceeded, string? LastSummary, string? LastNode,
    DateTimeOffset? Next);

/// <summary>A past run of a sweep job. Instants are real time.</summary>
public sealed record SweepRun(int Shard, DateTimeOffset FiredAt, TimeSpan Took, bool Succeeded, string? Summary, string? Error, string Node);

/// <summary>How collection fares, and what an operator can do about it.</summary>
public sealed class CollectionStatus(
    GatewayRegistry registry, SweepSchedule schedule, RunLog runs, ISchedulerFactory schedulers, IExecutionHistoryStore history)
{
    /// <summary>Every gateway, in the order of programmes and bodies.</summary>
    public async Task<IReadOnlyList<GatewayStatus>> GatewaysAsync(CancellationToken cancellation) => Gateways(await SweepsAsync(cancellation));

    /// <summary>Every gateway, in the order of programmes and bodies, without asking the scheduler.</summary>
    /// <param name="sweeps">The sweeps as known; a gateway whose sweep is not among them has no next one.</param>
    public IReadOnlyList<GatewayStatus> Gateways(IReadOnlyList<SweepStatus> sweeps)
    {
        var due = sweeps.ToDictionary(sweep => sweep.Shard, sweep => sweep.Next);
        return
        [
            .. registry.All.Select(gateway =>
            {
                var shard = GatewayRegistry.ShardOf(gateway.Code, schedule.Shards);
                return new GatewayStatus(
                    gateway.Registration, shard, gateway.Last, gateway.LastReason, gateway.LastGood, gateway.FailuresInARow, gateway.Breaker, gateway.IsInFlight,
                    due.GetValueOrDefault(shard));
            }),
        ];
    }

    /// <summary>Every sweep job.</summary>
    public async Task<IReadOnlyList<SweepStatus>> SweepsAsync(CancellationToken cancellation)
    {
        var triggers = await TriggersAsync(cancellation);
        var sweeps = new List<SweepStatus>();
        for (var shard = 0; shard < schedule.Shards; shard++)
        {
            var trigger = triggers.GetValueOrDefault(shard);
            var last = await history.GetJobRunStatus(JobStore.Name, SweepJob.Key(shard), cancellation);
            sweeps.Add(new SweepStatus(
                shard, registry.OfShard(shard, schedule.Shards).Length, trigger?.State == TriggerState.Paused,
                trigger?.State is TriggerState.Executing or TriggerState.Blocked,
                last?.LastFiredAtUtc, last?.LastDuration, last is null ? null : last.LastResult != JobRunResult.Failed, last?.LastSummary, last?.LastSchedulerInstanceId,
                Next(trigger)));
        }
        return sweeps;
    }

    /// <summary>The past runs of a sweep job, newest first; those of the last seconds may not be there yet.</summary>
    public async Task<IReadOnlyList<SweepRun>> SweepRunsAsync(int shard, int most, CancellationToken cancellation)
    {
        var page = await history.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = JobStore.Name, Job = SweepJob.Key(shard), Take = most }, cancellation);
        return [.. page.Items.Select(run => new SweepRun(
            shard, run.FiredAtUtc, run.Duration, run.EffectiveResult != JobRunResult.Failed, run.Summary, run.ExceptionMessage, run.SchedulerInstanceId))];
    }

    /// <summary>The newest run rows of a gateway, newest first.</summary>
    public Task<IReadOnlyList<PullRun>> RunsAsync(string programme, string body, int most, CancellationToken cancellation) =>
        runs.NewestAsync(programme, body, most, cancellation);

    /// <summary>The newest failed pulls of a programme, newest first.</summary>
    public Task<IReadOnlyList<PullRun>> FailuresAsync(string programme, int most, CancellationToken cancellation) =>
        runs.NewestFailuresAsync(programme, most, cancellation);

    /// <summary>Sweeps a shard now, on whichever node is free, once a sweep of it under way has ended; a paused one too.</summary>
    public async Task RunNowAsync(int shard, CancellationToken cancellation) =>
        await (await schedulers.GetScheduler(cancellation)).TriggerJob(SweepJob.Key(shard), null!, cancellation);

    /// <summary>Pulls a gateway now, as <see cref="RunNowAsync(int, CancellationToken)"/>, whatever its breaker says; false when there is no such gateway.</summary>
    public async Task<bool> RunNowAsync(string programme, string body, CancellationToken cancellation)
    {
        if (registry.Find(programme, body) is not { } gateway)
        {
            return false;
        }
        var scheduler = await schedulers.GetScheduler(cancellation);
        await scheduler.TriggerJob(SweepJob.Key(GatewayRegistry.ShardOf(gateway.Code, schedule.Shards)), SweepJob.Only(gateway.Registration), cancellation);
        return true;
    }

    /// <summary>Stops the sweeps of a shard on all nodes, over restarts too, until <see cref="ResumeAsync"/>.</summary>
    public async Task PauseAsync(int shard, CancellationToken cancellation) =>
        await (await schedulers.GetScheduler(cancellation)).PauseJob(SweepJob.Key(shard), cancellation);

    public async Task ResumeAsync(int shard, CancellationToken cancellation) =>
        await (await schedulers.GetScheduler(cancellation)).ResumeJob(SweepJob.Key(shard), cancellation);

    /// <summary>What is wrong with the scheduler, for <c>/readyz</c>; none when it runs and its store answers.</summary>
    public async Task<string?> SchedulerFaultAsync(CancellationToken cancellation)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(cancellation);
            if (scheduler.Status != SchedulerStatus.Running)
            {
                return $"the scheduler is {scheduler.Status}";
            }
            await scheduler.Exists(SweepJob.Key(0), cancellation);
            return null;
        }
        catch (SchedulerException error)
        {
            return error.Message;
        }
    }

    private static DateTimeOffset? Next(TriggerHeader? trigger) => trigger?.State == TriggerState.Paused ? null : trigger?.NextFireTimeUtc;

    private async Task<Dictionary<int, TriggerHeader>> TriggersAsync(CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var page = await scheduler.QueryTriggers(new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(SweepJob.Group) }, cancellation);
        var byJob = page.Items.GroupBy(trigger => trigger.JobKey.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return Enumerable.Range(0, schedule.Shards).Where(shard => byJob.ContainsKey(SweepJob.Key(shard).Name))
            .ToDictionary(shard => shard, shard => byJob[SweepJob.Key(shard).Name]);
    }
}
