using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Network;

/// <summary>By what it is known how long an assignment still takes.</summary>
public enum WorkBasis
{
    /// <summary>Nothing is left to the target, at the evidence wanted; or it was confirmed or cancelled, whatever the board says.</summary>
    Done,

    /// <summary>The units left over the pace seen.</summary>
    Forecast,

    /// <summary>No pace is seen: as planned, up to its due instant.</summary>
    Planned,

    /// <summary>Neither pace nor a due instant ahead: reckoned to take no time, so that what is foretold of others is the earliest.</summary>
    Unknown,
}

/// <summary>How long an assignment still takes once it can begin.</summary>
/// <param name="Basis">How that is known.</param>
/// <param name="Span">Programme time; zero or more.</param>
public readonly record struct WorkLeft(WorkBasis Basis, TimeSpan Span);

/// <summary>
/// How much work is left of an assignment, by the board. The plan for one without a measurable pace is that it takes all the time there is for
/// it: from now, from when it may begin, or from when all it waits on is due, whichever is last, to its own due instant. What begins at its due
/// instant, as the official test does, takes none. So a plan nobody has begun holds exactly, and whatever comes later than planned pushes it.
/// Pure; time is passed in.
/// </summary>
public static class WorkRules
{
    /// <summary>A pace that needs longer than this is none.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(365);

    /// <summary>The work left of a directive for each of its bodies.</summary>
    /// <param name="board">The board at a moment.</param>
    /// <param name="directive">What was ordered.</param>
    /// <param name="bodies">Whom of, by place.</param>
    /// <param name="prerequisitesDue">When the last of what it waits on is due; none where nothing of that is dated.</param>
    /// <param name="now">Programme time of that moment.</param>
    public static ImmutableArray<WorkLeft> Of(
        BoardSnapshot board, Directive directive, ImmutableArray<int> bodies, DateTimeOffset? prerequisitesDue, DateTimeOffset now)
    {
        var cells = DeadlineScope.Of(board, directive).Cells;
        var planned = Planned(directive, prerequisitesDue, now);
        var own = cells.ToLookup(cell => cell.Body);
        // What a ministry is to do is often counted elsewhere, in the provinces: then all of it is its own.
        var elsewhere = bodies.Any(own.Contains) ? null : (WorkLeft?)Of(board, directive, cells, planned, now);
        return [.. bodies.Select(body => IsThrough(body) ? new WorkLeft(WorkBasis.Done, TimeSpan.Zero) : elsewhere ?? Of(board, directive, own[body], planned, now))];

        bool IsThrough(int body) => body >= 0 && directive.Through is { } through && through.Has(board.Catalog.Bodies[body].Code);
    }

    private static WorkLeft Of(BoardSnapshot board, Directive directive, IEnumerable<CellKey> cells, WorkLeft planned, DateTimeOffset now)
    {
        var (left, pace, known, any) = (0L, 0.0, true, false);
        foreach (var key in cells)
        {
            any = true;
            var (cell, indicator) = (board[key], board.Catalog.Indicators[key.Indicator]);
            // Only what is proven counts as done: a claim alone is never green.
            var proven = cell.Verdict.Counts >= indicator.Wanted;
            var share = proven ? Share.Of(indicator, cell.Counted!) : new Share(0, DenominatorRules.InForce(board, key, cell.Levels));
            known &= share.Total > 0;
            left += Math.Max(0, DeadlineScope.Target(indicator, share.Total) - share.Done);
            pace += proven ? CellRules.PaceSeen(cell.Recent, share.Done, now) ?? 0 : 0;
        }
        if (any && known && left == 0)
        {
            return new WorkLeft(WorkBasis.Done, TimeSpan.Zero);
        }
        return any && known && !directive.BeginsWhenDue && pace > 0 && left / pace < Horizon.TotalHours
            ? new WorkLeft(WorkBasis.Forecast, TimeSpan.FromHours(left / pace))
            : planned;
    }

    private static WorkLeft Planned(Directive directive, DateTimeOffset? prerequisitesDue, DateTimeOffset now)
    {
        if (!(directive.DueBefore > now))
        {
            return new WorkLeft(WorkBasis.Unknown, TimeSpan.Zero);
        }
        var begins = Later(Later(now, directive.NotBefore), prerequisitesDue);
        return new WorkLeft(WorkBasis.Planned, directive.DueBefore > begins ? directive.DueBefore.Value - begins : TimeSpan.Zero);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b > a ? b.Value : a;
}
