using System.Globalization;
using System.Text;

namespace SteeringBoard.Collection.Pulling;

/// <summary>Instants of the wire: RFC 3339 with an offset, kept to the millisecond.</summary>
internal static class Instants
{
    private const int Longest = 40;

    /// <summary>The instant; none for anything else, a time without an offset too.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        var hasOffset = text.Length >= 17 && (text[^1] is 'Z' or 'z' || (text[^3] == ':' && text[^6] is '+' or '-'));
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds())
            : null;
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{char})"/>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[Longest];
        return utf8.Length <= Longest && Ascii.ToUtf16(utf8, text, out var length) == System.Buffers.OperationStatus.Done ? Read(text[..length]) : null;
    }
}
