using SteeringBoard.Contract;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>A reading as it stands in the record.</summary>
/// <param name="Id">The record's number; later received is higher.</param>
/// <param name="Cell">Where it lands.</param>
/// <param name="Item">The part it reads, by place; -1 for the whole.</param>
/// <param name="Level">How it is known.</param>
/// <param name="Value">As sent.</param>
/// <param name="Total">As sent; 0 for a counter.</param>
/// <param name="ObservedAt">The instant the source gave.</param>
/// <param name="Moves">False for one older than the newest known when it came: it stays in the history and does not move the board.</param>
public sealed record RecordedReading(
    long Id, CellKey Cell, int Item, EvidenceLevel Level, long Value, long Total, DateTimeOffset ObservedAt, bool Moves)
{
    public string? Note { get; init; }

    public string? Link { get; init; }
}

/// <summary>What a committed change was.</summary>
public enum ChangeKind
{
    /// <summary>A document with at least one reading that became history.</summary>
    Document = 1,

    /// <summary>Cells that changed by time alone.</summary>
    Aged = 2,

    /// <summary>A cell whose denominator the office put another in place of.</summary>
    Restated = 3,
}

/// <summary>One committed change of the record.</summary>
/// <param name="Id">Rises over all programmes.</param>
/// <param name="Sequence">Rises by one in the programme with each change that touched a cell; none for one that touched none.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Source">The source's number; 0 for a change by time.</param>
/// <param name="RecordedAt">Programme time.</param>
/// <param name="RecordedReal">Real time.</param>
/// <param name="Readings">The readings of a document.</param>
/// <param name="Aged">The cells that changed by time.</param>
public sealed record RecordedChange(
    long Id,
    long? Sequence,
    ChangeKind Kind,
    int Source,
    DateTimeOffset RecordedAt,
    DateTimeOffset RecordedReal,
    IReadOnlyList<RecordedReading> Readings,
    IReadOnlyList<CellKey> Aged);

/// <summary>Where a reading lands, at a level.</summary>
public readonly record struct SlotKey(CellKey Cell, int Item, EvidenceLevel Level);
