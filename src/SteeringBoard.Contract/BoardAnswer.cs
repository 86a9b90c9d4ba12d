namespace SteeringBoard.Contract;

/// <summary>The board of a programme (contract.md, section 2).</summary>
/// <param name="Programme">The programme's code.</param>
/// <param name="Sequence">The last change it holds.</param>
/// <param name="At">The programme's time it is told for.</param>
/// <param name="Simulated">True while any source is simulated.</param>
/// <param name="Cells">Every cell the caller may see.</param>
public sealed record BoardAnswer(string Programme, long Sequence, DateTimeOffset At, bool Simulated, IReadOnlyList<BoardCell> Cells);

/// <summary>One cell: where a body and an indicator meet.</summary>
/// <param name="Body">The body's code.</param>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Counts">The level that counts; none when nothing was read (or, at a chosen level, nothing at that level).</param>
/// <param name="Value">What counts; for a falling indicator what is left.</param>
/// <param name="Total">The denominator in force; none for a counter.</param>
/// <param name="AsOf">The instant what counts was last known to hold.</param>
/// <param name="Fresh">Whether what counts is still valid.</param>
/// <param name="Levels">The newest reading at each level, by the level's word.</param>
/// <param name="Contradiction">Set while a weaker level shows more than a stronger one.</param>
/// <param name="Finding">True when the contradiction has stood two programme hours.</param>
public sealed record BoardCell(
    string Body,
    string Indicator,
    CellStatus Status,
    EvidenceLevel? Counts,
    long? Value,
    long? Total,
    DateTimeOffset? AsOf,
    bool Fresh,
    IReadOnlyDictionary<string, BoardReading> Levels,
    BoardContradiction? Contradiction,
    bool Finding);

/// <summary>The newest reading of a cell at one level.</summary>
/// <param name="Value">As it counts: never above the denominator in force.</param>
/// <param name="Total">The denominator in force; none for a counter.</param>
/// <param name="AsOf">The instant it was last known to hold.</param>
/// <param name="RecordedAt">Programme time it was recorded.</param>
/// <param name="Source"><c>gateway</c>, <c>push</c>, <c>seed</c> or <c>sum</c>.</param>
/// <param name="RestatedTotal">Another total the source gave, held for approval.</param>
public sealed record BoardReading(
    long Value, long? Total, DateTimeOffset AsOf, DateTimeOffset RecordedAt, string Source, long? RestatedTotal = null);

/// <summary>Which level contradicts which.</summary>
public sealed record BoardContradiction(EvidenceLevel Stronger, EvidenceLevel Weaker);
