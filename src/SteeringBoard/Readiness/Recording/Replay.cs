using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Restating;
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
        await Restatements.LayOverAsync(db, catalog, cancellation);
        var kept = await db.Set<CheckpointRow>().AsNoTracking()
            .Where(row => row.Programme == catalog.Programme.Code).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        var start = Start(catalog, kept?.Board, now);
        if (cached is not null && TryRead(catalog, cached) is { } newer && newer.Board.ChangeId > start.Board.ChangeId
            && await IsOfAsync(db, newer.Board, cancellation))
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
        var draft = new BoardDraft(board);
        var (sequence, mark) = await ApplyAsync(db, draft, board, long.MaxValue, null, cancellation);
        return mark == board.Mark ? (board, []) : (draft.Seal(sequence, mark), draft.Touched);
    }

    /// <summary>Moves the ends of the spans sources stand by now to where other nodes have moved them.</summary>
    public async Task HearAsync(BoardSnapshot board, CancellationToken cancellation)
    {
        await using var db = record.Open();
        await ExtendAsync(db, board.Spans.Values.ToDictionary(span => span.RowId), cancellation);
    }

    /// <summary>Whether a cached board is of this record: another that went by the same names was not at this change at this instant.</summary>
    private static Task<bool> IsOfAsync(BoardDb db, BoardSnapshot board, CancellationToken cancellation) =>
        db.Set<ChangeRow>().AnyAsync(
            row => row.Id == board.ChangeId && row.Programme == board.Catalog.Programme.Code
                && (row.RecordedAt == board.At
                    || db.Set<VouchRow>().Any(span => span.Programme == row.Programme && span.AfterChange >= row.Id && span.RecordedFrom == board.At)),
            cancellation);

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
        await ExtendAsync(db, start.Spans, cancellation);
        var draft = new BoardDraft(start.Board);
        draft.LayOut();
        var (sequence, mark) = await ApplyAsync(db, draft, start.Board, lastChange, until, cancellation);
        return draft.Seal(sequence, mark);
    }

    private static async Task<(long Sequence, RecordMark Mark)> ApplyAsync(
        BoardDb db, BoardDraft draft, BoardSnapshot board, long lastChange, DateTimeOffset? until, CancellationToken cancellation)
    {
        var catalog = board.Catalog;
        var programme = catalog.Programme.Code;
        var spans = await SpansAsync(db, board, until, cancellation);
        var (sequence, mark) = (board.Sequence, board.Mark);

        var changes = await db.Set<ChangeRow>().AsNoTracking()
            .Where(row => row.Programme == programme && row.Id > board.ChangeId && row.Id <= lastChange)
            .OrderBy(row => row.Id).ToListAsync(cancellation);
        var next = 0;
        if (changes.Count > 0)
        {
            if (changes.Exists(change => change.Kind == (int)ChangeKind.Restated))
            {
                await Restatements.LayOverAsync(db, catalog, cancellation);
            }
            var (first, last) = (changes[0].Id, changes[^1].Id);
            await using var readings = ReadingsAsync(db, programme, board.Mark.ReadingId, first, last).GetAsyncEnumerator(cancellation);
            var more = await readings.MoveNextAsync();
            foreach (var change in changes)
            {
                for (; next < spans.Count && spans[next].AfterChange < change.Id; next++)
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
                    mark = mark with { ReadingId = readings.Current.Id };
                    more = await readings.MoveNextAsync();
                }
                draft.Apply(new RecordedChange(
                    change.Id, change.Sequence, (ChangeKind)change.Kind, change.SourceId, change.RecordedAt, change.RecordedReal, of,
                    SlotCodec.ReadCells(catalog, change.Aged)));
                (sequence, mark) = (change.Sequence ?? sequence, mark with { ChangeId = change.Id });
            }
        }
        for (; next < spans.Count; next++)
        {
            draft.Begin(spans[next]);
        }
        return (sequence, spans.Count > 0 ? mark with { VouchId = spans[^1].RowId } : mark);
    }

    private static IAsyncEnumerable<ReadingRow> ReadingsAsync(BoardDb db, string programme, long after, long first, long last)
    {
        // Reading numbers rise with change numbers, so a board and a later checkpoint bound the range, and no index on changes is needed.
        var high = db.Set<CheckpointRow>().Where(row => row.Programme == programme && row.ChangeId >= last)
            .OrderBy(row => row.Id).Select(row => (long?)row.ReadingId);
        var highId = high.FirstOrDefault() ?? long.MaxValue;
        return db.Set<ReadingRow>().AsNoTracking()
            .Where(row => row.Id > after && row.Id <= highId && row.ChangeId >= first && row.ChangeId <= last)
            .OrderBy(row => row.Id).AsAsyncEnumerable();
    }

    private static async Task ExtendAsync(BoardDb db, IReadOnlyDictionary<long, Vouch> known, CancellationToken cancellation)
    {
        if (known.Count == 0)
        {
            return;
        }
        var ids = known.Keys.ToArray();
        var ends = await db.Set<VouchRow>().Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => new { row.Id, row.Until }).ToListAsync(cancellation);
        foreach (var end in ends)
        {
            known[end.Id].Extend(end.Until);
        }
    }

    private static Task<List<Vouch>> SpansAsync(BoardDb db, BoardSnapshot board, DateTimeOffset? until, CancellationToken cancellation)
    {
        var catalog = board.Catalog;
        var (programme, after) = (catalog.Programme.Code, board.Mark.VouchId);
        var rows = db.Set<VouchRow>().AsNoTracking().Where(row => row.Programme == programme && row.Id > after);
        if (board.Mark != default)
        {
            rows = rows.Where(row => row.RecordedFrom >= board.At);
        }
        if (until is { } moment)
        {
            rows = rows.Where(row => row.RecordedFrom <= moment);
        }
        return rows.OrderBy(row => row.Id)
            .Select(row => new Vouch(
                row.SourceId, row.Until, row.RecordedFrom, TimeSpan.FromMilliseconds(row.GraceMs), SlotCodec.ReadSlots(catalog, row.Slots))
            {
                RowId = row.Id,
                AfterChange = row.AfterChange,
                Stands = row.Stands,
            })
            .ToListAsync(cancellation);
    }

    private static RecordedReading? FromRow(Catalog catalog, ReadingRow row) =>
        catalog.BodyPlace(row.BodyId) is { } body && catalog.IndicatorPlace(row.IndicatorId) is { } indicator
            ? new RecordedReading(row.Id, new CellKey(body, indicator), row.Item, (EvidenceLevel)row.Level, row.Value, row.Total, row.AsOf, row.Moves)
            : null;
}
