using System.Globalization;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>
/// Whole numbers as people write them: digits, grouped by spaces or by the sign their language groups with. "1.874" is one thing in Hà Nội
/// and another in London, so the sign of another language makes no number.
/// </summary>
public static class CountText
{
    /// <summary>The largest count (contract.md, section 1).</summary>
    public const long Max = (1L << 53) - 1;

    private const string Spaces = " \u00a0\u2009\u202f";

    /// <summary>A whole number from 0 to 2^53-1; none for anything else.</summary>
    /// <param name="text">Without spaces around it.</param>
    /// <param name="reader">The language it is written in.</param>
    public static long? Read(string text, CultureInfo reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var sign = reader.TwoLetterISOLanguageName switch
        {
            "en" => ',',
            "fr" => ' ',
            _ => '.',
        };
        var groups = text.Split([sign, .. Spaces]);
        var isWhole = groups.All(group => group.Length > 0 && group.All(char.IsAsciiDigit))
            && (groups.Length == 1 || (groups[0].Length <= 3 && groups.Skip(1).All(group => group.Length == 3)));
        return isWhole ? Digits(string.Concat(groups)) : null;
    }

    /// <summary>A whole number in digits alone, as it is kept; none for anything else.</summary>
    public static long? Digits(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Max ? count : null;

    /// <summary>The digits of a number.</summary>
    public static string Write(long count) => count.ToString(CultureInfo.InvariantCulture);
}
