using System.Globalization;
using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Sources;

/// <summary>Reads the cells of one row and remembers the first that is wrong.</summary>
internal sealed class RowCells(SheetRow row, Columns columns)
{
    // 2^53 - 1, the largest whole number that every reader of JSON keeps whole.
    private const long MaxCount = 9007199254740991;

    // A sheet in Vietnam is written in Vietnam's time.
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    private static readonly string[] LocalMoments =
        ["yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s", "d/M/yyyy H:m", "d/M/yyyy H:m:s"];

    /// <summary>The first thing wrong: the text that says so, and what was found.</summary>
    public (string Code, string Given)? Wrong { get; private set; }

    /// <summary>Text as it stands.</summary>
    public string? Text(Column column) => columns.Cell(row, column) is { } cell ? Written(cell) : null;

    /// <summary>A whole number written in digits only: "1.874" is one thing in Hanoi and another in London, so it is asked again.</summary>
    public long? Count(Column column)
    {
        switch (columns.Cell(row, column))
        {
            case null:
                return null;
            case double number when number >= 0 && number <= MaxCount && Math.Floor(number) == number:
                return (long)number;
            case string text when text.All(char.IsAsciiDigit)
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxCount:
                return count;
            case var cell:
                return Fault<long?>("not-a-count", cell);
        }
    }

    /// <summary>A body's code, which is text: a workbook that holds it as a number has lost its zeros.</summary>
    public string? BodyCode(Column column) => columns.Cell(row, column) switch
    {
        null => null,
        double number when number is >= 10_000 and <= 99_999 => Written(number),
        string text => text,
        var cell => Fault<string?>("body-not-text", cell),
    };

    /// <summary>A moment; without an offset it is Vietnam's.</summary>
    public DateTimeOffset? Moment(Column column)
    {
        switch (columns.Cell(row, column))
        {
            case null:
                return null;
            case DateTime local:
                return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone);
            case string text when DateTime.TryParseExact(
                text, LocalMoments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local):
                return new DateTimeOffset(local, Zone);
            case string text when text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment):
                return moment;
            case var cell:
                return Fault<DateTimeOffset?>("not-a-moment", cell);
        }
    }

    /// <summary>The word of an evidence level.</summary>
    public EvidenceLevel? Level(Column column)
    {
        var word = Text(column);
        return word is null ? null
            : EvidenceLevels.TryParse(word.ToLowerInvariant(), out var level) ? level
            : Fault<EvidenceLevel?>("not-a-level", word);
    }

    /// <summary>Remembers what is wrong, if nothing was before.</summary>
    public T? Fault<T>(string code, object given)
    {
        Wrong ??= (code, Written(given));
        return default;
    }

    private static string Written(object cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
}
