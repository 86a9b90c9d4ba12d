using SteeringBoard.Contract;

namespace SteeringBoard.Inspections;

/// <summary>Where a finding stands.</summary>
public enum FindingState
{
    /// <summary>Its owner owes an answer.</summary>
    Open,

    /// <summary>Its owner has answered; somebody else has still to see that it is so.</summary>
    Answered,

    /// <summary>Somebody who is none of its owner's people has closed it, with evidence.</summary>
    Closed,
}

/// <summary>A contradiction between levels that stood two programme hours (design.md, rule 3). Rows are only added.</summary>
public sealed record FindingRow
{
    public long Id { get; init; }

    public required string Programme { get; init; }

    /// <summary>Code of the body it is of, and that owns it.</summary>
    public required string Body { get; init; }

    /// <summary>The indicator's code.</summary>
    public required string Indicator { get; init; }

    /// <summary>The level that shows more.</summary>
    public required EvidenceLevel Weaker { get; init; }

    /// <summary>The level that shows less.</summary>
    public required EvidenceLevel Stronger { get; init; }

    public required long WeakerValue { get; init; }

    public required long StrongerValue { get; init; }

    /// <summary>Programme time the contradiction began. It never opens twice for one beginning.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Programme time it opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset OpenedReal { get; init; }

    /// <summary>Programme time an answer is due before.</summary>
    public required DateTimeOffset Due { get; init; }
}

/// <summary>What somebody did with a finding. Rows are only added.</summary>
public sealed record FindingStep
{
    public long Id { get; init; }

    public required long Finding { get; init; }

    /// <summary>From 1, without gaps, per finding.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands after it: answered or closed.</summary>
    public required FindingState To { get; init; }

    /// <summary>What was done about it; of a closure, the evidence seen.</summary>
    public required string Text { get; init; }

    public required string ByName { get; init; }

    /// <summary>What they acted as.</summary>
    public required string ByRole { get; init; }

    public string? ByBody { get; init; }

    /// <summary>Programme time.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset AtReal { get; init; }
}

/// <summary>A finding with all that was done with it, oldest first.</summary>
public sealed record Finding(FindingRow Row, IReadOnlyList<FindingStep> Steps)
{
    public FindingState State => Steps is [.., var last] ? last.To : FindingState.Open;

    /// <summary>The number of its last step; 0 before the first.</summary>
    public int Version => Steps.Count;

    /// <summary>Whether its owner has let the due instant pass without an answer.</summary>
    public bool IsOverdue(DateTimeOffset now) => State is FindingState.Open && Row.Due <= now;
}
