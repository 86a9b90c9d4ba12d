using SteeringBoard.Collection;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Operations;

/// <summary>
/// Looks at how the board fares, once a second at most however many operators look. It never fails and never waits long: it is needed
/// most when the rest does not answer.
/// </summary>
public sealed partial class OperationsWatch(
    Boards boards, Recorder recorder, RecordCheck record, INewestCache cache, BoardBroadcast broadcast, FigureCache figures, Viewers viewers,
    CollectionStatus collection, TimeProvider time, ILogger<OperationsWatch> logger)
{
    private const int RunsShown = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<OperationsSnapshot>? _look;
    private long _lookedAt;
    private (IReadOnlyList<SweepStatus> Sweeps, IReadOnlyList<SweepRun> Runs, string? Fault) _jobs = ([], [], null);

    /// <summary>The newest look, of at most a second ago.</summary>
    public Task<OperationsSnapshot> LookAsync()
    {
        lock (_gate)
        {
            if (_look is null || (_look.IsCompleted && time.GetElapsedTime(_lookedAt) >= Fresh))
            {
                _lookedAt = time.GetTimestamp();
                _look = Task.Run(LookNowAsync);
            }
            return _look;
        }
    }

    /// <summary>The next look is a new one: an operator has just changed something.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _look = null;
        }
    }

    private async Task<OperationsSnapshot> LookNowAsync()
    {
        var health = record.LookAsync(CancellationToken.None);
        _jobs = await JobsAsync();
        return new OperationsSnapshot(
            time.GetUtcNow(), _jobs.Fault, _jobs.Sweeps, _jobs.Runs, collection.Gateways(_jobs.Sweeps), recorder.Waiting, recorder.LastCommit,
            recorder.LastFailure, [.. boards.All.OrderBy(board => board.Programme.Code, StringComparer.Ordinal).Select(Feed)], cache.Health, await health,
            viewers.Count, broadcast.Watching, figures.Count, figures.Drawn);
    }

    private FeedHealth Feed(Board board)
    {
        var (behind, waits, took) = broadcast.Pace(board.Programme.Code).Now;
        return new FeedHealth(board.Programme.Code, board.Current.Sequence, behind, waits, took);
    }

    private async Task<(IReadOnlyList<SweepStatus> Sweeps, IReadOnlyList<SweepRun> Runs, string? Fault)> JobsAsync()
    {
        using var patience = new CancellationTokenSource(RecordCheck.Patience, time);
        try
        {
            return await AskJobsAsync(patience.Token).WaitAsync(RecordCheck.Patience, time);
        }
        catch (Exception error)
        {
            var reference = _jobs.Fault ?? Reference.New();
            if (_jobs.Fault is null)
            {
                Log.JobsUnknown(logger, error, reference);
            }
            return _jobs with { Fault = reference };
        }
    }

    private async Task<(IReadOnlyList<SweepStatus> Sweeps, IReadOnlyList<SweepRun> Runs, string? Fault)> AskJobsAsync(CancellationToken cancellation)
    {
        var sweeps = await collection.SweepsAsync(cancellation);
        var runs = new List<SweepRun>();
        foreach (var sweep in sweeps)
        {
            runs.AddRange(await collection.SweepRunsAsync(sweep.Shard, RunsShown, cancellation));
        }
        return (sweeps, [.. runs.OrderByDescending(run => run.FiredAt).Take(RunsShown)], await collection.SchedulerFaultAsync(cancellation));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "How the jobs fare could not be read; asked again with the next look (reference {Reference})")]
        public static partial void JobsUnknown(ILogger logger, Exception error, string reference);
    }
}
