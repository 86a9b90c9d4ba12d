using System.Globalization;

namespace SteeringBoard.Shell;

/// <summary>A past moment in the address of a page: RFC 3339, or as a form gives it, which is Hà Nội time.</summary>
public static class Moment
{
    /// <summary>Its name in the address.</summary>
    public const string Key = "at";

    /// <summary>Reads a moment; none for anything else, and for the first and the last year there are, which cannot be told in every zone.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var there)
            ? there.Year is > 1 and < 9999 ? new DateTimeOffset(there, Display.Hanoi) : null
            : DateTimeOffset.TryParseExact(
                text, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
                && instant.Year is > 1 and < 9999
                ? instant.ToOffset(Display.Hanoi)
                : null;

    /// <summary>2025-06-26T14:20:00+07:00.</summary>
    public static string Write(DateTimeOffset moment) => moment.ToOffset(Display.Hanoi).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>As a form wants it: 2025-06-26T14:20, Hà Nội time.</summary>
    public static string ForForm(DateTimeOffset moment) => moment.ToOffset(Display.Hanoi).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
