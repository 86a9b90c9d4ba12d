namespace SteeringBoard.Deadlines;

/// <summary>
/// When a deadline will be done and how likely in time, by what the hours behind it brought (<see cref="Foresight"/>). With too little behind it
/// no odds are told, and the pace of the last hours is drawn on as a straight line: few hours, few changes, or most of what is expected in hours of
/// the day that were never seen. Pure; time is passed in.
/// </summary>
public static class OutlookRules
{
    /// <summary>With fewer whole hours behind them, no odds are told.</summary>
    public const int NeedsHours = 6;

    /// <summary>With fewer changes, no odds are told.</summary>
    public const int NeedsChanges = 5;

    /// <summary>With more of what is expected in hours of the day never seen, no odds are told.</summary>
    public const double MostUnseen = 0.5;

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
        var hours = (int)Math.Clamp((now - start).TotalHours, 0, Foresight.Window);
        var changes = course.ChangesSince(now.AddHours(-hours));
        var pace = course.PaceSeen(now);
        var ahead = hours < NeedsHours || changes < NeedsChanges ? null : Foresight.Of(course, hours, now);
        var until = Math.Max(0, (due - now).TotalHours);
        var foretold = ahead is not null && ahead.UnseenShare(until) <= MostUnseen;
        var takes = foretold ? ahead!.HoursTo(left) : left / pace;
        return new Outlook(
            now >= due ? 0 : foretold ? Math.Round(Math.Clamp(ahead!.Odds(left, until), 0.01, 0.99), 2) : null,
            takes > 0 && takes < Horizon.TotalHours ? now.AddHours(takes.Value) : null,
            changes,
            hours,
            pace,
            ahead);
    }
}
