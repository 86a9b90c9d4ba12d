using System.Collections.Immutable;
using SteeringBoard.Contract;

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

    /// <summary>When it was last judged, in programme time.</summary>
    public DateTimeOffset JudgedLast { get; init; }

    /// <summary>When it is to be judged again if nothing is heard; none: never.</summary>
    public DateTimeOffset? NextInstant { get; init; }

    /// <summary>When what counts, or a contradiction, could next change if nothing is heard; none: never.</summary>
    private DateTimeOffset? TurnsAt { get; init; }

    /// <summary>What counts; none when it was never read.</summary>
    public LevelReading? Counted => Verdict.Counts is { } level ? Levels[level] : null;

    /// <summary>The newest reading of its own of a part, or of the whole (-1), at a level; none when nothing was read there.</summary>
    public LevelReading? Newest(int item, EvidenceLevel level) => item < 0 ? Own[level] : Items.IsEmpty ? null : Items[item][level];

    /// <summary>The same readings, judged at a moment.</summary>
    public Cell JudgedAt(Indicator indicator, DateTimeOffset? due, DateTimeOffset now) => TurnedTo(indicator, due, now).Judged(indicator, due, now);

    /// <summary>
    /// The cell just before a moment: judged at each instant it turned until then, so that what it is does not hang on how often
    /// it was looked at.
    /// </summary>
    public Cell TurnedTo(Indicator indicator, DateTimeOffset? due, DateTimeOffset now)
    {
        var cell = this;
        while (cell.TurnsAt is { } turn && turn < now)
        {
            cell = cell.Judged(indicator, due, turn);
        }
        return cell;
    }

    private Cell Judged(Indicator indicator, DateTimeOffset? due, DateTimeOffset now)
    {
        var counted = CellRules.WhatCounts(indicator, Levels, now);
        var recent = counted is { } what ? Follow(Recent, Share.Of(indicator, Levels[what.Counts]!).Done, now) : Recent;
        var verdict = CellRules.Judge(indicator, due, Levels, recent, ContradictedSince, now);
        DateTimeOffset? since = verdict.Contradiction is null ? null : ContradictedSince ?? now;
        var turns = CellRules.NextTurn(indicator, Levels, now);
        return this with
        {
            Verdict = verdict,
            ContradictedSince = since,
            Recent = recent,
            JudgedLast = now,
            TurnsAt = turns,
            NextInstant = CellRules.NextInstant(indicator, due, Levels, recent, verdict, since, turns, now),
        };
    }

    /// <summary>
    /// Adds what counts now; one point a quarter-hour, and one from before the window to measure from. What a quarter-hour brought is
    /// dated at its first change, so that the pace is never told faster.
    /// </summary>
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
        var at = now;
        if (keep > 1 && SameStep(recent[^1].At, now))
        {
            keep--;
            at = recent[^1].At;
        }
        return [.. recent.AsSpan(first, keep), new PacePoint(at, done)];
    }

    private static bool SameStep(DateTimeOffset a, DateTimeOffset b) =>
        a.UtcTicks / CellRules.PaceStep.Ticks == b.UtcTicks / CellRules.PaceStep.Ticks;
}
