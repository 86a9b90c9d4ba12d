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

    /// <summary>The step of programme time in which what counted is kept.</summary>
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
        // A counter meets no target, so one with a due instant is late once that has passed.
        var late = due <= now && !MeetsAtWanted(indicator, levels, now);
        if (WhatCounts(indicator, levels, now) is not var (counts, fresh, vetoed))
        {
            return late ? Verdict.Unknown with { Status = CellStatus.Late } : Verdict.Unknown;
        }

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

    /// <summary>
    /// What counts (rule 2): the strongest valid level, unless a stale stronger one vetoes it. Where none is valid, the newest;
    /// none where nothing was read.
    /// </summary>
    public static (EvidenceLevel Counts, bool Fresh, bool Vetoed)? WhatCounts(Indicator indicator, Levels levels, DateTimeOffset now)
    {
        if (levels.IsEmpty)
        {
            return null;
        }
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

    /// <summary>Units done per hour over the last six programme hours; none with under an hour behind it.</summary>
    public static double? PaceSeen(ImmutableArray<PacePoint> recent, long done, DateTimeOffset now) =>
        Behind(recent, now) is { } start ? (done - start.Done) / (now - start.At).TotalHours : null;

    /// <summary>
    /// The next instant at which what counts, or a contradiction, could change by time alone if no source is heard again; none when
    /// they never will.
    /// </summary>
    public static DateTimeOffset? NextTurn(Indicator indicator, Levels levels, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        var several = levels.Count > 1;
        foreach (var level in EvidenceLevels.All)
        {
            if (levels[level] is not { } reading)
            {
                continue;
            }
            Consider(ref next, After(reading.ValidUntil(indicator.FreshFor(level))), now);
            if (several)
            {
                // The order of two levels changes when one said ahead of time comes due, and when a span breaks.
                Consider(ref next, reading.NextAhead(now), now);
                Consider(ref next, After(reading.NextAhead(now)), now);
                Consider(ref next, After(reading.HeldUntil()), now);
            }
        }
        return next;
    }

    /// <summary>
    /// The next instant at which the verdict could change by time alone, if no source is heard again; none when it never will.
    /// A source that is heard moves it later, so the instant is a lower bound.
    /// </summary>
    /// <param name="indicator">What is counted.</param>
    /// <param name="due">The instant it is due before.</param>
    /// <param name="levels">The newest reading at each level.</param>
    /// <param name="recent">What counted lately, with what counts now.</param>
    /// <param name="verdict">What the rules say now.</param>
    /// <param name="contradictedSince">Since when a contradiction has stood.</param>
    /// <param name="turns">The <see cref="NextTurn"/>.</param>
    /// <param name="now">Programme time.</param>
    public static DateTimeOffset? NextInstant(
        Indicator indicator, DateTimeOffset? due, Levels levels, ImmutableArray<PacePoint> recent, Verdict verdict,
        DateTimeOffset? contradictedSince, DateTimeOffset? turns, DateTimeOffset now)
    {
        var next = turns;
        Consider(ref next, due, now);
        Consider(ref next, contradictedSince + FindingAfter, now);
        if (due is { } end && end > now && verdict is { Status: CellStatus.OnTrack or CellStatus.AtRisk, Counts: { } counts })
        {
            Consider(ref next, PaceTurn(indicator, end, Share.Of(indicator, levels[counts]!), recent, now), now);
        }
        return next;
    }

    private static void Consider(ref DateTimeOffset? next, DateTimeOffset? instant, DateTimeOffset now)
    {
        if (instant > now && (next is null || instant < next))
        {
            next = instant;
        }
    }

    private static DateTimeOffset? After(DateTimeOffset? instant) => instant + TimeSpan.FromTicks(1);

    private static bool MeetsAtWanted(Indicator indicator, Levels levels, DateTimeOffset now) =>
        NewestAtWanted(indicator, levels, now) is { } newest && Share.Of(indicator, newest).Meets(indicator.TargetPerMille);

    /// <summary>The newest reading at the evidence wanted or stronger; none when there is none.</summary>
    public static LevelReading? NewestAtWanted(Indicator indicator, Levels levels, DateTimeOffset now)
    {
        LevelReading? newest = null;
        for (var level = EvidenceLevel.Inspected; level >= indicator.Wanted; level--)
        {
            if (levels[level] is { } reading && (newest is null || reading.AsOf(now) > newest.AsOf(now)))
            {
                newest = reading;
            }
        }
        return newest;
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

    /// <summary>
    /// Whether the pace misses the target at the due instant, in whole numbers: the done there would fall short. Past that instant, whether
    /// what counts misses it.
    /// </summary>
    private static bool TooSlow(
        Indicator indicator, DateTimeOffset? due, Share share, ImmutableArray<PacePoint> recent, DateTimeOffset now)
    {
        if (due is not { } end || share.Total == 0 || share.Meets(indicator.TargetPerMille))
        {
            return false;
        }
        if (end <= now)
        {
            return true;
        }
        if (Behind(recent, now) is not { } start)
        {
            return false;
        }
        var missing = (Int128)share.Total * indicator.TargetPerMille - (Int128)share.Done * 1000;
        return (Int128)(share.Done - start.Done) * 1000 * (end - now).Ticks < missing * (now - start.At).Ticks;
    }

    /// <summary>Where the pace is measured from: what counted six hours ago, or first; none with under an hour behind it.</summary>
    private static PacePoint? Behind(ImmutableArray<PacePoint> recent, DateTimeOffset now)
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
        return now - since < PaceNeeds ? null : new PacePoint(since, start.Done);
    }

    /// <summary>
    /// The next instant at which the pace could tell otherwise. Between the instants at which it is measured from another point the
    /// done foreseen only falls or only rises, so that it crosses the target once at most.
    /// </summary>
    private static DateTimeOffset PaceTurn(Indicator indicator, DateTimeOffset due, Share share, ImmutableArray<PacePoint> recent, DateTimeOffset now)
    {
        DateTimeOffset? piece = due;
        Consider(ref piece, recent[0].At + PaceNeeds, now);
        foreach (var point in recent)
        {
            Consider(ref piece, point.At + PaceWindow, now);
        }
        var (low, high) = (now.UtcTicks, piece!.Value.UtcTicks);
        bool IsSlow(long ticks) => TooSlow(indicator, due, share, recent, new DateTimeOffset(ticks, TimeSpan.Zero));
        var slow = IsSlow(low);
        if (IsSlow(high - 1) == slow)
        {
            return new DateTimeOffset(high, TimeSpan.Zero);
        }
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = IsSlow(middle) == slow ? (middle, high) : (low, middle);
        }
        return new DateTimeOffset(high, TimeSpan.Zero);
    }
}
