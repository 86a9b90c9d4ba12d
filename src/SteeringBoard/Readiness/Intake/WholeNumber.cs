using System.Globalization;

namespace SteeringBoard.Readiness.Intake;

/// <summary>Whole numbers however JSON writes them: 1.0 and 1e2 are whole, and no rounding makes a whole number of another.</summary>
internal static class WholeNumber
{
    private const int Digits = 18;

    /// <summary>The number of a JSON number's text; none when it is not whole, or has more than 18 digits.</summary>
    public static long? Read(ReadOnlySpan<char> text)
    {
        var negative = text is ['-', ..];
        var exponentAt = text.IndexOfAny('e', 'E');
        var mantissa = text[(negative ? 1 : 0)..(exponentAt < 0 ? text.Length : exponentAt)];
        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = (point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..])).TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return 0;
        }
        // An exponent too long to read is beyond any count, or below any: neither is whole within the limit.
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return null;
        }
        var zeros = (long)exponent - fraction + digits.Length - significant.Length;
        if (zeros < 0 || significant.Length + zeros > Digits)
        {
            return null;
        }
        var value = long.Parse(significant.PadRight((int)(significant.Length + zeros), '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }
}
