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

/// <summary>The span of time a burn-up shows.</summary>
internal sealed record Frame(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>
    /// From the first reading to the due instant, or to where the line meets the target when that is not far behind it. A third is left
    /// free after now: what lies ahead, and the names of the curves.
    /// </summary>
    public static Frame Around(BoardView view, DeadlineProgress progress, List<Rise> rises)
    {
        var (now, due) = (view.Now, progress.Due);
        var from = rises.Count == 0 ? now : rises.Min(rise => rise.Points[0].At);
        from = Earlier(from, now - Least);
        from = due < now ? Earlier(from, due - (now - due) * 0.15) : from;
        var to = Later(now + (now - from) / 2, due + (due - from) * 0.05);
        if (progress.Outlook?.ExpectedAt is { } expected && expected < due + (due - from) * 0.3)
        {
            to = Later(to, expected + (due - from) * 0.03);
        }
        if (due > now && (due - now) / (to - from) < LabelWidth)
        {
            // The name of the due instant then stands behind it.
            to = Later(to, from + (due - from) / (1 - LabelWidth));
        }
        return new Frame(from, to, now, view.Board.Catalog.Zone);
    }

    /// <summary>The share of the width the name of an instant takes on a telephone.</summary>
    public const double LabelWidth = 0.34;

    private static readonly TimeSpan Least = TimeSpan.FromHours(6);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    public string Wall(DateTimeOffset instant) => Live.Plotting.Coordinate.Wall(instant, Zone);

    /// <summary>Where an instant lies, from 0 to 1.</summary>
    public double Share(DateTimeOffset instant) => (instant - From) / (To - From);

    /// <summary>Midnights of the zone, at most six.</summary>
    public IEnumerable<DateTimeOffset> Days()
    {
        var days = Math.Max(1, (int)Math.Ceiling((To - From).TotalDays / 6));
        var local = TimeZoneInfo.ConvertTime(From, Zone);
        var day = new DateTimeOffset(local.Date, local.Offset);
        for (day = day < From ? day.AddDays(1) : day; day <= To; day = day.AddDays(days))
        {
            yield return day;
        }
    }
}
