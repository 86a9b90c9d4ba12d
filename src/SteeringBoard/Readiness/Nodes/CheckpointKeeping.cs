using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Readiness.Nodes;

/// <summary>
/// Writes a whole board to the record once so many readings came after the last one that a replay is never long, and so few boards are
/// written that their cost stays a small part of the readings'. Whichever node comes first writes it; a second one does no harm.
/// </summary>
public sealed partial class CheckpointKeeping(Boards boards, IRecord record, TimeProvider time, ILogger<CheckpointKeeping> logger) : BackgroundService
{
    /// <summary>Readings, over all programmes, between two checkpoints of a programme: at least this many,</summary>
    public const int AtLeast = 20_000;

    /// <summary>and this many times those the board holds.</summary>
    public const int TimesHeld = 2;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Of each board the number of the reading before which it need not be looked at.</summary>
    private readonly Dictionary<Board, long> _due = [];

    /// <summary>Writes a checkpoint of a board when it is due; tells the number of the reading the next is due at.</summary>
    public static async Task<(bool IsKept, long Next)> KeepAsync(IRecord record, BoardSnapshot board, CancellationToken cancellation)
    {
        var programme = board.Catalog.Programme.Code;
        await using var db = record.Open();
        var last = await db.Set<CheckpointRow>().Where(row => row.Programme == programme)
            .OrderByDescending(row => row.Id).Select(row => row.ReadingId).FirstOrDefaultAsync(cancellation);
        var pause = Math.Max(AtLeast, TimesHeld * Held(board));
        if (board.Mark.ReadingId - last < pause)
        {
            return (false, last + pause);
        }
        db.Add(new CheckpointRow
        {
            Programme = programme,
            Sequence = board.Sequence,
            ChangeId = board.Mark.ChangeId,
            ReadingId = board.Mark.ReadingId,
            RecordedAt = board.At,
            Board = Checkpoint.Write(board),
        });
        await db.SaveChangesAsync(cancellation);
        return (true, board.Mark.ReadingId + pause);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var board in boards.All)
                {
                    if (board.Current.Mark.ReadingId >= _due.GetValueOrDefault(board))
                    {
                        await TryAsync(board, stoppingToken);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task TryAsync(Board board, CancellationToken cancellation)
    {
        var current = board.Current;
        try
        {
            (var isKept, _due[board]) = await KeepAsync(record, current, cancellation);
            if (isKept)
            {
                Log.Kept(logger, board.Programme.Code, current.Sequence);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NotKept(logger, error, board.Programme.Code, Reference.New());
        }
    }

    /// <summary>Counted over as many cells as the country has: without allocating.</summary>
    private static long Held(BoardSnapshot board)
    {
        long held = 0;
        foreach (var row in board.Rows)
        {
            foreach (var cell in row ?? [])
            {
                held += cell?.Own.Count ?? 0;
                foreach (var item in cell?.Items ?? [])
                {
                    held += item.Count;
                }
            }
        }
        return held;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Checkpoint of {Programme} at sequence {Sequence}")]
        public static partial void Kept(ILogger logger, string programme, long sequence);

        [LoggerMessage(Level = LogLevel.Error, Message = "No checkpoint of {Programme} was written; tried again in a second (reference {Reference})")]
        public static partial void NotKept(ILogger logger, Exception error, string programme, string reference);
    }
}
