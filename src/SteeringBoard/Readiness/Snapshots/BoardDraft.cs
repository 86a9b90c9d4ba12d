using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>The next board in the making: copies only the rows that change. Used by one writer at a time.</summary>
public sealed class BoardDraft(BoardSnapshot from)
{
    private readonly Catalog _catalog = from.Catalog;
    private readonly Cell?[]?[] _rows = [.. from.Rows];
    private readonly Trail[] _trails = [.. from.Trails];
    private readonly HashSet<int> _copied = [];
    private ImmutableDictionary<int, Vouch> _spans = from.Spans;

    /// <summary>Every cell that changed since the snapshot it began from.</summary>
    public HashSet<CellKey> Touched { get; } = [];

    public Catalog Catalog => _catalog;

    public Cell? this[CellKey key] => _rows[key.Body]?[key.Indicator];

    /// <summary>The span a source stands by now.</summary>
    public Vouch? Span(int source) => _spans.GetValueOrDefault(source);

    /// <summary>The newest own reading where a reading would land; none when nothing was read there.</summary>
    public LevelReading? Newest(CellKey key, int item, EvidenceLevel level)
    {
        var cell = this[key];
        if (cell is null)
        {
            return null;
        }
        return item < 0 ? cell.Own[level] : cell.Items.IsEmpty ? null : cell.Items[item][level];
    }

    /// <summary>Takes a committed change in; true when it touched a cell.</summary>
    public bool Apply(RecordedChange change)
    {
        if (change.Kind == ChangeKind.Aged)
        {
            return Age(change.Aged, change.RecordedAt);
        }

        var span = _spans.GetValueOrDefault(change.Source);
        var moved = new HashSet<CellKey>();
        foreach (var reading in change.Readings.Where(reading => reading.Moves))
        {
            var vouch = span?.Slots.Contains(new SlotKey(reading.Cell, reading.Item, reading.Level)) == true ? span : null;
            Put(reading.Cell, reading.Item, reading.Level, Counting(reading, change, vouch));
            moved.Add(reading.Cell);
        }
        Settle(moved, change.RecordedAt);
        return moved.Count > 0;
    }

    /// <summary>
    /// Lets a source stand by its values over a span. It moves freshness, not values: no cell counts as touched.
    /// </summary>
    public void Begin(Vouch span)
    {
        _spans = _spans.SetItem(span.Source, span);
        var moved = new HashSet<CellKey>();
        foreach (var slot in span.Slots)
        {
            if (Newest(slot.Cell, slot.Item, slot.Level) is { } reading && reading.Source == span.Source && !ReferenceEquals(reading.Vouch, span))
            {
                Put(slot.Cell, slot.Item, slot.Level, reading with { Vouch = span });
                moved.Add(slot.Cell);
            }
        }
        foreach (var key in moved)
        {
            Refresh(key);
        }
        foreach (var parent in moved.Select(ParentOf).OfType<CellKey>().ToHashSet())
        {
            Refresh(parent);
        }
    }

    /// <summary>Judges cells again at a moment; true when one changed.</summary>
    public bool Age(IEnumerable<CellKey> cells, DateTimeOffset now)
    {
        var changed = false;
        foreach (var key in cells)
        {
            var before = this[key] ?? from.Unread(key, from.At);
            var after = before.JudgedAt(_catalog.Indicators[key.Indicator], _catalog.Due[key.Indicator], now);
            Row(key.Body)[key.Indicator] = after;
            if (after.Verdict != before.Verdict)
            {
                Touched.Add(key);
                changed = true;
            }
        }
        return changed;
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
    public BoardSnapshot Seal(long sequence, RecordMark mark, DateTimeOffset at) =>
        new(_catalog, sequence, mark, at, _rows, _trails, _spans);

    /// <summary>Puts a reading back as it was kept, without judging: for loading a checkpoint. Call <see cref="Settle"/> after.</summary>
    internal void Put(CellKey key, int item, EvidenceLevel level, LevelReading reading)
    {
        var row = Row(key.Body);
        var cell = row[key.Indicator] ?? new Cell();
        if (item < 0)
        {
            row[key.Indicator] = cell with { Own = cell.Own.With(level, reading) };
            return;
        }
        var items = cell.Items.IsEmpty
            ? [.. Enumerable.Repeat(Rules.Levels.None, _catalog.Indicators[key.Indicator].Items.Count)]
            : cell.Items;
        row[key.Indicator] = cell with { Items = items.SetItem(item, items[item].With(level, reading)) };
    }

    /// <summary>Puts a whole cell back: for loading a checkpoint.</summary>
    internal void Restore(CellKey key, Cell cell) => Row(key.Body)[key.Indicator] = cell;

    internal void Restore(int trail, Trail value) => _trails[trail] = value;

    /// <summary>Refreshes what is read at each level in a cell from its parts, without judging: for loading a checkpoint.</summary>
    internal void Refresh(CellKey key)
    {
        var cell = this[key] ?? new Cell();
        Row(key.Body)[key.Indicator] = cell with { Levels = ReadAt(key, cell) };
    }

    private void Settle(HashSet<CellKey> moved, DateTimeOffset now)
    {
        foreach (var key in moved)
        {
            SettleOne(key, now);
        }
        foreach (var parent in moved.Select(ParentOf).OfType<CellKey>().ToHashSet())
        {
            SettleOne(parent, now);
        }
    }

    private void SettleOne(CellKey key, DateTimeOffset now)
    {
        var cell = this[key]!;
        var indicator = _catalog.Indicators[key.Indicator];
        var levels = ReadAt(key, cell);
        if (_catalog.Bodies[key.Body].Kind != Bodies.BodyKind.Commune)
        {
            Follow(indicator, key.Indicator, cell.Levels, levels, now);
        }
        Row(key.Body)[key.Indicator] = (cell with { Levels = levels }).JudgedAt(indicator, _catalog.Due[key.Indicator], now);
        Touched.Add(key);
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

    private Levels ReadAt(CellKey key, Cell cell)
    {
        var communes = _catalog.Communes[key.Body];
        if (cell.Items.IsEmpty && communes.IsEmpty)
        {
            return cell.Own;
        }
        var levels = Rules.Levels.None;
        foreach (var level in EvidenceLevels.All)
        {
            levels = levels.With(level, SumOfCommunes(key, communes, level) ?? SumOfItems(cell, level) ?? cell.Own[level]);
        }
        return levels;
    }

    private LevelReading? SumOfCommunes(CellKey key, ImmutableArray<int> communes, EvidenceLevel level)
    {
        List<LevelReading>? parts = null;
        long total = 0;
        foreach (var commune in communes)
        {
            var part = new CellKey(commune, key.Indicator);
            if (this[part]?.Levels[level] is { } reading)
            {
                (parts ??= []).Add(reading);
                total += reading.Total;
            }
            else
            {
                total += _catalog.Total(part) ?? 0;
            }
        }
        return parts is null ? null : Summed(parts, total);
    }

    private static LevelReading? SumOfItems(Cell cell, EvidenceLevel level)
    {
        var parts = cell.Items.Select(item => item[level]).OfType<LevelReading>().ToList();
        return parts.Count == 0 ? null : Summed(parts, cell.Items.Length);
    }

    private static LevelReading Summed(List<LevelReading> parts, long total) => new()
    {
        Value = parts.Sum(part => part.Value),
        Total = total,
        ObservedAt = parts.Max(part => part.ObservedAt),
        RecordedAt = parts.Max(part => part.RecordedAt),
        Source = LevelReading.Sum,
        Parts = [.. parts],
    };

    private LevelReading Counting(RecordedReading reading, RecordedChange change, Vouch? vouch)
    {
        var inForce = _catalog.Total(reading.Cell, reading.Item) ?? reading.Total;
        var restated = reading.Total != 0 && reading.Total != inForce;
        return new LevelReading
        {
            Value = restated ? Math.Min(reading.Value, inForce) : reading.Value,
            Total = reading.Total == 0 ? 0 : inForce,
            ObservedAt = reading.ObservedAt,
            RecordedAt = change.RecordedAt,
            Source = change.Source,
            Restated = restated ? (reading.Value, reading.Total) : null,
            Vouch = vouch,
        };
    }

    private CellKey? ParentOf(CellKey key) =>
        _catalog.Bodies[key.Body].Kind == Bodies.BodyKind.Commune ? new CellKey(_catalog.Parents[key.Body], key.Indicator) : null;

    private Cell?[] Row(int body)
    {
        if (_copied.Add(body))
        {
            _rows[body] = _rows[body] is { } row ? [.. row] : new Cell?[_catalog.Indicators.Length];
        }
        return _rows[body]!;
    }
}
