using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Readiness.Recording;

/// <summary>A commit that held.</summary>
/// <param name="At">Real time.</param>
/// <param name="Took">Real time, with the judging of what it holds.</param>
public sealed record LastCommit(DateTimeOffset At, TimeSpan Took);

/// <summary>
/// The one writer of a node. It takes submissions in order, judges each against the newest board, commits many together, and only
/// then moves the boards on and lets the senders know.
/// </summary>
public sealed partial class Recorder(Boards boards, RecordLog log, Replay replay, TimeProvider time, ILogger<Recorder> logger) : BackgroundService
{
    /// <summary>Submissions waiting before a sender is asked to come back later.</summary>
    public const int QueueLimit = 4096;

    private const int ReadingsACommit = 50_000;
    private static readonly TimeSpan SpansEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<Submission> _queue = Channel.CreateBounded<Submission>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<Vouch, byte> _extended = new();
    private readonly HashSet<Board> _behind = [];
    private (long ChangeId, long VouchId) _last;

    /// <summary>Submissions waiting now.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>When the last commit held and how long it took, in real time; none before the first.</summary>
    public LastCommit? LastCommit { get; private set; }

    /// <summary>The last failure to write, and when in real time; none when the last commit held.</summary>
    public (DateTimeOffset At, string Reference)? LastFailure { get; private set; }

    /// <summary>Queues a submission; false when the queue is full.</summary>
    public bool TrySubmit(Submission submission) => _queue.Writer.TryWrite(submission);

    /// <summary>Queues a submission, waiting for room.</summary>
    public ValueTask SubmitAsync(Submission submission, CancellationToken cancellation) => _queue.Writer.WriteAsync(submission, cancellation);

    /// <summary>Moves the end of a span forward now, and in the record with the next commit, within a second or so.</summary>
    public void Extend(Vouch span, DateTimeOffset until)
    {
        span.Extend(until);
        _extended.TryAdd(span, 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var spans = KeepSpansAsync(stoppingToken);
        var batch = new List<Submission>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                batch.Clear();
                var weight = 0;
                while (weight < ReadingsACommit && _queue.Reader.TryRead(out var submission))
                {
                    batch.Add(submission);
                    weight += submission.Weight;
                }
                await WriteAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var late))
            {
                late.Fail(new OperationCanceledException("the board is stopping"));
            }
            await spans;
        }
    }

    private async Task WriteAsync(List<Submission> batch, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var extended = _extended.Keys.ToList();
        extended.ForEach(span => _extended.TryRemove(span, out _));
        using var activity = RecordSignals.Begin(batch.Count);
        try
        {
            while (await JudgeAndCommitAsync(batch, extended, started, cancellation) is var (broken, error))
            {
                // One that cannot be judged never costs the others: they are judged again without it.
                batch.Remove(broken);
                await log.RollbackAsync(broken: true);
                Log.NotJudged(logger, error, NoteFailure(activity));
                broken.Fail(error);
            }
        }
        catch (Exception error)
        {
            await log.RollbackAsync(broken: true);
            extended.ForEach(span => _extended.TryAdd(span, 0));
            var reference = NoteFailure(activity);
            if (!cancellation.IsCancellationRequested)
            {
                Log.NotWritten(logger, error, batch.Count, reference);
            }
            batch.ForEach(submission => submission.Fail(error));
        }
    }

    /// <summary>Judges a batch, commits it and moves the boards on; gives the submission that could not be judged, if there is one.</summary>
    private async Task<(Submission Submission, Exception Error)?> JudgeAndCommitAsync(
        List<Submission> batch, List<Vouch> extended, long started, CancellationToken cancellation)
    {
        var numbers = await log.BeginAsync(cancellation);
        if ((numbers.ChangeId, numbers.VouchId) != _last)
        {
            _behind.UnionWith(boards.All);
            _last = (numbers.ChangeId, numbers.VouchId);
        }
        var drafts = new Dictionary<Board, BoardDraft>();
        var entries = new List<Entry>();
        Unapplied? last = null;
        foreach (var submission in batch)
        {
            if (last?.Apply() is { } failed)
            {
                return (last.Submission, failed);
            }
            last = null;
            if (!drafts.TryGetValue(submission.Board, out var draft))
            {
                await CatchUpAsync(submission.Board, cancellation);
                drafts[submission.Board] = draft = new BoardDraft(submission.Board.Current);
            }
            try
            {
                if (await submission.JudgeAsync(draft, numbers, log, cancellation) is { IsEmpty: false } entry)
                {
                    log.Add(entry, draft.Catalog);
                    entries.Add(entry);
                    last = entry is { IsUnapplied: true, Change: { } change } ? new Unapplied(submission, draft, change) : null;
                }
            }
            catch (Exception error) when (error is not OperationCanceledException && !Outage.Is(error))
            {
                return (submission, error);
            }
        }
        if (entries.Count > 0 || extended.Count > 0)
        {
            // Nobody is judged after the last: its cells are judged by another core while it is written.
            var applying = last is null ? Task.FromResult<Exception?>(null) : Task.Run(last.Apply, CancellationToken.None);
            await log.WriteAsync(extended, numbers, cancellation);
            if (await applying is { } error)
            {
                return (last!.Submission, error);
            }
            await log.CommitAsync(cancellation);
            LastCommit = new LastCommit(time.GetUtcNow(), time.GetElapsedTime(started));
            RecordSignals.Committed(LastCommit.Took);
            _last = (numbers.ChangeId, numbers.VouchId);
        }
        else
        {
            await log.RollbackAsync(broken: false);
        }
        foreach (var (board, draft) in drafts)
        {
            var own = entries.FindAll(entry => entry.Programme == board.Programme.Code && (entry.Change is not null || entry.Begins.Count > 0));
            if (own.Count == 0)
            {
                continue;
            }
            var newest = own.FindLast(entry => entry.Change is not null)?.Change;
            var mark = new RecordMark(newest?.Id ?? board.Current.ChangeId, numbers.ReadingId, numbers.VouchId);
            board.Publish(draft.Seal(numbers.Sequence(board.Programme.Code), mark), draft.Touched);
        }
        LastFailure = null;
        batch.ForEach(submission => submission.Complete());
        return null;
    }

    /// <summary>Another node may have written since: its steps and spans come first.</summary>
    private async Task CatchUpAsync(Board board, CancellationToken cancellation)
    {
        if (_behind.Contains(board))
        {
            var (next, touched) = await replay.CatchUpAsync(board.Current, cancellation);
            board.Publish(next, touched);
            _behind.Remove(board);
        }
    }

    private string NoteFailure(Activity? activity)
    {
        var reference = Reference.New();
        RecordSignals.Failed(activity, reference);
        LastFailure = (time.GetUtcNow(), reference);
        return reference;
    }

    private async Task KeepSpansAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SpansEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                // What waits brings a commit of its own.
                if (!_extended.IsEmpty && Waiting == 0 && boards.All.FirstOrDefault() is { } any)
                {
                    TrySubmit(new Nothing { Board = any });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The spans not yet written cost a second of freshness after the restart, no reading.
        }
    }

    /// <summary>A change judged and not yet applied to its draft.</summary>
    private sealed record Unapplied(Submission Submission, BoardDraft Draft, RecordedChange Change)
    {
        /// <summary>Applies it; gives what went wrong.</summary>
        public Exception? Apply()
        {
            try
            {
                Draft.Apply(Change);
                return null;
            }
            catch (Exception error)
            {
                return error;
            }
        }
    }

    /// <summary>Writes nothing of its own: it gives the spans a commit to go with.</summary>
    private sealed class Nothing : Submission
    {
        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation) =>
            ValueTask.FromResult<Entry?>(null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A submission could not be judged (reference {Reference})")]
        public static partial void NotJudged(ILogger logger, Exception error, string reference);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} submissions were not written (reference {Reference})")]
        public static partial void NotWritten(ILogger logger, Exception error, int count, string reference);
    }
}
