using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines;

/// <summary>The rules that decide how far a dated directive is and whether it will hold. Pure; time is passed in.</summary>
public static class DeadlineRules
{
    /// <summary>
    /// A directive with a due instant and something to count by then. One without is an order all the same, but nothing can be said of it;
    /// of one that is counted from its instant on nothing can be said before it.
    /// </summary>
    public static bool IsDeadline(Directive directive) => directive is { DueBefore: not null, Indicators.Count: > 0, IsCountedFromThen: false };

    /// <summary>Every deadline, in order of due instant.</summary>
    public static IEnumerable<DeadlineProgress> All(BoardSnapshot board, IEnumerable<Directive> directives, EvidenceLevel? level, DateTimeOffset now) =>
        directives.Where(IsDeadline)
            .OrderBy(directive => directive.DueBefore).ThenBy(directive => directive.Code, StringComparer.Ordinal)
            .Select(directive => Judge(board, directive, level, now));

    /// <summary>How far a deadline is.</summary>
    /// <param name="board">The board at a moment; a past one tells what was known then.</param>
    /// <param name="directive">A directive with a due instant.</param>
    /// <param name="level">The level whose pace is asked for; none: the strongest its indicators want.</param>
    /// <param name="now">Programme time of that moment.</param>
    public static DeadlineProgress Judge(BoardSnapshot board, Directive directive, EvidenceLevel? level, DateTimeOffset now)
    {
        var due = directive.DueBefore!.Value;
        var scope = DeadlineScope.Of(board, directive);
        ImmutableArray<LevelProgress> levels = [.. EvidenceLevels.All.Select(each => ProgressAt(board, scope, each))];
        var wanted = scope.Cells.Select(key => board.Catalog.Indicators[key.Indicator].Wanted).DefaultIfEmpty(EvidenceLevel.Claimed).Max();
        var paceLevel = level ?? wanted;
        var course = Course.Of(board, scope, paceLevel);
        var proof = Course.Of(board, scope, wanted);
        var proven = PaceOf(proof, levels[(int)wanted - 1], due, now);
        if (proof.Start is null && IsHeardOf(board, scope, now))
        {
            // "Not known" would look like time: what is claimed and never proven has a pace of nothing.
            proven = proven with { Seen = 0 };
        }
        var pace = paceLevel == wanted ? proven : PaceOf(course, levels[(int)paceLevel - 1], due, now);
        var status = StatusOf(board, scope, proven, due, now);
        // Nothing is to be foretold of what its bodies are through with, nor of what is done by a stronger level than the one wanted: that one
        // lacks units for good.
        var isSettled = directive.IsThrough || (status is CellStatus.Done && paceLevel == wanted);
        return new DeadlineProgress
        {
            Directive = directive,
            Due = due,
            Scope = scope,
            Levels = levels,
            Counts = Counted(board, scope),
            Status = status,
            Risk = status is CellStatus.AtRisk && !directive.IsThrough ? RiskOf(board, scope, proven, due, now) : null,
            PaceLevel = paceLevel,
            Pace = isSettled ? pace with { Needed = null } : pace,
            NeededByNow = NeededByNow(board, scope, course, levels[(int)paceLevel - 1].Target, due, now),
            Outlook = isSettled ? null : OutlookRules.Judge(course, levels[(int)paceLevel - 1].Left, due, now),
        };
    }

    /// <summary>Where one body stands with a deadline, judged as the deadline is, by what it counts of that body.</summary>
    public static CellStatus StatusOf(BoardSnapshot board, DeadlineScope scope, int body, DateTimeOffset due, DateTimeOffset now) =>
        StatusOf(board, scope with { Cells = [.. scope.Cells.Where(key => key.Body == body)] }, new Pace(null, null), due, now);

    /// <summary>Each cell is its newest reading at exactly this level, valid or not (design.md, section 2, rule 1).</summary>
    private static LevelProgress ProgressAt(BoardSnapshot board, DeadlineScope scope, EvidenceLevel level)
    {
        var (done, total, target, left) = (0L, 0L, 0L, 0L);
        var undone = new HashSet<int>();
        foreach (var key in scope.Cells)
        {
            var indicator = board.Catalog.Indicators[key.Indicator];
            var levels = board[key].Levels;
            var share = levels[level] is { } reading
                ? Share.Of(indicator, reading)
                : new Share(0, DenominatorRules.InForce(board, key, levels));
            var wanted = DeadlineScope.Target(indicator, share.Total);
            done += share.Done;
            total += share.Total;
            target += wanted;
            left += Math.Max(0, wanted - share.Done);
            if (levels[level] is null || !share.Meets(indicator.TargetPerMille))
            {
                undone.Add(key.Body);
            }
        }
        return new LevelProgress(
            new Tally(done, total), new Tally(scope.Bodies.Count(body => !undone.Contains(body)), scope.Bodies.Length), target, left);
    }

    private static Tally Counted(BoardSnapshot board, DeadlineScope scope)
    {
        var (done, total) = (0L, 0L);
        foreach (var key in scope.Cells)
        {
            var cell = board[key];
            var share = cell.Counted is { } counted
                ? Share.Of(board.Catalog.Indicators[key.Indicator], counted)
                : new Share(0, DenominatorRules.InForce(board, key, cell.Levels));
            done += share.Done;
            total += share.Total;
        }
        return new Tally(done, total);
    }

    /// <summary>
    /// The first that holds, over the cells it counts, each judged by rule 4 against this due instant: <c>late</c>: one is late, that is the due
    /// instant has passed and the evidence wanted does not show it done; <c>unknown</c>: none was ever read; <c>stale</c>: none is fresh, or it
    /// was done in time and one no longer is; <c>done</c>: all are; <c>at-risk</c>: one is contradicted or has gone back, or the pace seen at
    /// the level wanted is under the pace needed; else <c>on-track</c>.
    /// </summary>
    private static CellStatus StatusOf(BoardSnapshot board, DeadlineScope scope, Pace pace, DateTimeOffset due, DateTimeOffset now)
    {
        var passed = due <= now;
        if (scope.Cells.IsEmpty)
        {
            return passed ? CellStatus.Late : CellStatus.Unknown;
        }
        var verdicts = scope.Cells.Select(key => VerdictOf(board, key, due, now)).ToList();
        bool Any(CellStatus status) => verdicts.Exists(verdict => verdict.Status == status);
        bool All(params ReadOnlySpan<CellStatus> statuses)
        {
            foreach (var verdict in verdicts)
            {
                if (!statuses.Contains(verdict.Status))
                {
                    return false;
                }
            }
            return true;
        }

        return Any(CellStatus.Late) ? CellStatus.Late
            : All(CellStatus.Unknown) ? CellStatus.Unknown
            : All(CellStatus.Unknown, CellStatus.Stale) || (passed && Any(CellStatus.Stale)) ? CellStatus.Stale
            : All(CellStatus.Done) ? CellStatus.Done
            : verdicts.Exists(verdict => verdict.Contradiction is not null || verdict.Regressed) || pace.Seen < pace.Needed ? CellStatus.AtRisk
            : CellStatus.OnTrack;
    }

    private static DeadlineRisk RiskOf(BoardSnapshot board, DeadlineScope scope, Pace pace, DateTimeOffset due, DateTimeOffset now)
    {
        var verdicts = scope.Cells.Select(key => (key.Body, Verdict: VerdictOf(board, key, due, now))).ToList();
        int Bodies(Func<Verdict, bool> of) => verdicts.Where(cell => of(cell.Verdict)).Select(cell => cell.Body).Distinct().Count();
        return new DeadlineRisk(Bodies(verdict => verdict.Contradiction is not null), Bodies(verdict => verdict.Regressed), pace.Seen < pace.Needed);
    }

    /// <summary>What the board says of a cell while that still holds for this due instant and this moment; else the rules are asked again.</summary>
    private static Verdict VerdictOf(BoardSnapshot board, CellKey key, DateTimeOffset due, DateTimeOffset now)
    {
        var cell = board[key];
        return board.Catalog.DueAt(key, now) == due && !(cell.NextInstant <= now)
            ? cell.Verdict
            : CellRules.Judge(board.Catalog.Indicators[key.Indicator], due, cell.Levels, cell.Recent, cell.ContradictedSince, now);
    }

    private static Pace PaceOf(Course course, LevelProgress progress, DateTimeOffset due, DateTimeOffset now) => new(
        due <= now || progress.Left == 0 ? null : progress.Left / (due - now).TotalHours, course.PaceSeen(now));

    /// <summary>Whether anything at all has been known of a scope for as long as a pace needs.</summary>
    private static bool IsHeardOf(BoardSnapshot board, DeadlineScope scope, DateTimeOffset now) =>
        !scope.Trails.IsEmpty
        && now - EvidenceLevels.All.Select(level => Course.Of(board, scope, level).Start)
            .Concat(scope.Cells.SelectMany(key => EvidenceLevels.All.Select(level => board[key].Levels[level]?.RecordedAt)))
            .Min() >= CellRules.PaceNeeds;

    private static long? NeededByNow(
        BoardSnapshot board, DeadlineScope scope, Course course, long target, DateTimeOffset due, DateTimeOffset now)
    {
        if (EvidenceLevels.All.Min(level => Course.Of(board, scope, level).Start) is not { } start || target == 0)
        {
            return null;
        }
        if (due <= now || due <= start)
        {
            return target;
        }
        var begun = course.DoneAt(start);
        return begun + (long)Math.Ceiling(Math.Max(0, target - begun) * ((now - start) / (due - start)));
    }
}
