namespace SteeringBoard.Deadlines;

/// <summary>
/// What the last hours promise: the pace of the last six drawn on as a straight line, and the odds that it meets the due instant. The hourly
/// changes of the last 24 programme hours are taken as a count whose hours vary: nights are quiet and work comes in bursts, so that the
/// variance is measured and not derived from the mean. Line and odds have one centre: above one half exactly when the line is in time.
/// Pure; time is passed in.
/// </summary>
public static class OutlookRules
{
    /// <summary>Programme hours the odds are judged by.</summary>
    public const int Window = 24;

    /// <summary>With fewer whole hours behind them, no odds are told.</summary>
    public const int NeedsHours = 6;

    /// <summary>With fewer changes, no odds are told.</summary>
    public const int NeedsChanges = 5;

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(365);

    /// <param name="course">Units done over time at a level.</param>
    /// <param name="left">Units missing to the target there.</param>
    /// <param name="due">The exclusive due instant.</param>
    /// <param name="now">Programme time.</param>
    public static Outlook? Judge(Course course, long left, DateTimeOffset due, DateTimeOffset now)
    {
        if (left == 0 || course.Start is not { } start)
        {
            return null;
        }
        var hours = (int)Math.Clamp((now - start).TotalHours, 0, Window);
        var changes = course.ChangesSince(now.AddHours(-hours));
        var pace = course.PaceSeen(now);
        var outlook = new Outlook(null, ExpectedAt(pace, left, now), changes, hours, pace, Variance(course, hours, now));
        return outlook with
        {
            Odds = now >= due ? 0 : hours < NeedsHours || changes < NeedsChanges ? null : Odds(outlook, left, (due - now).TotalHours),
        };
    }

    private static DateTimeOffset? ExpectedAt(double? pace, long left, DateTimeOffset now) =>
        pace is > 0 and var seen && left / seen < Horizon.TotalHours ? now.AddHours(left / seen) : null;

    private static double Variance(Course course, int hours, DateTimeOffset now)
    {
        if (hours < 2)
        {
            return 0;
        }
        var increments = Enumerable.Range(0, hours)
            .Select(hour => (double)(course.DoneAt(now.AddHours(-hour)) - course.DoneAt(now.AddHours(-hour - 1)))).ToList();
        var mean = increments.Average();
        return Math.Max(Math.Abs(mean), increments.Sum(increment => (increment - mean) * (increment - mean)) / (hours - 1));
    }

    /// <summary>The chance that so many units come in so many hours.</summary>
    private static double Odds(Outlook outlook, long left, double hours)
    {
        var spread = outlook.Spread(hours);
        var odds = spread == 0 ? 0 : 1 - Normal((left - outlook.Pace!.Value * hours) / spread);
        return Math.Round(Math.Clamp(odds, 0.01, 0.99), 2);
    }

    /// <summary>The normal distribution function (Abramowitz and Stegun 26.2.17; off by less than 1e-7).</summary>
    private static double Normal(double z)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(z));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }
}
