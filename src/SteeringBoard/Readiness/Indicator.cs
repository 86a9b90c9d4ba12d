using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Programmes;

namespace SteeringBoard.Readiness;

/// <summary>Something counted for the bodies of a programme.</summary>
public sealed record Indicator
{
    /// <summary>The record's own number.</summary>
    public int Id { get; init; }

    public required string Programme { get; init; }

    public required string Code { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>What is counted, and of what, in one line each.</summary>
    public required LocalizedText Numerator { get; init; }

    public required LocalizedText Denominator { get; init; }

    public required MeasuredAt Level { get; init; }

    /// <summary>A falling indicator counts what is left: it is done at 0.</summary>
    public bool Falling { get; init; }

    /// <summary>A counter has no total and is never done.</summary>
    public bool Counter { get; init; }

    /// <summary>Parts of total 1 each, such as the five platforms; empty for most.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>The share that is the target, in thousandths of the total (a falling indicator: of what must be gone).</summary>
    public int TargetPerMille { get; init; } = 1000;

    /// <summary>The evidence a cell needs before it may be done.</summary>
    public required EvidenceLevel Wanted { get; init; }

    /// <summary>What the evidence is, as the documents ask for it.</summary>
    public required LocalizedText EvidenceWanted { get; init; }

    /// <summary>Programme time a reading stays valid, by level from claimed to inspected.</summary>
    public required IReadOnlyList<TimeSpan> Fresh { get; init; }

    /// <summary>The directive whose due instant it is judged by; none where the documents set none.</summary>
    public string? DueDirective { get; init; }

    /// <summary>Which of the three families everything turns on; none for the rest.</summary>
    public string? Family { get; init; }

    public required string Owner { get; init; }

    public required string Source { get; init; }

    public TimeSpan FreshFor(EvidenceLevel level) => Fresh[(int)level - 1];

    /// <summary>Whether a body of this kind reports it.</summary>
    public bool IsMeasuredAt(BodyKind kind) => Level switch
    {
        MeasuredAt.Nation => kind is BodyKind.Nation,
        MeasuredAt.Province => kind is BodyKind.Province,
        MeasuredAt.ProvinceAndCommune => kind is BodyKind.Province or BodyKind.Commune,
        MeasuredAt.Ministry => kind is BodyKind.Ministry or BodyKind.Agency,
        MeasuredAt.Body => kind is BodyKind.Ministry or BodyKind.Agency or BodyKind.Province,
        _ => false,
    };
}

/// <summary>The level of body at which an indicator is measured.</summary>
public enum MeasuredAt
{
    Nation,
    Province,
    ProvinceAndCommune,
    Ministry,
    Body,
}
