using System.Globalization;
using Microsoft.Extensions.Localization;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>The heads of a template, in each language: a file is read back whatever language it was made in.</summary>
public sealed class SheetWords(IStringLocalizer<ReportTexts> texts)
{
    /// <summary>The fixed columns.</summary>
    public static IReadOnlyList<string> Fixed { get; } = ["head-body", "head-body-name", "head-province", "head-indicator", "head-indicator-name", "head-value", "head-total", "head-note", "head-due"];

    private readonly Lazy<Dictionary<string, string>> _heads = new(() => Preferences.Languages
        .SelectMany(language => Fixed.Select(key => (Head: In(texts, language, key), key)))
        .DistinctBy(pair => pair.Head, StringComparer.OrdinalIgnoreCase).ToDictionary(pair => pair.Head, pair => pair.key, StringComparer.OrdinalIgnoreCase));

    /// <summary>A word in the reader's language.</summary>
    public string this[string key] => texts[key].Value;

    /// <summary>Which fixed column a head is of; none for any other.</summary>
    public string? KeyOf(string head) => _heads.Value.GetValueOrDefault(head.Trim());

    /// <summary>The head of an indicator's column.</summary>
    public static string HeadOf(Indicator indicator, CultureInfo? reader = null) => $"{indicator.Code} {indicator.Name.In(reader ?? CultureInfo.CurrentUICulture)}";

    /// <summary>Whether a head is an indicator's, in any language, or its code alone.</summary>
    public static bool IsHeadOf(Indicator indicator, string head) =>
        head.Equals(indicator.Code, StringComparison.OrdinalIgnoreCase) || Preferences.Languages.Any(language => head.Equals(HeadOf(indicator, language), StringComparison.OrdinalIgnoreCase));

    private static string In(IStringLocalizer texts, CultureInfo language, string key)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return texts[key].Value;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
