using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Readiness.Nodes;

/// <summary>
/// Keeps the newest of every board in the cache and lets the other nodes know of each step. It never holds a board up: steps taken while
/// it writes are written together after. What the cache has lost, or another record left there, is put right by itself.
/// </summary>
public sealed partial class BoardCaching(
    Boards boards, INewestCache cache, IChangeBus bus, BoardAnswers answers, IRecord record, TimeProvider time, ILogger<BoardCaching> logger)
    : BackgroundService
{
    /// <summary>How often the whole board is put, in real time, when it has changed.</summary>
    private static readonly TimeSpan BoardEvery = TimeSpan.FromSeconds(30);

    /// <summary>How often a cache that nobody writes to is looked at.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(boards.All.Select(board => KeepAsync(board, stoppingToken)));

    private async Task KeepAsync(Board board, CancellationToken cancellation)
    {
        var changed = new Bell();
        using var unsaved = new Unsaved(board, step =>
        {
            bus.Announce(board.Programme.Code, step.After.Sequence);
            changed.Ring();
        });
        try
        {
            while (true)
            {
                if (!await TrySaveAsync(unsaved, cancellation))
                {
                    await Task.Delay(LookEvery, time, cancellation);
                }
                await changed.WaitAsync(LookEvery, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task<bool> TrySaveAsync(Unsaved unsaved, CancellationToken cancellation)
    {
        try
        {
            await SaveAsync(unsaved, cancellation);
            return true;
        }
        catch (CacheOutOfReachException)
        {
            return false;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NotSaved(logger, error, Reference.New());
            return false;
        }
    }

    private async Task SaveAsync(Unsaved unsaved, CancellationToken cancellation)
    {
        var (board, cells) = unsaved.Take();
        try
        {
            await SaveCellsAsync(unsaved, board, cells, cancellation);
            unsaved.Saved = board.Sequence;
        }
        catch
        {
            unsaved.PutBack(cells);
            throw;
        }
        if (unsaved.BoardSaved is not { } last || (last.Mark != board.Mark && time.GetElapsedTime(last.At) >= BoardEvery))
        {
            await cache.SaveBoardAsync(board.Catalog.Programme.Code, board.Sequence, Checkpoint.Write(board), cancellation);
            unsaved.BoardSaved = (board.Mark, time.GetTimestamp());
        }
    }

    private async Task SaveCellsAsync(Unsaved unsaved, BoardSnapshot board, IReadOnlyCollection<CellKey> cells, CancellationToken cancellation)
    {
        var programme = board.Catalog.Programme.Code;
        var held = unsaved.Saved is { } saved ? await cache.SaveAsync(programme, saved, board.Sequence, Told(board, cells), cancellation) : -1;
        if (held == board.Sequence)
        {
            return;
        }
        if (held > board.Sequence && held > await RecordedAsync(programme, cancellation))
        {
            // A cache is never ahead of its record: this one was filled from another.
            await cache.ForgetAsync(programme, cancellation);
            held = -1;
        }
        if (held < board.Sequence)
        {
            unsaved.BoardSaved = null;
            await cache.SaveAsync(programme, null, board.Sequence, Told(board, AllOf(board)), cancellation);
        }
    }

    private async Task<long> RecordedAsync(string programme, CancellationToken cancellation)
    {
        await using var db = record.Open();
        return await db.Set<HeadRow>().Where(head => head.Programme == programme).Select(head => head.Sequence).FirstOrDefaultAsync(cancellation);
    }

    private Dictionary<string, byte[]> Told(BoardSnapshot board, IReadOnlyCollection<CellKey> cells) => cells.ToDictionary(
        key => $"{board.Catalog.Bodies[key.Body].Code}/{board.Catalog.Indicators[key.Indicator].Code}",
        key => JsonSerializer.SerializeToUtf8Bytes(answers.Cell(board, key, null, board.At), WireJson.Options),
        StringComparer.Ordinal);

    private static List<CellKey> AllOf(BoardSnapshot board) =>
    [
        .. Enumerable.Range(0, board.Catalog.Bodies.Length)
            .Where(body => board.Rows[body] is not null || board.Catalog.Bodies[body].Kind != Bodies.BodyKind.Commune)
            .SelectMany(board.CellsOf).Select(pair => pair.Key),
    ];

    /// <summary>What one board has and the cache has not.</summary>
    private sealed class Unsaved : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly IDisposable _following;
        private HashSet<CellKey> _cells = [];
        private BoardSnapshot _board;

        public Unsaved(Board board, Action<BoardStep> then)
        {
            _board = board.Current;
            _following = board.Follow(step =>
            {
                lock (_gate)
                {
                    _board = step.After;
                    _cells.UnionWith(step.Touched);
                }
                then(step);
            });
            lock (_gate)
            {
                // A step between the two lines above was not heard; it is in what the first save puts.
                _board = board.Current.Sequence > _board.Sequence ? board.Current : _board;
            }
        }

        /// <summary>The sequence the cache has; none until all cells were put.</summary>
        public long? Saved { get; set; }

        /// <summary>The whole board put last, and when; none when there may be none.</summary>
        public (RecordMark Mark, long At)? BoardSaved { get; set; }

        public (BoardSnapshot Board, IReadOnlyCollection<CellKey> Cells) Take()
        {
            lock (_gate)
            {
                return (_board, Interlocked.Exchange(ref _cells, []));
            }
        }

        public void PutBack(IReadOnlyCollection<CellKey> cells)
        {
            lock (_gate)
            {
                _cells.UnionWith(cells);
            }
        }

        public void Dispose() => _following.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The newest cells were not cached; tried again in a second (reference {Reference})")]
        public static partial void NotSaved(ILogger logger, Exception error, string reference);
    }
}
