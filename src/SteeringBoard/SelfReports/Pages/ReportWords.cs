using System.Globalization;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Pages;

/// <summary>Problems, refusals and what is on record, in the reader's language.</summary>
public sealed class ReportWords(IStringLocalizer<ReportTexts> texts, IStringLocalizer<Texts> shared)
{
    /// <summary>What is wrong or odd about a number.</summary>
    public string Tell(FieldProblem problem) => Fill($"field-{problem.Code}", problem.Values);

    /// <summary>Why something was not done.</summary>
    public string Tell(ReportRefusal refusal) => Fill($"refused-{refusal.Code}", refusal.Values);

    /// <summary>Whose number stands instead of what was typed.</summary>
    public string Tell(FieldConflict conflict) =>
        texts["conflict", conflict.By.ByName, Display.ShortInstant(conflict.By.At), Number(conflict.Theirs), Number(conflict.Mine)];

    /// <summary>A number as it was typed, with what it is of where that was typed too.</summary>
    public string Number(FieldText text) =>
        text.IsEmpty ? texts["nothing"] : text.Total.Length > 0 ? $"{Number(text.Value)}/{Number(text.Total)}" : Number(text.Value);

    /// <summary>A number on record.</summary>
    public static string Number(Known known) => known.Total > 0 ? $"{Display.Number(known.Value)}/{Display.Number(known.Total)}" : Display.Number(known.Value);

    /// <summary>How a number beside the claimed one is known, and how old it is.</summary>
    public string Tell(Known known, DateTimeOffset now) =>
        $"{shared[$"evidence-{known.Level.Word()}"]} {Number(known)} · {shared["age", shared.Span(now - known.HeardAt)]}";

    /// <summary>A number as it was typed or kept; what is no number, as it is.</summary>
    public static string Number(string text) => CountText.Digits(text) is { } count ? Display.Number(count) : text;

    private string Fill(string key, IEnumerable<object> values) => string.Format(CultureInfo.CurrentCulture, texts[key].Value, [.. values.Select(Told)]);

    private string Told(object value) => value switch
    {
        long count => Display.Number(count),
        int count => Display.Number(count),
        DateTimeOffset instant => Display.ShortInstant(instant),
        EvidenceLevel level => shared[$"evidence-{level.Word()}"],
        ReportState state => texts[$"state-{state.Word()}"],
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? "",
    };
}
