using System.Globalization;
using System.Text.Json.Serialization;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>What somebody typed into a field, kept whether it is right or not: whole numbers as digits, anything else as it was typed.</summary>
/// <param name="Value">The numerator.</param>
/// <param name="Total">Another denominator than the one in force; empty where that one is meant.</param>
/// <param name="Note">A remark that goes with the reading; the reason of another denominator.</param>
public sealed record FieldText(string Value, string Total = "", string Note = "")
{
    /// <summary>The longest number kept, in characters.</summary>
    public const int MaxNumber = 40;

    /// <summary>The longest remark kept, in characters.</summary>
    public const int MaxNote = 300;

    public static FieldText Empty { get; } = new("");

    /// <summary>Nothing was typed: the field is not part of the report.</summary>
    [JsonIgnore]
    public bool IsEmpty => Value.Length == 0 && Total.Length == 0 && Note.Length == 0;

    /// <summary>As it is kept: numbers as digits where the reader's language makes them whole, nothing longer than is kept.</summary>
    public FieldText Normal(CultureInfo reader) =>
        new(Number(Value, reader), Number(Total, reader), Cut(Note.Trim(), MaxNote));

    private static string Number(string typed, CultureInfo reader)
    {
        var text = Cut(typed.Trim(), MaxNumber);
        return CountText.Read(text, reader) is { } count ? CountText.Write(count) : text;
    }

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;
}
