namespace SteeringBoard.SelfReports.Rules;

/// <summary>What one number of a report is about.</summary>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Item">A part of an indicator that has parts; none for the whole.</param>
/// <param name="Body">Code of the province or of one of its communes.</param>
public readonly record struct FieldKey(string Indicator, string? Item, string Body)
{
    private const int MaxLength = 100;

    /// <summary><c>I03@79</c>, <c>I02/meeting@79</c>: its name in a form and in the record.</summary>
    public override string ToString() => Item is null ? $"{Indicator}@{Body}" : $"{Indicator}/{Item}@{Body}";

    /// <summary>Reads a name; none for anything else.</summary>
    public static FieldKey? Read(string? text)
    {
        if (text is null || text.Length > MaxLength || text.Split('@') is not [var what, { Length: > 0 } body])
        {
            return null;
        }
        return what.Split('/') switch
        {
            [{ Length: > 0 } indicator] => new FieldKey(indicator, null, body),
            [{ Length: > 0 } indicator, { Length: > 0 } item] => new FieldKey(indicator, item, body),
            _ => null,
        };
    }
}
