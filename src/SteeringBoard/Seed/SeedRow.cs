using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using SteeringBoard.Contract;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>
/// One row of a seed file. A field that is not what its column holds adds a fault and gives a default, so that one wrong field does not
/// hide the next: with any fault nothing of the folder is used.
/// </summary>
internal sealed partial class SeedRow(string file, int line, IReadOnlyDictionary<string, string> fields, ICollection<SeedFault> faults)
{
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz"];

    public void Fault(string reason) => faults.Add(new SeedFault(file, line, reason));

    /// <summary>A text; it may be empty.</summary>
    public string Text(string column) => fields[column];

    /// <summary>A text; none when it is empty.</summary>
    public string? Optional(string column) => fields[column] is { Length: > 0 } text ? text : null;

    /// <summary>A text that is not empty.</summary>
    public string Required(string column)
    {
        if (fields[column].Length == 0)
        {
            Fault($"{column} is empty");
        }
        return fields[column];
    }

    /// <summary>Three columns: <c>name_vi</c>, <c>name_en</c>, <c>name_fr</c>.</summary>
    public LocalizedText Localized(string column) => new(Required($"{column}_vi"), Required($"{column}_en"), Required($"{column}_fr"));

    /// <summary>Three columns that are all filled or all empty.</summary>
    public LocalizedText LocalizedOrNone(string column)
    {
        var text = new LocalizedText(Text($"{column}_vi"), Text($"{column}_en"), Text($"{column}_fr"));
        return text is { Vi: "", En: "", Fr: "" } ? text : Localized(column);
    }

    /// <summary>Parts between semicolons.</summary>
    public IReadOnlyList<string> List(string column)
    {
        var parts = fields[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var twice in parts.GroupBy(part => part).Where(same => same.Count() > 1))
        {
            Fault($"{column} names {twice.Key} {twice.Count()} times");
        }
        return parts;
    }

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    public bool Flag(string column) => OneOf(column, ("yes", true), ("no", false));

    /// <summary>One of these words.</summary>
    public T OneOf<T>(string column, params ReadOnlySpan<(string Word, T Value)> words)
    {
        var text = fields[column];
        var known = new string[words.Length];
        for (var place = 0; place < words.Length; place++)
        {
            if (words[place].Word == text)
            {
                return words[place].Value;
            }
            known[place] = words[place].Word;
        }
        Fault($"{column} is '{text}', not one of {string.Join(", ", known)}");
        return words[0].Value;
    }

    public EvidenceLevel Level(string column) =>
        OneOf(column, [.. EvidenceLevels.All.Select(level => (level.Word(), level))]);

    /// <summary>A whole number from <paramref name="least"/> up.</summary>
    public long Count(string column, long least = 0) => OptionalCount(column, least) ?? Missing<long>(column, "a whole number");

    /// <summary>A whole number from <paramref name="least"/> up; none when it is empty.</summary>
    public long? OptionalCount(string column, long least = 0)
    {
        if (fields[column] is not { Length: > 0 } text)
        {
            return null;
        }
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least)
        {
            return count;
        }
        Fault($"{column} is '{text}', not a whole number from {least} up");
        return least;
    }

    public double Speed(string column)
    {
        if (double.TryParse(fields[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed))
        {
            return speed;
        }
        Fault($"{column} is '{fields[column]}', not a number from 0 up");
        return 1;
    }

    /// <summary>A day such as <c>2025-06-16</c>; none when it is empty.</summary>
    public DateOnly? OptionalDay(string column)
    {
        if (fields[column] is not { Length: > 0 } text)
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        Fault($"{column} is '{text}', not a day such as 2025-06-16");
        return null;
    }

    public DateOnly Day(string column) => OptionalDay(column) ?? Missing<DateOnly>(column, "a day");

    /// <summary>An instant with its offset; none when it is empty.</summary>
    public DateTimeOffset? OptionalInstant(string column)
    {
        if (fields[column] is not { Length: > 0 } text)
        {
            return null;
        }
        if (DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant;
        }
        Fault($"{column} is '{text}', not an instant with an offset such as 2025-06-27T18:00:00+07:00");
        return null;
    }

    public DateTimeOffset Instant(string column) => OptionalInstant(column) ?? Missing<DateTimeOffset>(column, "an instant");

    /// <summary>An ISO 8601 duration of days, hours, minutes and seconds, longer than nothing.</summary>
    public TimeSpan Duration(string column)
    {
        var text = fields[column];
        if (DurationShape().IsMatch(text))
        {
            try
            {
                if (XmlConvert.ToTimeSpan(text) is var duration && duration > TimeSpan.Zero)
                {
                    return duration;
                }
            }
            catch (Exception notOne) when (notOne is FormatException or OverflowException)
            {
                // Told below, with what is no duration by its shape.
            }
        }
        Fault($"{column} is '{text}', not a duration such as PT24H or P7D");
        return TimeSpan.FromHours(1);
    }

    /// <summary>A number, or commune-level units times and plus a number: <c>communes*5</c>, <c>communes+1</c>.</summary>
    public SeedTotal Total(string column)
    {
        var match = TotalShape().Match(fields[column]);
        if (!match.Success)
        {
            Fault($"{column} is '{fields[column]}', not a number from 1 up nor communes, communes+1, communes*5");
            return new SeedTotal(1, 0);
        }
        long Number(string group, long otherwise) =>
            match.Groups[group].Success ? long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
        return match.Groups["fixed"].Success
            ? new SeedTotal(Number("fixed", 0), 0)
            : new SeedTotal(Number("plus", 0), Number("times", 1));
    }

    private T Missing<T>(string column, string wanted)
        where T : struct
    {
        if (fields[column].Length == 0)
        {
            Fault($"{column} is empty, not {wanted}");
        }
        return default;
    }

    [GeneratedRegex(@"^P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationShape();

    [GeneratedRegex(@"^((?<fixed>[1-9]\d{0,14})|communes(\*(?<times>[1-9]\d{0,5}))?(\+(?<plus>[1-9]\d{0,5}))?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TotalShape();
}
