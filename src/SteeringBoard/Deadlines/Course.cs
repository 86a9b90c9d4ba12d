using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines;

/// <summary>Units done over time of several indicators together, at one level.</summary>
public sealed class Course
{
    private readonly ImmutableArray<Trail> _trails;

    private Course(ImmutableArray<Trail> trails) => _trails = trails;

    /// <summary>Of trails of their own, without a board.</summary>
    public static Course Of(IEnumerable<Trail> trails) => new([.. trails.Where(trail => trail.Open is not null)]);

    public static Course Of(BoardSnapshot board, DeadlineScope scope, EvidenceLevel level) =>
        Of(scope.Trails.Select(indicator => board.Trail(indicator, level)));

    /// <summary>When the first of them was first read; none when none was.</summary>
    public DateTimeOffset? Start => _trails.IsEmpty ? null : _trails.Min(First);

    /// <summary>Units done at an instant; before the first reading of an indicator, what that reading found.</summary>
    public long DoneAt(DateTimeOffset at) => _trails.Sum(trail => DoneAt(trail, at));

    /// <summary>Units per hour over the last six programme hours, each indicator from its first reading; none with under an hour to judge by.</summary>
    public double? PaceSeen(DateTimeOffset now)
    {
        double? pace = null;
        foreach (var trail in _trails)
        {
            var since = Later(First(trail), now - CellRules.PaceWindow);
            if (now - since >= CellRules.PaceNeeds)
            {
                pace = (pace ?? 0) + (DoneAt(trail, now) - DoneAt(trail, since)) / (now - since).TotalHours;
            }
        }
        return pace;
    }

    /// <summary>Quarter-hours with a change after an instant; a first reading is no change.</summary>
    public int ChangesSince(DateTimeOffset since) => _trails.Sum(trail => PointsAfter(trail, Later(since, First(trail))));

    /// <summary>Units gained in each of so many quarter-hours behind a moment, the newest first; what a first reading found was not gained.</summary>
    public double[] Gains(DateTimeOffset now, int steps)
    {
        var gains = new double[steps];
        foreach (var trail in _trails)
        {
            var first = FirstAfter(trail, now - steps * CellRules.PaceStep);
            var before = first > 0 ? trail.Closed[first - 1].Done : (long?)null;
            for (var place = first; place <= trail.Closed.Length; place++)
            {
                var point = place < trail.Closed.Length ? trail.Closed[place] : trail.Open!.Value;
                if (before is { } was && point.At <= now && (now - point.At).Ticks / CellRules.PaceStep.Ticks is var step && step < steps)
                {
                    gains[step] += point.Done - was;
                }
                before = point.Done;
            }
        }
        return gains;
    }

    /// <summary>Every point at which the sum moved, oldest first.</summary>
    public List<TrailPoint> Points()
    {
        var moves = new List<(DateTimeOffset At, long By)>();
        foreach (var trail in _trails)
        {
            var before = 0L;
            foreach (var point in trail.Points)
            {
                moves.Add((point.At, point.Done - before));
                before = point.Done;
            }
        }
        moves.Sort((a, b) => a.At.CompareTo(b.At));
        var points = new List<TrailPoint>(moves.Count);
        var done = 0L;
        foreach (var (at, by) in moves)
        {
            done += by;
            points.Add(new TrailPoint(at, done));
        }
        return points;
    }

    private static DateTimeOffset First(Trail trail) => trail.Closed.IsEmpty ? trail.Open!.Value.At : trail.Closed[0].At;

    private static long DoneAt(Trail trail, DateTimeOffset at)
    {
        if (trail.Open is { } open && (open.At <= at || trail.Closed.IsEmpty))
        {
            return open.Done;
        }
        var after = FirstAfter(trail, at);
        return trail.Closed[Math.Max(0, after - 1)].Done;
    }

    private static int PointsAfter(Trail trail, DateTimeOffset at) =>
        trail.Closed.Length - FirstAfter(trail, at) + (trail.Open is { } open && open.At > at ? 1 : 0);

    /// <summary>Place of the first closed point after an instant.</summary>
    private static int FirstAfter(Trail trail, DateTimeOffset at)
    {
        var (low, high) = (0, trail.Closed.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = trail.Closed[middle].At <= at ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
