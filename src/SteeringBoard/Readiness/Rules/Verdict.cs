using SteeringBoard.Contract;

namespace SteeringBoard.Readiness.Rules;

/// <summary>What the rules say of a cell at one moment.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Counts">The level that counts; none when it was never read.</param>
/// <param name="Fresh">Whether what counts is valid.</param>
/// <param name="Vetoed">A stale stronger reading that shows less counts instead.</param>
/// <param name="Regressed">A weaker, later reading shows less than what counts.</param>
/// <param name="Contradiction">A weaker level shows more than a stronger one that is not older.</param>
/// <param name="Finding">The contradiction has stood two programme hours.</param>
public sealed record Verdict(
    CellStatus Status,
    EvidenceLevel? Counts,
    bool Fresh,
    bool Vetoed,
    bool Regressed,
    BoardContradiction? Contradiction,
    bool Finding)
{
    public static Verdict Unknown { get; } = new(CellStatus.Unknown, null, false, false, false, null, false);
}

/// <summary>What counted at an instant, in units done: the trail the pace is seen on.</summary>
public readonly record struct PacePoint(DateTimeOffset At, long Done);
