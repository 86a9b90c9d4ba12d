using System.Globalization;

namespace SteeringBoard.Shell;

/// <summary>
/// A whole number in the address of a page. It is bound as text and read here: an address somebody has mistyped shows the page as without
/// the number, where binding a number would fail it.
/// </summary>
public static class AddressNumber
{
    private const int MostPages = 1_000_000;

    /// <summary>Reads a whole number from 0; none for anything else.</summary>
    public static long? Read(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads the number of a page, from 1; the first for anything else.</summary>
    public static int Page(string? text) => (int)Math.Clamp(Read(text) ?? 1, 1, MostPages);
}
