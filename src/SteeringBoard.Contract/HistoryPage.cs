using System.Text.Json.Serialization;

namespace SteeringBoard.Contract;

/// <summary>One page of the readings of a body, oldest first.</summary>
/// <param name="Readings">The readings of this page.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; null at the end.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryReading> Readings, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>One reading with its provenance.</summary>
public sealed record HistoryReading(
    string Body,
    string Indicator,
    string? Item,
    long Value,
    long? Total,
    EvidenceLevel Evidence,
    DateTimeOffset AsOf,
    DateTimeOffset RecordedAt,
    DateTimeOffset RecordedReal,
    string Source,
    long? Sequence,
    string? Note,
    string? Link);
