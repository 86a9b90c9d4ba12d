using System.Collections.Immutable;

namespace SteeringBoard.Directives.Assignments;

/// <summary>How far one indicator of a directive is for a body.</summary>
/// <param name="Indicator">Its code.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Of so many; 0 where nothing tells.</param>
/// <param name="Meets">Whether every cell it concerns meets its target.</param>
public sealed record EvidenceCount(string Indicator, long Done, long Total, bool Meets)
{
    /// <summary>The one body it was counted in; none where it is the sum of several.</summary>
    public string? Body { get; init; }

    /// <summary>Such as <c>I12 5980/6710</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Indicator} {Done}/{Total}");
}

/// <summary>What the evidence that a directive asks for says of a body.</summary>
/// <param name="Counts">By indicator, in the directive's order; empty where it asks for none.</param>
public sealed record EvidenceState(ImmutableArray<EvidenceCount> Counts)
{
    /// <summary>Nothing is asked for.</summary>
    public static EvidenceState Nothing { get; } = new([]);

    /// <summary>Since when at the latest nothing has been missing: programme time the last of what counts was recorded; none while something is.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it asks for anything that is counted.</summary>
    public bool IsAsked => !Counts.IsEmpty;

    /// <summary>Whether nothing it asks for is missing.</summary>
    public bool Agrees => Counts.All(count => count.Meets);

    /// <summary>What is missing, such as <c>I12 5980/6710, I13 0/6710</c>.</summary>
    public override string ToString() =>
        string.Join(", ", Counts.Where(count => !count.Meets));
}
