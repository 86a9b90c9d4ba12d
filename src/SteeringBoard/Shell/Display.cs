using System.Globalization;
using Microsoft.Extensions.Localization;

namespace SteeringBoard.Shell;

/// <summary>Numbers and instants as a person reads them: the reader's language, Hà Nội time. The same rules are in <c>js/words.js</c>.</summary>
public static class Display
{
    /// <summary>Hà Nội has been at +07:00 without summer time since 1975.</summary>
    public static TimeSpan Hanoi { get; } = TimeSpan.FromHours(7);

    private const string NarrowSpace = "\u202f";

    private static readonly NumberFormatInfo Vietnamese = Separators(".", ",");
    private static readonly NumberFormatInfo English = Separators(",", ".");
    private static readonly NumberFormatInfo French = Separators(NarrowSpace, ",");

    /// <summary>71.808 in Vietnamese, 71,808 in English, 71 808 in French.</summary>
    public static string Number(long number, CultureInfo? culture = null) => number.ToString("N0", NumbersOf(culture));

    /// <summary>A measured number with at most so many decimals.</summary>
    public static string Number(double number, int decimals, CultureInfo? culture = null) =>
        number.ToString("#,0." + new string('#', decimals), NumbersOf(culture));

    /// <summary>What somebody typed into an address, shortened: it may be a book.</summary>
    public static string Cut(string typed) => typed.Length > 40 ? typed[..40] + "…" : typed;

    /// <summary>The share done in whole percent, rounded down: 100 % only when nothing is left.</summary>
    public static string Share(long value, long total, CultureInfo? culture = null)
    {
        var percent = total == 0 ? 0 : Int128.Min(100, (Int128)value * 100 / total);
        return Reader(culture).Name is "fr" ? $"{percent}{NarrowSpace}%" : $"{percent}%";
    }

    /// <summary>26/6/2025 and 01/7/2025 in Vietnamese (days below 10 and months below 3 take a zero, Decree 30/2020), 26 June 2025, 26 juin 2025.</summary>
    public static string Date(DateTimeOffset instant, CultureInfo? culture = null) =>
        Reader(culture).Name is "vi"
            ? $"{ShortDate(instant, culture)}/{instant.ToOffset(Hanoi).Year}"
            : instant.ToOffset(Hanoi).ToString("d MMMM yyyy", Reader(culture));

    /// <summary>The day without its year: 26/6, 26 June, 26 juin.</summary>
    public static string ShortDate(DateTimeOffset instant, CultureInfo? culture = null)
    {
        var there = instant.ToOffset(Hanoi);
        return Reader(culture).Name is "vi"
            ? string.Create(CultureInfo.InvariantCulture, $"{there:dd}/{(there.Month < 3 ? "0" : "")}{there.Month}")
            : there.ToString("d MMMM", Reader(culture));
    }

    /// <summary>The time of day: 14:20.</summary>
    public static string Time(DateTimeOffset instant) => instant.ToOffset(Hanoi).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The time of day to the second: 14:20:05.</summary>
    public static string TimeToTheSecond(DateTimeOffset instant) => instant.ToOffset(Hanoi).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>14:20 ngày 26/6/2025; 26 June 2025, 14:20; 26 juin 2025, 14:20.</summary>
    public static string Instant(DateTimeOffset instant, CultureInfo? culture = null) =>
        Reader(culture).Name is "vi" ? $"{Time(instant)} ngày {Date(instant, culture)}" : $"{Date(instant, culture)}, {Time(instant)}";

    /// <summary>The instant without its year: 14:20 26/6; 26 June 14:20; 26 juin 14:20.</summary>
    public static string ShortInstant(DateTimeOffset instant, CultureInfo? culture = null) =>
        Reader(culture).Name is "vi" ? $"{Time(instant)} {ShortDate(instant, culture)}" : $"{ShortDate(instant, culture)} {Time(instant)}";

    /// <summary>The instant as shortly as it can be mistaken for no other: without its year where that is the year of what it stands beside.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="beside">What it stands beside: now, or a due instant.</param>
    /// <param name="culture">The language; none: the reader's.</param>
    public static string ShortInstant(DateTimeOffset instant, DateTimeOffset beside, CultureInfo? culture = null) =>
        instant.ToOffset(Hanoi).Year == beside.ToOffset(Hanoi).Year ? ShortInstant(instant, culture)
        : Reader(culture).Name is "vi" ? $"{Time(instant)} {Date(instant, culture)}" : $"{Date(instant, culture)} {Time(instant)}";

    /// <summary>The day with its weekday: Thứ Năm, 26/6/2025; Thu 26 June 2025; jeu. 26 juin 2025.</summary>
    public static string DateWithWeekday(DateTimeOffset instant, CultureInfo? culture = null)
    {
        var names = Reader(culture).DateTimeFormat;
        var weekday = instant.ToOffset(Hanoi).DayOfWeek;
        return Reader(culture).Name is "vi"
            ? $"{names.GetDayName(weekday)}, {Date(instant, culture)}"
            : $"{names.GetAbbreviatedDayName(weekday)} {Date(instant, culture)}";
    }

    /// <summary>A length of time in its two largest units: 41 s, 22 min, 3 h 40 min, 4 d 9 h. A negative one is shown as 0 s.</summary>
    public static string Span(this IStringLocalizer texts, TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => texts["span-seconds", 0],
        { TotalMinutes: < 1 } => texts["span-seconds", span.Seconds],
        { TotalHours: < 1 } => texts["span-minutes", span.Minutes],
        { TotalDays: < 1 } => texts["span-hours", span.Hours, span.Minutes],
        _ => texts["span-days", span.Days, span.Hours],
    };

    /// <summary>What a count-down shows: 09:40:00, 4 d 09:40, over by 00:20:00.</summary>
    public static string CountDown(this IStringLocalizer texts, TimeSpan left)
    {
        var length = left.Duration();
        var shown = length.Days > 0
            ? texts["countdown-days", length.Days, length.ToString(@"hh\:mm", CultureInfo.InvariantCulture)].Value
            : length.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        return left < TimeSpan.Zero ? texts["countdown-over", shown] : shown;
    }

    /// <summary>One of the board's languages; Vietnamese for any other.</summary>
    private static CultureInfo Reader(CultureInfo? culture)
    {
        culture ??= CultureInfo.CurrentUICulture;
        return Preferences.Languages.FirstOrDefault(language => language.Name == culture.TwoLetterISOLanguageName) ?? Preferences.Languages[0];
    }

    private static NumberFormatInfo NumbersOf(CultureInfo? culture) => Reader(culture).Name switch
    {
        "en" => English,
        "fr" => French,
        _ => Vietnamese,
    };

    private static NumberFormatInfo Separators(string group, string point) =>
        NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = point });
}
