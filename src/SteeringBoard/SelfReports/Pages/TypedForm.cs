using System.Globalization;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Pages;

/// <summary>A report as a browser's form sends it: <c>v.I03@79</c>, <c>t.…</c>, <c>n.…</c> for value, total and note, and the version seen.</summary>
internal static class TypedForm
{
    public const string Value = "v.";
    public const string Total = "t.";
    public const string Note = "n.";
    public const string Seen = "seen";

    /// <summary>Reads a form; whole numbers as the reader's language writes them. The field of <paramref name="without"/> is left out.</summary>
    public static FilledForm Read(IFormCollection form, string? without = null)
    {
        var fields = new Dictionary<FieldKey, FieldText>();
        foreach (var (name, values) in form)
        {
            if (!name.StartsWith(Value, StringComparison.Ordinal) || name[Value.Length..] == without || FieldKey.Read(name[Value.Length..]) is not { } key)
            {
                continue;
            }
            fields[key] = new FieldText(values.ToString(), form[Total + key].ToString(), form[Note + key].ToString()).Normal(CultureInfo.CurrentUICulture);
        }
        var seen = int.TryParse(form[Seen], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        return new FilledForm(seen, fields);
    }
}
