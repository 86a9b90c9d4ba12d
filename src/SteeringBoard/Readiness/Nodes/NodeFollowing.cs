using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Readiness.Nodes;

/// <summary>
/// Takes in what other nodes have recorded: at once when one says so, and by asking the record twice a second in case nobody could.
/// The steps go through the node's one writer, which takes in first what others wrote before it.
/// </summary>
public sealed partial class NodeFollowing(
    Boards boards, Recorder recorder, Replay replay, IRecord record, IChangeBus bus, TimeProvider time, ILogger<NodeFollowing> logger)
    : BackgroundService
{
    private static readonly TimeSpan RepairEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan HearEvery = TimeSpan.FromSeconds(1);

    private volatile bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var word = new Bell();
        using var listening = bus.Listen((programme, sequence) =>
        {
            if (boards.Find(programme)?.Current.Sequence < sequence)
            {
                word.Ring();
            }
        });
        try
        {
            await Task.WhenAll(
                RepeatAsync(word, RepairEvery, CatchUpAsync, stoppingToken),
                RepeatAsync(new Bell(), HearEvery, HearAsync, stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task RepeatAsync(Bell bell, TimeSpan every, Func<CancellationToken, Task> step, CancellationToken cancellation)
    {
        while (true)
        {
            await bell.WaitAsync(every, time, cancellation);
            try
            {
                await step(cancellation);
                _failing = false;
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (!_failing)
                {
                    Log.NotFollowed(logger, error, Reference.New());
                }
                _failing = true;
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        await using var db = record.Open();
        var heads = await db.Set<HeadRow>().ToDictionaryAsync(head => head.Programme, head => head.Sequence, cancellation);
        var following = new List<Task>();
        foreach (var board in boards.All)
        {
            var current = board.Current;
            if (heads.GetValueOrDefault(board.Programme.Code) <= current.Sequence && !await HasNewSpanAsync(db, current, cancellation))
            {
                continue;
            }
            var submission = new Following { Board = board };
            if (recorder.TrySubmit(submission))
            {
                following.Add(submission.Done);
            }
        }
        await Task.WhenAll(following).WaitAsync(cancellation);
    }

    private static Task<bool> HasNewSpanAsync(BoardDb db, BoardSnapshot board, CancellationToken cancellation) => db.Set<VouchRow>().AnyAsync(
        span => span.Programme == board.Catalog.Programme.Code && span.RecordedFrom >= board.At && span.Id > board.Mark.VouchId, cancellation);

    /// <summary>Other nodes hear the sources they pull: their spans go on, which moves no cell.</summary>
    private async Task HearAsync(CancellationToken cancellation)
    {
        foreach (var board in boards.All)
        {
            await replay.HearAsync(board.Current, cancellation);
        }
    }

    /// <summary>Writes nothing: before it is judged, the writer has taken in what others wrote.</summary>
    private sealed class Following : Submission
    {
        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation) =>
            ValueTask.FromResult<Entry?>(null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What other nodes recorded could not be taken in; tried again twice a second (reference {Reference})")]
        public static partial void NotFollowed(ILogger logger, Exception error, string reference);
    }
}
