using SteeringBoard.Readiness.Figures;

namespace SteeringBoard.Deadlines.Figures;

/// <summary>The span of time a burn-up shows.</summary>
internal sealed record Stretch(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>The share of the width the name of an instant takes on a telephone.</summary>
    public const double LabelWidth = 0.34;

    private static readonly TimeSpan Least = TimeSpan.FromHours(6);

    /// <summary>
    /// From the first reading to the due instant, or to where the line meets the target when that is not far behind it. A third is left
    /// free after now: what lies ahead, and the names of the curves.
    /// </summary>
    public static Stretch Around(BoardView view, DeadlineProgress progress, List<Rise> rises)
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
        return new Stretch(from, to, now, view.Board.Catalog.Zone);
    }

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
