using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Deadlines;

/// <summary>How far a dated directive is at a moment.</summary>
public sealed record DeadlineProgress
{
    public required Directive Directive { get; init; }

    /// <summary>Exclusive: it must be done before this instant.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>What it counts.</summary>
    public required DeadlineScope Scope { get; init; }

    /// <summary>Each level alone, from claimed to inspected.</summary>
    public required ImmutableArray<LevelProgress> Levels { get; init; }

    /// <summary>Units done of what counts.</summary>
    public required Tally Counts { get; init; }

    /// <summary>Where it stands, judged by what counts whatever level is asked for.</summary>
    public required CellStatus Status { get; init; }

    /// <summary>The level the pace and the outlook are of: the one asked for, else the strongest its indicators want.</summary>
    public required EvidenceLevel PaceLevel { get; init; }

    public required Pace Pace { get; init; }

    /// <summary>Units that should be done by now on a straight line from the first reading to the due instant; none before any reading.</summary>
    public required long? NeededByNow { get; init; }

    /// <summary>What the last hours promise; none when nothing is left or nothing moved to judge by.</summary>
    public required Outlook? Outlook { get; init; }

    public LevelProgress this[EvidenceLevel level] => Levels[(int)level - 1];
}

/// <summary>How far a directive is at one level alone.</summary>
/// <param name="Units">Units done of all; what was never read counts 0 of its denominator.</param>
/// <param name="Bodies">Bodies done of all.</param>
/// <param name="Target">Units that must be done: every cell's target; what is above it in one helps no other.</param>
/// <param name="Left">Units still missing to the target.</param>
public sealed record LevelProgress(Tally Units, Tally Bodies, long Target, long Left);

/// <summary>A straight line into the future, and how far it may be trusted.</summary>
/// <param name="Odds">From 0.01 to 0.99; 0 once it is late; none with too little to judge by.</param>
/// <param name="ExpectedAt">When the line meets the target; none when it never does.</param>
/// <param name="Changes">Quarter-hours with a change that it was judged by.</param>
/// <param name="Hours">Whole programme hours that it was judged by, at most 24.</param>
/// <param name="Pace">Units an hour of the line: the pace seen; none with under an hour to judge by.</param>
/// <param name="Variance">Of the units an hour over these hours; never under their mean.</param>
public sealed record Outlook(double? Odds, DateTimeOffset? ExpectedAt, int Changes, int Hours, double? Pace, double Variance)
{
    /// <summary>
    /// The standard deviation of the units done over so many hours to come: each hour is as uneven as those seen, and the pace itself is
    /// known from six of them at most.
    /// </summary>
    public double Spread(double hours) => Math.Sqrt(Variance * hours * (1 + hours / Math.Clamp(Hours, 1, CellRules.PaceWindow.TotalHours)));
}
