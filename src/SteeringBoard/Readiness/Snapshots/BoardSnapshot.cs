using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>How far in the record a board is: of the programme, all that is numbered up to here is in it, and nothing after.</summary>
/// <param name="ChangeId">The programme's last change in it.</param>
/// <param name="ReadingId">No later reading is in it.</param>
/// <param name="VouchId">No later span is in it.</param>
public readonly record struct RecordMark(long ChangeId, long ReadingId, long VouchId);

/// <summary>The board of a programme after a change. Immutable; readers keep it as long as they like.</summary>
public sealed class BoardSnapshot
{
    private readonly Cell?[]?[] _rows;

    internal BoardSnapshot(
        Catalog catalog, long sequence, RecordMark mark, DateTimeOffset at, Cell?[]?[] rows, Trail[] trails, ImmutableDictionary<int, Vouch> spans)
    {
        Spans = spans;
        Catalog = catalog;
        Sequence = sequence;
        Mark = mark;
        At = at;
        _rows = rows;
        Trails = trails;
    }

    public Catalog Catalog { get; }

    /// <summary>The last change that touched a cell.</summary>
    public long Sequence { get; }

    /// <summary>How far in the record it is.</summary>
    public RecordMark Mark { get; }

    /// <summary>The last change of the record that is in it.</summary>
    public long ChangeId => Mark.ChangeId;

    /// <summary>Programme time of the last thing taken in, be it a change or a span, or the moment it was aged to.</summary>
    public DateTimeOffset At { get; }

    internal Cell?[]?[] Rows => _rows;

    internal Trail[] Trails { get; }

    /// <summary>The span each source stands by now, by the source's number.</summary>
    internal ImmutableDictionary<int, Vouch> Spans { get; }

    /// <summary>A board nothing was read on yet, judged at a moment.</summary>
    public static BoardSnapshot Empty(Catalog catalog, DateTimeOffset at) => Blank(catalog, at).AgedTo(at);

    /// <summary>A board with no cell laid out yet.</summary>
    internal static BoardSnapshot Blank(Catalog catalog, DateTimeOffset at)
    {
        var trails = new Trail[catalog.Indicators.Length * EvidenceLevels.All.Length];
        Array.Fill(trails, Snapshots.Trail.Empty);
        return new BoardSnapshot(catalog, 0, default, at, new Cell?[catalog.Bodies.Length][], trails, ImmutableDictionary<int, Vouch>.Empty);
    }

    /// <summary>A cell; one never read when there is none.</summary>
    public Cell this[CellKey key] => _rows[key.Body]?[key.Indicator] ?? Unread(key, At);

    public Cell this[int body, int indicator] => this[new CellKey(body, indicator)];

    /// <summary>The newest own reading where a reading would land; none when nothing was read there.</summary>
    internal LevelReading? Newest(SlotKey slot) => _rows[slot.Cell.Body]?[slot.Cell.Indicator]?.Newest(slot.Item, slot.Level);

    /// <summary>Whether all a span stands by is what counts newest at its place.</summary>
    internal bool IsHeld(Vouch span)
    {
        foreach (var slot in span.Slots)
        {
            if (Newest(slot)?.Vouch != span)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Units done over time, of one indicator at one level.</summary>
    public Trail Trail(int indicator, EvidenceLevel level) => Trails[Place(indicator, level)];

    /// <summary>The cells of a body, in the indicators' order: only what is measured there.</summary>
    public IEnumerable<(CellKey Key, Cell Cell)> CellsOf(int body)
    {
        for (var indicator = 0; indicator < Catalog.Indicators.Length; indicator++)
        {
            var key = new CellKey(body, indicator);
            if (_rows[body]?[indicator] is { } cell)
            {
                yield return (key, cell);
            }
            else if (Catalog.IsMeasured(key))
            {
                yield return (key, Unread(key, At));
            }
        }
    }

    /// <summary>The same readings, judged at a later moment.</summary>
    public BoardSnapshot AgedTo(DateTimeOffset now)
    {
        var draft = new BoardDraft(this);
        draft.AgeAll(now);
        return draft.Seal(Sequence, Mark);
    }

    internal static int Place(int indicator, EvidenceLevel level) => indicator * EvidenceLevels.All.Length + (int)level - 1;

    internal Cell Unread(CellKey key, DateTimeOffset now) =>
        new Cell().JudgedAt(Catalog.Indicators[key.Indicator], Catalog.DueAt(key, now), now);
}
