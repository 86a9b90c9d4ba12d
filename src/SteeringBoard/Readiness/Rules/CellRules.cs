using System.Collections.Immutable;
using SteeringBoard.Contract;

namespace SteeringBoard.Readiness.Rules;

/// <summary>The rules that decide what counts and where a cell stands (design.md, section 2, rules 1-4). Pure; time is passed in.</summary>
public static class CellRules
{
    /// <summary>How long a contradiction stands before a finding opens, in programme time (rule 3).</summary>
    public static readonly TimeSpan FindingAfter = TimeSpan.FromHours(2);

    /// <summary>The window the pace is seen over, in programme time (rule 4).</summary>
    public static readonly TimeSpan PaceWindow = TimeSpan.FromHours(6);

    /// <summary>With less than this behind it, no pace is told.</summary>
    public static readonly TimeSpan PaceNeeds = TimeSpan.FromHours(1);

    /// <summary>How often a pace is judged again when nothing changes, in programme time.</summary>
    public static readonly TimeSpan PaceStep = TimeSpan.FromMinutes(15);

    /// <summary>Judges a cell at a moment.</summary>
    /// <param name="indicator">What is counted.</param>
    /// <param name="due">The instant it is due before; none where the documents set none.</param>
    /// <param name="levels">The newest reading at each level.</param>
    /// <param name="recent">What counted lately, oldest first.</param>
    /// <param name="contradictedSince">Since when a contradiction has stood; none where there was none.</param>
    /// <param name="now">Programme time.</param>
    public static Verdict Judge(
        Indicator indicator, DateTimeOffset? due, Levels levels, ImmutableArray<PacePoint> recent, DateTimeOffset? contradictedSince,
        DateTimeOffset now)
    {
        var late = due <= now && !MeetsAtWanted(indicator, levels, now);
        if (levels.IsEmpty)
        {
            return late ? Verdict.Unknown with { Status = CellStatus.Late } : Verdict.Unknown;
        }

        var (counts, fresh, vetoed) = WhatCounts(indicator, levels, now);
        var counted = levels[counts]!;
        var regressed = Regresses(indicator, levels, counts, now);
        var contradiction = Contradiction(indicator, levels, now);
        var finding = contradiction is not null && contradictedSince + FindingAfter <= now;
        var share = Share.Of(indicator, counted);

        CellStatus Status()
        {
            if (late)
            {
                return CellStatus.Late;
            }
            if (!fresh)
            {
                return CellStatus.Stale;
            }
            if (regressed)
            {
                return CellStatus.AtRisk;
            }
            if (counts >= indicator.Wanted && share.Meets(indicator.TargetPerMille))
            {
                return CellStatus.Done;
            }
            return contradiction is not null || TooSlow(indicator, due, share, recent, now) ? CellStatus.AtRisk : CellStatus.OnTrack;
        }

        return new Verdict(Status(), counts, fresh, vetoed, regressed, contradiction, finding);
    }

    /// <summary>Whether a reading is still valid at its level.</summary>
    public static bool IsValid(Indicator indicator, EvidenceLevel level, LevelReading reading, DateTimeOffset now) =>
        now <= reading.ValidFrom(now) + indicator.FreshFor(level);

    /// <summary>Units done per hour over the last six programme hours; none with under an hour behind it.</summary>
    public static double? PaceSeen(ImmutableArray<PacePoint> recent, long done, DateTimeOffset now)
    {
        if (recent.IsDefaultOrEmpty)
        {
            return null;
        }
        var from = now - PaceWindow;
        var start = recent[0];
        foreach (var point in recent)
        {
            if (point.At > from)
            {
                break;
            }
            start = point;
        }
        var since = start.At > from ? start.At : from;
        return now - since < PaceNeeds ? null : (done - start.Done) / (now - since).TotalHours;
    }

    /// <summary>
    /// The next instant at which the verdict could change by time alone, if no source is heard again; none when it never will.
    /// A source that is heard moves it later, so the instant is a lower bound.
    /// </summary>
    public static DateTimeOffset? NextInstant(
        Indicator indicator, DateTimeOffset? due, Levels levels, Verdict verdict, DateTimeOffset? contradictedSince, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        void Consider(DateTimeOffset? instant)
        {
            if (instant > now && (next is null || instant < next))
            {
                next = instant;
            }
        }

        Consider(due);
        Consider(contradictedSince + FindingAfter);
        foreach (var level in EvidenceLevels.All)
        {
            if (levels[level] is not { } reading)
            {
                continue;
            }
            var fresh = indicator.FreshFor(level);
            if (now <= reading.ValidFrom(now) + fresh)
            {
                // The end may lie behind us while the span still holds: look again after one grace.
                var end = reading.SilentFrom() + fresh + TimeSpan.FromTicks(1);
                Consider(end > now ? end : now + reading.Grace());
            }
            // The order of two levels changes when a reading said ahead of time comes due, and when a span breaks.
            Consider(reading.SilentAsOf());
            if (reading.Grace() > TimeSpan.Zero && EvidenceLevels.All.Any(other => levels[other]?.SilentAsOf() > reading.SilentAsOf()))
            {
                Consider(reading.SilentAsOf() + reading.Grace() + TimeSpan.FromTicks(1));
            }
        }
        if (due > now && verdict.Status is CellStatus.OnTrack or CellStatus.AtRisk)
        {
            Consider(new DateTimeOffset(now.UtcTicks - now.UtcTicks % PaceStep.Ticks, TimeSpan.Zero) + PaceStep);
        }
        return next;
    }

    private static bool MeetsAtWanted(Indicator indicator, Levels levels, DateTimeOffset now)
    {
        LevelReading? newest = null;
        for (var level = EvidenceLevel.Inspected; level >= indicator.Wanted; level--)
        {
            if (levels[level] is { } reading && (newest is null || reading.AsOf(now) > newest.AsOf(now)))
            {
                newest = reading;
            }
        }
        return newest is not null && Share.Of(indicator, newest).Meets(indicator.TargetPerMille);
    }

    private static (EvidenceLevel Counts, bool Fresh, bool Vetoed) WhatCounts(Indicator indicator, Levels levels, DateTimeOffset now)
    {
        var (counts, fresh) = StrongestValid(indicator, levels, now) is { } valid
            ? (valid, true)
            : (Newest(levels, now), false);
        var lowest = Share.Of(indicator, levels[counts]!);
        var vetoing = counts;
        for (var level = counts + 1; level <= EvidenceLevel.Inspected; level++)
        {
            if (levels[level] is { } reading && Share.Of(indicator, reading) < lowest && !IsLifted(levels, level, now))
            {
                (vetoing, lowest) = (level, Share.Of(indicator, reading));
            }
        }
        return vetoing == counts ? (counts, fresh, false) : (vetoing, false, true);
    }

    private static EvidenceLevel? StrongestValid(Indicator indicator, Levels levels, DateTimeOffset now)
    {
        for (var level = EvidenceLevel.Inspected; level >= EvidenceLevel.Claimed; level--)
        {
            if (levels[level] is { } reading && IsValid(indicator, level, reading, now))
            {
                return level;
            }
        }
        return null;
    }

    private static EvidenceLevel Newest(Levels levels, DateTimeOffset now)
    {
        var newest = default(EvidenceLevel);
        for (var level = EvidenceLevel.Inspected; level >= EvidenceLevel.Claimed; level--)
        {
            if (levels[level] is { } reading && (newest == default || reading.AsOf(now) > levels[newest]!.AsOf(now)))
            {
                newest = level;
            }
        }
        return newest;
    }

    private static bool IsLifted(Levels levels, EvidenceLevel stale, DateTimeOffset now)
    {
        var since = levels[stale]!.AsOf(now);
        for (var level = stale + 1; level <= EvidenceLevel.Inspected; level++)
        {
            if (levels[level] is { } newer && newer.AsOf(now) > since)
            {
                return true;
            }
        }
        return false;
    }

    private static bool Regresses(Indicator indicator, Levels levels, EvidenceLevel counts, DateTimeOffset now)
    {
        var counted = levels[counts]!;
        var share = Share.Of(indicator, counted);
        for (var level = EvidenceLevel.Claimed; level < counts; level++)
        {
            if (levels[level] is { } weaker && weaker.AsOf(now) > counted.AsOf(now) && Share.Of(indicator, weaker) < share)
            {
                return true;
            }
        }
        return false;
    }

    private static BoardContradiction? Contradiction(Indicator indicator, Levels levels, DateTimeOffset now)
    {
        for (var strong = EvidenceLevel.Inspected; strong > EvidenceLevel.Claimed; strong--)
        {
            if (levels[strong] is not { } stronger)
            {
                continue;
            }
            for (var weak = EvidenceLevel.Claimed; weak < strong; weak++)
            {
                if (levels[weak] is { } weaker
                    && weaker.AsOf(now) <= stronger.AsOf(now)
                    && Share.Of(indicator, weaker).ClearlyMoreThan(Share.Of(indicator, stronger)))
                {
                    return new BoardContradiction(strong, weak);
                }
            }
        }
        return null;
    }

    private static bool TooSlow(
        Indicator indicator, DateTimeOffset? due, Share share, ImmutableArray<PacePoint> recent, DateTimeOffset now)
    {
        if (due is not { } end || end <= now || share.Total == 0 || share.Meets(indicator.TargetPerMille))
        {
            return false;
        }
        return PaceSeen(recent, share.Done, now) is { } pace
            && share.Done + pace * (end - now).TotalHours < share.Total * (indicator.TargetPerMille / 1000.0);
    }
}
