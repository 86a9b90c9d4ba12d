using System.Collections.Concurrent;
using System.Threading.Channels;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

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

    /// <summary>Submissions waiting now.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>How long the last commit took, in real time.</summary>
    public TimeSpan LastCommit { get; private set; }

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
        try
        {
            var extended = _extended.Keys.Where(span => span.RowId != 0).ToList();
            foreach (var span in extended)
            {
                _extended.TryRemove(span, out _);
            }
            var numbers = await log.BeginAsync(cancellation);
            var drafts = new Dictionary<Board, BoardDraft>();
            var entries = new List<Entry>();
            foreach (var submission in batch)
            {
                if (!drafts.TryGetValue(submission.Board, out var draft))
                {
                    await CatchUpAsync(submission.Board, numbers, cancellation);
                    drafts[submission.Board] = draft = new BoardDraft(submission.Board.Current);
                }
                if (await submission.JudgeAsync(draft, numbers, log, cancellation) is { IsEmpty: false } entry)
                {
                    entries.Add(entry);
                }
            }
            if (entries.Count > 0 || extended.Count > 0)
            {
                await log.CommitAsync(entries, extended, programme => boards.Find(programme)!.Current.Catalog, numbers, cancellation);
            }
            else
            {
                await log.RollbackAsync(broken: false);
            }
            foreach (var (board, draft) in drafts)
            {
                var current = board.Current;
                var changes = entries.Where(entry => entry.Programme == board.Programme.Code).Select(entry => entry.Change).OfType<RecordedChange>().ToList();
                var at = changes.Count > 0 ? changes[^1].RecordedAt : current.At;
                var id = changes.Count > 0 ? changes[^1].Id : current.ChangeId;
                var mark = new RecordMark(id, numbers.ReadingId, numbers.VouchId);
                board.Publish(draft.Seal(numbers.Sequence(board.Programme.Code), mark, at), draft.Touched);
            }
            LastCommit = time.GetElapsedTime(started);
            LastFailure = null;
            foreach (var submission in batch)
            {
                submission.Complete();
            }
        }
        catch (Exception error)
        {
            await log.RollbackAsync(broken: true);
            var reference = Guid.NewGuid().ToString("N")[..8];
            LastFailure = (time.GetUtcNow(), reference);
            if (!cancellation.IsCancellationRequested)
            {
                Log.NotWritten(logger, error, batch.Count, reference);
            }
            foreach (var submission in batch)
            {
                submission.Fail(error);
            }
        }
    }

    /// <summary>Another node may have written since: its steps and spans come first.</summary>
    private async Task CatchUpAsync(Board board, Numbers numbers, CancellationToken cancellation)
    {
        if (numbers.Sequence(board.Programme.Code) > board.Current.Sequence || numbers.VouchId > board.Current.Mark.VouchId)
        {
            var (next, touched) = await replay.CatchUpAsync(board.Current, cancellation);
            board.Publish(next, touched);
        }
    }

    private async Task KeepSpansAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SpansEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (!_extended.IsEmpty && boards.All.FirstOrDefault() is { } any)
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

    /// <summary>Writes nothing of its own: it gives the spans a commit to go with.</summary>
    private sealed class Nothing : Submission
    {
        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation) =>
            ValueTask.FromResult<Entry?>(null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} submissions were not written (reference {Reference})")]
        public static partial void NotWritten(ILogger logger, Exception error, int count, string reference);
    }
}
