using System.Collections.Frozen;
using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Programmes;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>A body and an indicator by their places in the <see cref="Catalog"/>.</summary>
public readonly record struct CellKey(int Body, int Indicator);

/// <summary>
/// What a board is laid out over: the bodies and indicators of a programme by place, the due instant of each indicator and the
/// denominators in force. Made anew when one of them changes.
/// </summary>
public sealed class Catalog
{
    private readonly FrozenDictionary<string, int> _bodies;
    private readonly FrozenDictionary<string, int> _indicators;
    private readonly FrozenDictionary<int, int> _bodyById;
    private readonly FrozenDictionary<int, int> _indicatorById;
    private readonly FrozenDictionary<CellKey, long> _totals;
    private ImmutableDictionary<CellKey, ImmutableArray<Restatement>> _restated = ImmutableDictionary<CellKey, ImmutableArray<Restatement>>.Empty;
    private ImmutableDictionary<string, ImmutableArray<DueChange>> _moved = ImmutableDictionary<string, ImmutableArray<DueChange>>.Empty;

    /// <param name="programme">The programme.</param>
    /// <param name="bodies">The bodies of its set, each after its parent.</param>
    /// <param name="indicators">Its indicators, in the order they are shown.</param>
    /// <param name="dueByDirective">The due instant of each dated directive.</param>
    /// <param name="denominators">The denominators in force, by body and indicator code.</param>
    public Catalog(
        Programme programme,
        IEnumerable<Body> bodies,
        IEnumerable<Indicator> indicators,
        IReadOnlyDictionary<string, DateTimeOffset> dueByDirective,
        IEnumerable<(string Body, string Indicator, long Total)> denominators)
    {
        Programme = programme;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(programme.Zone);
        Bodies = [.. bodies];
        Indicators = [.. indicators];
        _bodies = Bodies.Select((body, place) => (body.Code, place)).ToFrozenDictionary(pair => pair.Code, pair => pair.place, StringComparer.Ordinal);
        _indicators = Indicators.Select((indicator, place) => (indicator.Code, place)).ToFrozenDictionary(pair => pair.Code, pair => pair.place, StringComparer.Ordinal);
        _bodyById = Bodies.Select((body, place) => (body.Id, place)).ToFrozenDictionary(pair => pair.Id, pair => pair.place);
        _indicatorById = Indicators.Select((indicator, place) => (indicator.Id, place)).ToFrozenDictionary(pair => pair.Id, pair => pair.place);
        Parents = [.. Bodies.Select(body => body.Parent is { } parent ? _bodies[parent] : -1)];
        Due = [.. Indicators.Select(indicator => indicator.DueDirective is { } code && dueByDirective.TryGetValue(code, out var due) ? due : (DateTimeOffset?)null)];

        var children = new List<int>[Bodies.Length];
        for (var place = 0; place < Bodies.Length; place++)
        {
            if (Bodies[place].Kind == BodyKind.Commune)
            {
                (children[Parents[place]] ??= []).Add(place);
            }
        }
        Communes = [.. children.Select(list => list is null ? ImmutableArray<int>.Empty : [.. list])];
        AboveCommunes = [.. Enumerable.Range(0, Bodies.Length).Where(place => Bodies[place].Kind != BodyKind.Commune)];
        _totals = denominators
            .Where(row => _bodies.ContainsKey(row.Body) && _indicators.ContainsKey(row.Indicator))
            .ToFrozenDictionary(row => new CellKey(_bodies[row.Body], _indicators[row.Indicator]), row => row.Total);
    }

    public Programme Programme { get; }

    /// <summary>The zone its deadlines are read and shown in.</summary>
    public TimeZoneInfo Zone { get; }

    public ImmutableArray<Body> Bodies { get; }

    public ImmutableArray<Indicator> Indicators { get; }

    /// <summary>Place of each body's parent; -1 for none.</summary>
    public ImmutableArray<int> Parents { get; }

    /// <summary>Places of the communes of each body; empty for most.</summary>
    public ImmutableArray<ImmutableArray<int>> Communes { get; }

    /// <summary>Places of all bodies that are no communes.</summary>
    public ImmutableArray<int> AboveCommunes { get; }

    /// <summary>The instant each indicator was issued to be due before; none where the documents set none. What holds is <see cref="DueAt(CellKey, DateTimeOffset)"/>.</summary>
    public ImmutableArray<DateTimeOffset?> Due { get; }

    /// <summary>The instant a cell is due before, as it was known at a moment: of the nearest body above that has one of its own.</summary>
    /// <param name="key">The cell.</param>
    /// <param name="now">Programme time.</param>
    public DateTimeOffset? DueAt(CellKey key, DateTimeOffset now)
    {
        if (MovesOf(key.Indicator) is not { } moves)
        {
            return Due[key.Indicator];
        }
        for (var place = key.Body; place >= 0; place = Parents[place])
        {
            if (Last(moves, Bodies[place].Code, now) is { } own)
            {
                return own.Due;
            }
        }
        return Last(moves, null, now) is { } all ? all.Due : Due[key.Indicator];
    }

    /// <summary>The first instant any body owes an indicator before, as it was known at a moment.</summary>
    public DateTimeOffset? DueAt(int indicator, DateTimeOffset now) =>
        MovesOf(indicator) is { } moves && Last(moves, null, now) is { } all ? all.Due : Due[indicator];

    /// <summary>Takes in when a directive is due otherwise than issued; false when that is known.</summary>
    internal bool Move(string directive, ImmutableArray<DueChange> changes)
    {
        var moved = Volatile.Read(ref _moved);
        if (moved.TryGetValue(directive, out var known) ? known.SequenceEqual(changes) : changes.IsEmpty)
        {
            return false;
        }
        Volatile.Write(ref _moved, moved.SetItem(directive, changes));
        return true;
    }

    private ImmutableArray<DueChange>? MovesOf(int indicator) =>
        Volatile.Read(ref _moved) is { IsEmpty: false } moved && Indicators[indicator].DueDirective is { } directive && moved.TryGetValue(directive, out var moves)
            ? moves : null;

    private static DueChange? Last(ImmutableArray<DueChange> moves, string? body, DateTimeOffset now)
    {
        for (var place = moves.Length - 1; place >= 0; place--)
        {
            if (moves[place].From <= now && moves[place].Body == body)
            {
                return moves[place];
            }
        }
        return null;
    }

    public int? BodyPlace(string code) => _bodies.TryGetValue(code, out var place) ? place : null;

    public int? IndicatorPlace(string code) => _indicators.TryGetValue(code, out var place) ? place : null;

    public int? BodyPlace(int id) => _bodyById.TryGetValue(id, out var place) ? place : null;

    public int? IndicatorPlace(int id) => _indicatorById.TryGetValue(id, out var place) ? place : null;

    public Body? Body(string code) => BodyPlace(code) is { } place ? Bodies[place] : null;

    public Indicator? Indicator(string code) => IndicatorPlace(code) is { } place ? Indicators[place] : null;

    /// <summary>The denominator in force; none where nothing locks it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="item">Place of the part; -1 for the whole.</param>
    /// <param name="at">As it was known at a moment of programme time; none: now.</param>
    public long? Total(CellKey cell, int item = -1, DateTimeOffset? at = null)
    {
        if (item >= 0)
        {
            return 1;
        }
        if (Restated(cell, at) is [.., var last])
        {
            return last.Total;
        }
        if (_totals.TryGetValue(cell, out var total))
        {
            return total;
        }
        return Indicators[cell.Indicator].Items.Count is > 0 and var parts ? parts : null;
    }

    /// <summary>Every denominator the office put in place of another, as it was known at a moment; oldest first.</summary>
    public ImmutableArray<Restatement> Restated(CellKey cell, DateTimeOffset? at = null) =>
        Volatile.Read(ref _restated) is { IsEmpty: false } restated && restated.TryGetValue(cell, out var all)
            ? at is { } moment ? [.. all.Where(one => one.From <= moment)] : all
            : [];

    /// <summary>Takes in what was put in place of a cell's denominator, oldest first, over what was known of it.</summary>
    internal void Restate(CellKey cell, ImmutableArray<Restatement> all) => ImmutableInterlocked.Update(ref _restated, restated => restated.SetItem(cell, all));

    public bool IsMeasured(CellKey cell) => Indicators[cell.Indicator].IsMeasuredAt(Bodies[cell.Body].Kind);

    /// <summary>Places of the communes a cell is the sum of once one was read; empty for most.</summary>
    public ImmutableArray<int> PartsOf(CellKey cell) => Indicators[cell.Indicator].IsMeasuredAt(BodyKind.Commune) ? Communes[cell.Body] : [];

    /// <summary>Whether a body is another or lies anywhere below it.</summary>
    public bool IsUnder(int body, int above)
    {
        for (var place = body; place >= 0; place = Parents[place])
        {
            if (place == above)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>An instant in the programme's zone.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
