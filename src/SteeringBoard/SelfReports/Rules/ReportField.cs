using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>What the board knows of a field at one level.</summary>
/// <param name="Level">How it is known.</param>
/// <param name="Value">As its source sent it.</param>
/// <param name="Total">As its source sent it; 0 for a counter.</param>
/// <param name="HeardAt">Programme time it was last known to hold: what its age is counted from.</param>
public sealed record Known(EvidenceLevel Level, long Value, long Total, DateTimeOffset HeardAt);

/// <summary>A number a body reports, with what is on record beside it.</summary>
public sealed record ReportField
{
    public required FieldKey Key { get; init; }

    public required Indicator Indicator { get; init; }

    /// <summary>The instant it is due before; none where the documents set none.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The denominator in force: locked, or as it was last claimed; none before the first claim, and for a counter.</summary>
    public long? Total { get; init; }

    /// <summary>What the office last put in place of the denominator; none where it never did.</summary>
    public Restatement? Restated { get; init; }

    /// <summary>What the body itself last said of it.</summary>
    public Known? Claimed { get; init; }

    /// <summary>What is known of it at stronger levels, the strongest first.</summary>
    public ImmutableArray<Known> Beside { get; init; } = [];

    /// <summary>The province's number is the sum of its communes', who have begun to report: it is no field to fill.</summary>
    public bool IsSum { get; init; }

    /// <summary>One or none: a question of yes or no.</summary>
    public bool IsYesOrNo => Total == 1;
}
