using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Directives;

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

    /// <summary>Why it is at risk; none when it is not, or its bodies are through with it.</summary>
    public required DeadlineRisk? Risk { get; init; }

    /// <summary>The level the pace and the outlook are of: the one asked for, else the strongest its indicators want.</summary>
    public required EvidenceLevel PaceLevel { get; init; }

    public required Pace Pace { get; init; }

    /// <summary>Units that should be done by now on a straight line from the first reading to the due instant; none before any reading.</summary>
    public required long? NeededByNow { get; init; }

    /// <summary>What the last hours promise; none when nothing is left, its bodies are through with it, or nothing moved to judge by.</summary>
    public required Outlook? Outlook { get; init; }

    public LevelProgress this[EvidenceLevel level] => Levels[(int)level - 1];
}

/// <summary>Why a deadline is at risk, though it may be expected in time.</summary>
/// <param name="Contradicted">Bodies where a weaker level shows more than a stronger one.</param>
/// <param name="Regressed">Bodies where a later, weaker reading shows less than what counts.</param>
/// <param name="Slow">The pace seen is under the pace needed.</param>
public sealed record DeadlineRisk(int Contradicted, int Regressed, bool Slow);

/// <summary>How far a directive is at one level alone.</summary>
/// <param name="Units">Units done of all; what was never read counts 0 of its denominator.</param>
/// <param name="Bodies">Bodies done of all.</param>
/// <param name="Target">Units that must be done: every cell's target; what is above it in one helps no other.</param>
/// <param name="Left">Units still missing to the target.</param>
public sealed record LevelProgress(Tally Units, Tally Bodies, long Target, long Left);

/// <summary>What the hours behind a deadline promise, and how far that may be trusted.</summary>
/// <param name="Odds">From 0.01 to 0.99; 0 once it is late; none with too little to judge by.</param>
/// <param name="ExpectedAt">When the target is expected to be met, or with too little to judge by where the pace seen leads; none when never.</param>
/// <param name="Changes">Quarter-hours with a change that it was judged by.</param>
/// <param name="Hours">Whole programme hours that it was judged by, at most <see cref="Foresight.Window"/>.</param>
/// <param name="Pace">The pace seen, in units an hour; none with under an hour to judge by.</param>
/// <param name="Ahead">The units still to come; none with too few hours or changes behind.</param>
public sealed record Outlook(double? Odds, DateTimeOffset? ExpectedAt, int Changes, int Hours, double? Pace, Foresight? Ahead);
