using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>The next board in the making: copies only the rows that change. Used by one writer at a time.</summary>
public sealed class BoardDraft
{
    private readonly BoardSnapshot _from;
    private readonly Catalog _catalog;
    private readonly Cell?[]?[] _rows;
    private readonly PartSums _parts;
    private readonly Trail[] _trails;
    private ImmutableDictionary<int, Vouch> _spans;

    public BoardDraft(BoardSnapshot from)
    {
        ArgumentNullException.ThrowIfNull(from);
        (_from, _catalog, _rows, _trails, _spans, At) = (from, from.Catalog, [.. from.Rows], [.. from.Trails], from.Spans, from.At);
        _parts = new PartSums(_catalog, _rows);
    }

    /// <summary>Every cell that changed since the snapshot it began from.</summary>
    public HashSet<CellKey> Touched { get; } = [];

    public Catalog Catalog => _catalog;

    /// <summary>Programme time of the last thing taken in.</summary>
    public DateTimeOffset At { get; private set; }

    public Cell? this[CellKey key] => _rows[key.Body]?[key.Indicator];

    /// <summary>The span a source stands by now.</summary>
    public Vouch? Span(int source) => _spans.GetValueOrDefault(source);

    /// <summary>The newest own reading where a reading would land; none when nothing was read there.</summary>
    public LevelReading? Newest(CellKey key, int item, EvidenceLevel level) => this[key]?.Newest(item, level);

    /// <inheritdoc cref="Newest(CellKey, int, EvidenceLevel)"/>
    public LevelReading? Newest(SlotKey slot) => Newest(slot.Cell, slot.Item, slot.Level);

    /// <summary>
    /// Programme time as the record keeps it: to the millisecond, and never before what is already on the board. A wall clock may be
    /// set back and another node's may be ahead; the order of the record is the order of its times all the same.
    /// </summary>
    public DateTimeOffset Now(TimeProvider clock)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return now > At ? now : At.ToUniversalTime();
    }

    /// <summary>Takes a committed change in; true when it touched a cell.</summary>
    public bool Apply(RecordedChange change)
    {
        At = change.RecordedAt;
        if (change.Kind == ChangeKind.Aged)
        {
            return Age(change.Aged, change.RecordedAt);
        }
        if (change.Kind == ChangeKind.Restated)
        {
            return Recount(change.Aged, change.RecordedAt);
        }

        var span = Span(change.Source);
        var moved = new HashSet<CellKey>(change.Readings.Count);
        foreach (var reading in change.Readings)
        {
            if (!reading.Moves)
            {
                continue;
            }
            var vouch = span?.Slots.Contains(new SlotKey(reading.Cell, reading.Item, reading.Level)) == true ? span : null;
            Put(reading.Cell, reading.Item, reading.Level, Counting(reading, change, vouch));
            moved.Add(reading.Cell);
        }
        Touched.EnsureCapacity(Touched.Count + moved.Count);
        foreach (var key in WithParents(moved))
        {
            Settle(key, change.RecordedAt);
        }
        return moved.Count > 0;
    }

    /// <summary>
    /// Lets a source stand by its values over a span. It moves freshness, not values; true when that changed what is said of a cell,
    /// such as one that was stale and is heard again.
    /// </summary>
    public bool Begin(Vouch span)
    {
        At = span.RecordedFrom;
        if (span.Stands)
        {
            _spans = _spans.SetItem(span.Source, span);
        }
        var moved = new HashSet<CellKey>();
        foreach (var slot in span.Slots)
        {
            if (Newest(slot) is { } reading && reading.Source == span.Source)
            {
                Put(slot.Cell, slot.Item, slot.Level, reading with { Vouch = span });
                moved.Add(slot.Cell);
            }
        }
        var changed = false;
        foreach (var key in WithParents(moved))
        {
            changed |= Judge(key, Reread(key, span.RecordedFrom), span.RecordedFrom);
        }
        return changed;
    }

    /// <summary>Judges cells again at a moment; true when one changed.</summary>
    public bool Age(IEnumerable<CellKey> cells, DateTimeOffset now)
    {
        At = now;
        var changed = false;
        foreach (var key in cells)
        {
            changed |= Judge(key, this[key] ?? _from.Unread(key, _from.At), now);
        }
        return changed;
    }

    /// <summary>Counts what was read of cells anew, of the denominators in force now.</summary>
    private bool Recount(IEnumerable<CellKey> cells, DateTimeOffset now)
    {
        HashSet<CellKey> moved = [.. cells];
        foreach (var key in moved)
        {
            if (this[key] is { } cell)
            {
                var own = EvidenceLevels.All.Aggregate(cell.Own, (levels, level) => levels[level] is { } reading ? levels.With(level, Recounted(reading)) : levels);
                Restore(key, cell with { Own = own });

                LevelReading Recounted(LevelReading reading)
                {
                    var (value, total, restated) = Counted(reading.SentValue, reading.SentTotal, key, -1, now);
                    return reading with { Value = value, Total = total, Restated = restated };
                }
            }
        }
        foreach (var key in WithParents(moved))
        {
            Settle(key, now);
        }
        return true;
    }

    /// <summary>Puts every cell above the communes that was never read on the board, as it was before any due instant.</summary>
    internal void LayOut()
    {
        foreach (var body in _catalog.AboveCommunes)
        {
            for (var indicator = 0; indicator < _catalog.Indicators.Length; indicator++)
            {
                var key = new CellKey(body, indicator);
                if (this[key] is null && _catalog.IsMeasured(key))
                {
                    Restore(key, _from.Unread(key, DateTimeOffset.UnixEpoch));
                }
            }
        }
    }

    /// <summary>Judges every cell above the communes, and every commune cell that was ever read.</summary>
    public void AgeAll(DateTimeOffset now)
    {
        for (var body = 0; body < _catalog.Bodies.Length; body++)
        {
            var isCommune = _rows[body] is null && _catalog.Bodies[body].Kind == Bodies.BodyKind.Commune;
            for (var indicator = 0; !isCommune && indicator < _catalog.Indicators.Length; indicator++)
            {
                var key = new CellKey(body, indicator);
                if (_rows[body]?[indicator] is not null || (_catalog.IsMeasured(key) && _catalog.Bodies[body].Kind != Bodies.BodyKind.Commune))
                {
                    Age([key], now);
                }
            }
        }
    }

    /// <summary>The finished board.</summary>
    public BoardSnapshot Seal(long sequence, RecordMark mark) => new(_catalog, sequence, mark, At, _rows, _trails, _spans);

    /// <summary>Puts a whole cell back: for loading a checkpoint.</summary>
    internal void Restore(CellKey key, Cell cell) => Row(key.Body)[key.Indicator] = cell;

    internal void Restore(int trail, Trail value) => _trails[trail] = value;

    /// <summary>Puts the spans back: for loading a checkpoint.</summary>
    internal void Restore(IEnumerable<Vouch> spans) => _spans = spans.ToImmutableDictionary(span => span.Source);

    /// <summary>Reads a restored cell from its parts and judges it as it was judged last: for loading a checkpoint, communes first.</summary>
    internal void Refresh(CellKey key)
    {
        var cell = this[key]!;
        Restore(key, (cell with { Levels = _parts.Read(key, cell, At) }).JudgedAt(_catalog.Indicators[key.Indicator], _catalog.DueAt(key, cell.JudgedLast), cell.JudgedLast));
    }

    private void Put(CellKey key, int item, EvidenceLevel level, LevelReading reading)
    {
        var row = Row(key.Body);
        var cell = row[key.Indicator] ?? new Cell();
        if (item < 0)
        {
            row[key.Indicator] = cell with { Own = cell.Own.With(level, reading) };
            return;
        }
        var items = cell.Items.IsEmpty
            ? [.. Enumerable.Repeat(Levels.None, _catalog.Indicators[key.Indicator].Items.Count)]
            : cell.Items;
        row[key.Indicator] = cell with { Items = items.SetItem(item, items[item].With(level, reading)) };
    }

    /// <summary>Cells with the sums they are part of, each once: a sum comes after its parts.</summary>
    private IEnumerable<CellKey> WithParents(HashSet<CellKey> moved)
    {
        var parents = new HashSet<CellKey>();
        foreach (var key in moved)
        {
            if (ParentOf(key) is { } parent)
            {
                parents.Add(parent);
            }
        }
        return moved.Where(key => !parents.Contains(key)).Concat(parents);
    }

    private void Settle(CellKey key, DateTimeOffset now)
    {
        var before = this[key]?.Levels ?? Levels.None;
        var cell = Reread(key, now);
        if (_catalog.Bodies[key.Body].Kind != Bodies.BodyKind.Commune)
        {
            Follow(_catalog.Indicators[key.Indicator], key.Indicator, before, cell.Levels, now);
        }
        Judge(key, cell, now);
        Touched.Add(key);
    }

    /// <summary>The cell with what is read at each level now; what it was until now is judged with what was read until now.</summary>
    private Cell Reread(CellKey key, DateTimeOffset now)
    {
        var cell = this[key] ?? new Cell();
        return cell.TurnedTo(_catalog.Indicators[key.Indicator], _catalog.DueAt(key, now), now) with { Levels = _parts.Read(key, cell, At) };
    }

    /// <summary>Puts a cell on the board as it is judged at a moment; true when what is said of it changed.</summary>
    private bool Judge(CellKey key, Cell cell, DateTimeOffset now)
    {
        var judged = cell.JudgedAt(_catalog.Indicators[key.Indicator], _catalog.DueAt(key, now), now);
        var changed = judged.Verdict != cell.Verdict;
        Row(key.Body)[key.Indicator] = judged;
        if (changed)
        {
            Touched.Add(key);
        }
        return changed;
    }

    private void Follow(Indicator indicator, int place, Levels before, Levels after, DateTimeOffset now)
    {
        foreach (var level in EvidenceLevels.All)
        {
            var was = before[level] is { } old ? Share.Of(indicator, old).Done : 0;
            var isNow = after[level] is { } fresh ? Share.Of(indicator, fresh).Done : 0;
            if (was != isNow)
            {
                ref var trail = ref _trails[BoardSnapshot.Place(place, level)];
                trail = trail.Moved(now, isNow - was);
            }
        }
    }

    private LevelReading Counting(RecordedReading reading, RecordedChange change, Vouch? vouch)
    {
        var (value, total, restated) = Counted(reading.Value, reading.Total, reading.Cell, reading.Item, change.RecordedAt);
        return new LevelReading
        {
            Value = value,
            Total = total,
            Restated = restated,
            ObservedAt = reading.ObservedAt,
            RecordedAt = change.RecordedAt,
            Source = change.Source,
            Vouch = vouch,
        };
    }

    /// <summary>What was sent as it counts of the denominator in force at a moment (design.md, rule 6), and what was sent where that differs.</summary>
    private (long Value, long Total, (long Value, long Total)? Restated) Counted(long value, long total, CellKey key, int item, DateTimeOffset now)
    {
        var inForce = total == 0 ? 0 : _catalog.Total(key, item, now) ?? total;
        return total == inForce ? (value, total, null) : (Math.Min(value, inForce), inForce, (value, total));
    }

    private CellKey? ParentOf(CellKey key) =>
        _catalog.Bodies[key.Body].Kind == Bodies.BodyKind.Commune ? new CellKey(_catalog.Parents[key.Body], key.Indicator) : null;

    private Cell?[] Row(int body)
    {
        var row = _rows[body];
        if (row is null || ReferenceEquals(row, _from.Rows[body]))
        {
            _rows[body] = row = row is null ? new Cell?[_catalog.Indicators.Length] : [.. row];
        }
        return row;
    }
}
