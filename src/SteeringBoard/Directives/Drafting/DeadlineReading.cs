using System.Globalization;

namespace SteeringBoard.Directives.Drafting;

/// <summary>Reads the date of a deadline as an exclusive instant, by the rule its phrase is read by. Pure; the zone is passed in.</summary>
public static class DeadlineReading
{
    /// <summary>"Before the 27th": 00:00 of that day; before a month, a quarter or a year: 00:00 of its first day.</summary>
    public const string Before = "before";

    /// <summary>"By the 25th", "on the 25th": the day runs through, 00:00 of the next.</summary>
    public const string ThroughTheDay = "through-the-day";

    /// <summary>"At 18:00": that very instant.</summary>
    public const string AtTheHour = "at-hour";

    public const string ThroughTheMonth = "through-the-month";

    public const string ThroughTheQuarter = "through-the-quarter";

    public const string ThroughTheYear = "through-the-year";

    /// <summary>"Before the lunar new year": 00:00 of Tết, in the Gregorian year given.</summary>
    public const string LunarYear = "lunar-new-year";

    /// <summary>It begins then: a day or an instant; what begins late is late.</summary>
    public const string StartsAt = "starts-at";

    /// <summary>Rules that give no instant.</summary>
    private static readonly string[] Undated = ["", "standing", "at-once", "set-by-another"];

    /// <summary>Whether a rule gives no instant.</summary>
    public static bool IsUndated(string rule) => Undated.Contains(rule);

    /// <summary>Reads a date; false when the rule is not known or the date is not one it reads.</summary>
    /// <param name="rule">One of the rules here, or one that gives no instant: empty, <c>standing</c>, <c>at-once</c>, <c>set-by-another</c>.</param>
    /// <param name="when"><c>2025-06-27</c>, <c>2025-06-27T18:00</c>, <c>2024-01</c>, <c>2024-Q1</c> or <c>2024</c>; empty for a rule that gives no instant.</param>
    /// <param name="zone">The programme's zone.</param>
    /// <param name="due">The exclusive instant; none for a rule that gives none.</param>
    public static bool TryRead(string rule, string when, TimeZoneInfo zone, out DateTimeOffset? due)
    {
        due = null;
        if (IsUndated(rule))
        {
            return when.Length == 0;
        }
        DateTime? local = (rule, Span(when)) switch
        {
            (Before, { } span) => span.First,
            (ThroughTheDay, { Unit: Unit.Day } span) => span.Next,
            (ThroughTheMonth, { Unit: Unit.Month } span) => span.Next,
            (ThroughTheQuarter, { Unit: Unit.Quarter } span) => span.Next,
            (ThroughTheYear, { Unit: Unit.Year } span) => span.Next,
            (LunarYear, { Unit: Unit.Year, First.Year: >= 1900 and < 2200 } span) => LunarNewYear.Of(span.First.Year).ToDateTime(TimeOnly.MinValue),
            (StartsAt, { Unit: Unit.Day or Unit.Hour } span) => span.First,
            (AtTheHour, { Unit: Unit.Hour } span) => span.First,
            _ => null,
        };
        if (local is not { } wall)
        {
            return false;
        }
        due = new DateTimeOffset(wall, zone.GetUtcOffset(wall));
        return true;
    }

    private enum Unit
    {
        Hour,
        Day,
        Month,
        Quarter,
        Year,
    }

    private static (Unit Unit, DateTime First, DateTime Next)? Span(string when)
    {
        if (TryExact(when, "yyyy-MM-dd'T'HH:mm", out var hour))
        {
            return (Unit.Hour, hour, hour);
        }
        if (TryExact(when, "yyyy-MM-dd", out var day))
        {
            return day < DateTime.MaxValue.Date ? (Unit.Day, day, day.AddDays(1)) : null;
        }
        if (when.Length == 7 && when[4] == '-' && when[5] == 'Q' && when[6] is >= '1' and <= '4' && TryExact(when[..4], "yyyy", out var ofQuarter))
        {
            var first = ofQuarter.AddMonths((when[6] - '1') * 3);
            return first.Year < 9999 ? (Unit.Quarter, first, first.AddMonths(3)) : null;
        }
        if (TryExact(when, "yyyy-MM", out var month))
        {
            return month.Year < 9999 ? (Unit.Month, month, month.AddMonths(1)) : null;
        }
        return TryExact(when, "yyyy", out var year) && year.Year < 9999 ? (Unit.Year, year, year.AddYears(1)) : null;
    }

    private static bool TryExact(string text, string format, out DateTime value) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
