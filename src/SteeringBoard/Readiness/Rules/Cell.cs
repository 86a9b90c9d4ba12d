using System.Collections.Immutable;

namespace SteeringBoard.Readiness.Rules;

/// <summary>Where a body and an indicator meet. Never changed: each change makes the next one.</summary>
public sealed record Cell
{
    /// <summary>The body's own readings of the whole indicator.</summary>
    public Levels Own { get; init; } = Levels.None;

    /// <summary>Its readings of each part, in the indicator's order; empty where it has none.</summary>
    public ImmutableArray<Levels> Items { get; init; } = [];

    /// <summary>What is read at each level: the sum of the communes or of the items once one was read there, else its own (rule 5).</summary>
    public Levels Levels { get; init; } = Levels.None;

    /// <summary>What the rules said when it was last judged.</summary>
    public Verdict Verdict { get; init; } = Verdict.Unknown;

    /// <summary>What counted over the last six programme hours, oldest first.</summary>
    public ImmutableArray<PacePoint> Recent { get; init; } = [];

    /// <summary>Since when a contradiction has stood.</summary>
    public DateTimeOffset? ContradictedSince { get; init; }

    /// <summary>When it is to be judged again if nothing is heard; none: never.</summary>
    public DateTimeOffset? NextInstant { get; init; }

    /// <summary>What counts; none when it was never read.</summary>
    public LevelReading? Counted => Verdict.Counts is { } level ? Levels[level] : null;

    /// <summary>The same readings, judged at a moment.</summary>
    public Cell JudgedAt(Indicator indicator, DateTimeOffset? due, DateTimeOffset now)
    {
        var verdict = CellRules.Judge(indicator, due, Levels, Recent, ContradictedSince, now);
        DateTimeOffset? since = verdict.Contradiction is null ? null : ContradictedSince ?? now;
        var counted = verdict.Counts is { } level ? Levels[level] : null;
        var recent = counted is null ? Recent : Follow(Recent, Share.Of(indicator, counted).Done, now);
        return this with
        {
            Verdict = verdict,
            ContradictedSince = since,
            Recent = recent,
            NextInstant = CellRules.NextInstant(indicator, due, Levels, verdict, since, now),
        };
    }

    /// <summary>Adds what counts now; one point a quarter-hour, and one from before the window to measure from.</summary>
    private static ImmutableArray<PacePoint> Follow(ImmutableArray<PacePoint> recent, long done, DateTimeOffset now)
    {
        if (!recent.IsEmpty && recent[^1].Done == done)
        {
            return recent;
        }
        var first = 0;
        while (first + 1 < recent.Length && recent[first + 1].At <= now - CellRules.PaceWindow)
        {
            first++;
        }
        var keep = recent.Length - first;
        if (keep > 1 && SameStep(recent[^1].At, now))
        {
            keep--;
        }
        return [.. recent.AsSpan(first, keep), new PacePoint(now, done)];
    }

    private static bool SameStep(DateTimeOffset a, DateTimeOffset b) =>
        a.UtcTicks / CellRules.PaceStep.Ticks == b.UtcTicks / CellRules.PaceStep.Ticks;
}
