using SteeringBoard.Contract;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Figures;

/// <summary>Units done over time at one level, thinned for drawing; the last point is now.</summary>
internal sealed record Rise(EvidenceLevel Level, List<TrailPoint> Points, long Total)
{
    private const int MostPoints = 300;
    private const int MostSteps = 60;

    /// <summary>Whether each change can be seen as a step.</summary>
    public bool IsStepped => Points.Count <= MostSteps;

    public long Done => Points[^1].Done;

    public double Percent(long done) => 100.0 * done / Total;

    /// <summary>Units done at an instant; none before the first reading.</summary>
    public long? DoneAt(DateTimeOffset at)
    {
        var after = Points.FindIndex(point => point.At > at);
        return after == 0 ? null : Points[after < 0 ? ^1 : after - 1].Done;
    }

    /// <summary>The rise at a level; none where nothing was read at it or nothing can be counted.</summary>
    public static Rise? Of(BoardView view, DeadlineProgress progress, EvidenceLevel level)
    {
        var units = progress[level].Units;
        if (units.Total == 0 || !progress.Scope.Cells.Any(key => view.Board[key].Levels[level] is not null))
        {
            return null;
        }
        var points = Course.Of(view.Board, progress.Scope, level).Points().FindAll(point => point.At < view.Now);
        return new Rise(level, [.. Thinned(points), new TrailPoint(view.Now, units.Done)], units.Total);
    }

    /// <summary>The last point of each of equal spans, and the very first: a step moves by less than can be seen.</summary>
    private static IEnumerable<TrailPoint> Thinned(List<TrailPoint> points)
    {
        if (points.Count < MostPoints)
        {
            return points;
        }
        var (from, span) = (points[0].At, (points[^1].At - points[0].At) / (MostPoints - 2));
        return points.Take(1).Concat(points.Skip(1).GroupBy(point => (point.At - from).Ticks / span.Ticks).Select(group => group.Last()));
    }
}
