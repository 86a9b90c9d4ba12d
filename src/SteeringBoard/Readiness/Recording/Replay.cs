using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>Makes boards out of the record: the newest at start, any past one, and the steps of other nodes. All by the same fold as live.</summary>
public sealed class Replay(IRecord record)
{
    /// <summary>The newest board of the record.</summary>
    /// <param name="catalog">What it is laid out over.</param>
    /// <param name="cached">A newer checkpoint than the record's, from the cache; ignored when it cannot be read.</param>
    /// <param name="now">Programme time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<BoardSnapshot> NewestAsync(Catalog catalog, byte[]? cached, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var kept = await db.Set<CheckpointRow>().AsNoTracking()
            .Where(row => row.Programme == catalog.Programme.Code).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        var start = Start(catalog, kept?.Board, now);
        if (cached is not null && TryRead(catalog, cached) is { } newer && newer.Board.ChangeId > start.Board.ChangeId
            && await db.Set<ChangeRow>().AnyAsync(row => row.Id == newer.Board.ChangeId && row.Programme == catalog.Programme.Code, cancellation))
        {
            start = newer;
        }
        return await FoldAsync(db, start, long.MaxValue, null, cancellation);
    }

    /// <summary>The board at a past moment as it was known then; cells aged to that moment (design.md, rule 7).</summary>
    public async Task<BoardSnapshot> AtAsync(Catalog catalog, DateTimeOffset moment, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var programme = catalog.Programme.Code;
        var last = await db.Set<ChangeRow>().AsNoTracking()
            .Where(row => row.Programme == programme && row.RecordedAt <= moment)
            .OrderByDescending(row => row.RecordedAt).ThenByDescending(row => row.Id).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellation) ?? 0;
        var kept = await db.Set<CheckpointRow>().AsNoTracking()
            .Where(row => row.Programme == programme && row.RecordedAt <= moment && row.ChangeId <= last)
            .OrderByDescending(row => row.RecordedAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        var start = Start(catalog, kept?.Board, moment);
        var folded = await FoldAsync(db, start, last, moment, cancellation);
        return folded.AgedTo(moment);
    }

    /// <summary>The steps other nodes recorded since a board, and the board after them.</summary>
    public async Task<(BoardSnapshot Board, IReadOnlyCollection<CellKey> Touched)> CatchUpAsync(BoardSnapshot board, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var spans = board.Spans.Values.Where(span => span.RowId != 0).ToDictionary(span => span.RowId);
        var draft = new BoardDraft(board);
        var (sequence, changeId, at) = await ApplyAsync(db, draft, spans, board, board.At, long.MaxValue, null, cancellation);
        return changeId == board.ChangeId && draft.Touched.Count == 0
            ? (board, [])
            : (draft.Seal(sequence, changeId, at), draft.Touched);
    }

    private static (BoardSnapshot Board, IReadOnlyDictionary<long, Vouch> Spans) Start(Catalog catalog, byte[]? kept, DateTimeOffset now) =>
        kept is not null && TryRead(catalog, kept) is { } read ? read : (BoardSnapshot.Blank(catalog, now), new Dictionary<long, Vouch>());

    private static (BoardSnapshot Board, IReadOnlyDictionary<long, Vouch> Spans)? TryRead(Catalog catalog, byte[] bytes)
    {
        try
        {
            return (Checkpoint.Read(catalog, bytes, out var spans), spans);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static async Task<BoardSnapshot> FoldAsync(
        BoardDb db, (BoardSnapshot Board, IReadOnlyDictionary<long, Vouch> Spans) start, long lastChange, DateTimeOffset? until, CancellationToken cancellation)
    {
        var draft = new BoardDraft(start.Board);
        var from = start.Board.ChangeId == 0 ? DateTimeOffset.UnixEpoch : start.Board.At;
        var (sequence, changeId, at) = await ApplyAsync(db, draft, start.Spans, start.Board, from, lastChange, until, cancellation);
        draft.AgeAll(at);
        return draft.Seal(sequence, changeId, at);
    }

    private static async Task<(long Sequence, long ChangeId, DateTimeOffset At)> ApplyAsync(
        BoardDb db, BoardDraft draft, IReadOnlyDictionary<long, Vouch> known, BoardSnapshot board, DateTimeOffset from, long lastChange,
        DateTimeOffset? until, CancellationToken cancellation)
    {
        var catalog = board.Catalog;
        var programme = catalog.Programme.Code;
        var spans = await SpansAsync(db, catalog, known, from, until, cancellation);
        var (sequence, changeId, at) = (board.Sequence, board.ChangeId, board.At);

        var changes = await db.Set<ChangeRow>().AsNoTracking()
            .Where(row => row.Programme == programme && row.Id > board.ChangeId && row.Id <= lastChange)
            .OrderBy(row => row.Id).ToListAsync(cancellation);
        var next = 0;
        if (changes.Count > 0)
        {
            var (first, last) = (changes[0].Id, changes[^1].Id);
            await using var readings = ReadingsAsync(db, programme, board.ChangeId, first, last).GetAsyncEnumerator(cancellation);
            var more = await readings.MoveNextAsync();
            foreach (var change in changes)
            {
                for (; next < spans.Count && spans[next].RecordedFrom <= change.RecordedAt; next++)
                {
                    draft.Begin(spans[next]);
                }
                var of = new List<RecordedReading>();
                while (more && readings.Current.ChangeId <= change.Id)
                {
                    if (readings.Current.ChangeId == change.Id && FromRow(catalog, readings.Current) is { } reading)
                    {
                        of.Add(reading);
                    }
                    more = await readings.MoveNextAsync();
                }
                draft.Apply(new RecordedChange(
                    change.Id, change.Sequence, (ChangeKind)change.Kind, change.SourceId, change.RecordedAt, change.RecordedReal, of,
                    SlotCodec.ReadCells(catalog, change.Aged)));
                (sequence, changeId, at) = (change.Sequence ?? sequence, change.Id, change.RecordedAt);
            }
        }
        for (; next < spans.Count; next++)
        {
            draft.Begin(spans[next]);
        }
        return (sequence, changeId, at);
    }

    private static IAsyncEnumerable<ReadingRow> ReadingsAsync(BoardDb db, string programme, long after, long first, long last)
    {
        // Reading numbers rise with change numbers, so checkpoints bound the range on both sides and no index on changes is needed.
        var low = db.Set<CheckpointRow>().Where(row => row.Programme == programme && row.ChangeId <= after)
            .OrderByDescending(row => row.Id).Select(row => (long?)row.ReadingId);
        var high = db.Set<CheckpointRow>().Where(row => row.Programme == programme && row.ChangeId >= last)
            .OrderBy(row => row.Id).Select(row => (long?)row.ReadingId);
        var lowId = low.FirstOrDefault() ?? 0;
        var highId = high.FirstOrDefault() ?? long.MaxValue;
        return db.Set<ReadingRow>().AsNoTracking()
            .Where(row => row.Id > lowId && row.Id <= highId && row.ChangeId >= first && row.ChangeId <= last)
            .OrderBy(row => row.Id).AsAsyncEnumerable();
    }

    private static async Task<List<Vouch>> SpansAsync(
        BoardDb db, Catalog catalog, IReadOnlyDictionary<long, Vouch> known, DateTimeOffset from, DateTimeOffset? until, CancellationToken cancellation)
    {
        var programme = catalog.Programme.Code;
        var rows = await db.Set<VouchRow>().AsNoTracking()
            .Where(row => row.Programme == programme && row.Until >= from)
            .OrderBy(row => row.Id).ToListAsync(cancellation);
        var begun = new List<Vouch>();
        foreach (var row in rows.Where(row => until is null || row.RecordedFrom <= until))
        {
            if (known.TryGetValue(row.Id, out var span))
            {
                span.Extend(row.Until);
            }
            else
            {
                begun.Add(new Vouch(
                    row.SourceId, row.From, row.Until, row.RecordedFrom, TimeSpan.FromMilliseconds(row.GraceMs), SlotCodec.ReadSlots(catalog, row.Slots))
                {
                    RowId = row.Id,
                });
            }
        }
        return begun;
    }

    private static RecordedReading? FromRow(Catalog catalog, ReadingRow row) =>
        catalog.BodyPlace(row.BodyId) is { } body && catalog.IndicatorPlace(row.IndicatorId) is { } indicator
            ? new RecordedReading(row.Id, new CellKey(body, indicator), row.Item, (EvidenceLevel)row.Level, row.Value, row.Total, row.AsOf, row.Moves)
            : null;
}
