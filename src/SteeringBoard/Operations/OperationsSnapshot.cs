using SteeringBoard.Collection;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Operations;

/// <summary>How the board fares on this node, at one moment. Instants are real time.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="SchedulerFault">What is wrong with the jobs' scheduler, or the reference of why it cannot be asked; none when all is well.</param>
/// <param name="Sweeps">Every sweep job; as last known while the scheduler does not answer.</param>
/// <param name="Runs">The newest runs of all sweeps, newest first.</param>
/// <param name="Sources">Every source.</param>
/// <param name="Waiting">Submissions waiting for the one writer.</param>
/// <param name="LastCommit">The last commit that held; none before the first.</param>
/// <param name="WriteFailure">The last failure to write; none when the last commit held.</param>
/// <param name="Feeds">Each board's newest step, and how the sending keeps up.</param>
/// <param name="Cache">Redis, or the memory that stands in for it.</param>
/// <param name="Record">The database.</param>
/// <param name="Viewers">Open connections of the live hub.</param>
/// <param name="Watching">Boards watched, counted once for each viewer.</param>
/// <param name="Figures">Figures watched.</param>
/// <param name="Drawn">Drawings of figures since the start.</param>
public sealed record OperationsSnapshot(
    DateTimeOffset At, string? SchedulerFault, IReadOnlyList<SweepStatus> Sweeps, IReadOnlyList<SweepRun> Runs, IReadOnlyList<GatewayStatus> Sources,
    int Waiting, LastCommit? LastCommit, (DateTimeOffset At, string Reference)? WriteFailure, IReadOnlyList<FeedHealth> Feeds, CacheHealth Cache,
    RecordHealth Record, int Viewers, int Watching, int Figures, long Drawn)
{
    private static readonly TimeSpan SlowFeed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LateFeed = TimeSpan.FromSeconds(5);

    /// <summary>The jobs: bad when the scheduler is, or a sweep's last run failed; to be watched while one is paused.</summary>
    public Condition Jobs =>
        SchedulerFault is not null || Sweeps.Any(sweep => sweep.LastSucceeded == false) ? Condition.Bad
        : Sweeps.Any(sweep => sweep.IsPaused) ? Condition.Watch
        : Condition.Good;

    /// <summary>The sources: bad once one is left alone, to be watched while one fails or was not read yet.</summary>
    public Condition Reading => Sources.Count == 0 ? Condition.Good : Of(Sources.Max(Trouble.Standing));

    /// <summary>The intake: bad while commits fail, to be watched when half the queue is full.</summary>
    public Condition Intake =>
        WriteFailure is not null || Waiting >= Recorder.QueueLimit ? Condition.Bad
        : Waiting >= Recorder.QueueLimit / 2 ? Condition.Watch
        : Condition.Good;

    /// <summary>How long the oldest step not sent yet waits, of any board.</summary>
    public TimeSpan Lag => Feeds.Select(feed => feed.Waits).DefaultIfEmpty().Max();

    /// <summary>The feed: to be watched from a second on, bad from five.</summary>
    public Condition Feed => Lag >= LateFeed ? Condition.Bad : Lag >= SlowFeed ? Condition.Watch : Condition.Good;

    /// <summary>How a source's standing weighs.</summary>
    public static Condition Of(SourceStanding standing) => standing switch
    {
        SourceStanding.Good => Condition.Good,
        SourceStanding.Open => Condition.Bad,
        _ => Condition.Watch,
    };
}

/// <summary>A board and how the sending of its steps keeps up; real time.</summary>
/// <param name="Programme">Its code.</param>
/// <param name="Sequence">Its newest step.</param>
/// <param name="Behind">Steps not sent yet.</param>
/// <param name="Waits">How long the oldest of them waits.</param>
/// <param name="LastTook">How long the last one sent had waited.</param>
public sealed record FeedHealth(string Programme, long Sequence, long Behind, TimeSpan Waits, TimeSpan LastTook);
