using System.Globalization;
using Microsoft.Extensions.Localization;
using SteeringBoard.SelfReports.Spreadsheets;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Pages;

/// <summary>Why a file is refused, in the reader's language.</summary>
internal static class SheetTexts
{
    /// <summary>Whether there is such a refusal.</summary>
    public static bool IsKnown(string? code) =>
        code is SheetException.NotAFile or SheetException.TooLarge or SheetException.Macros;

    public static string Tell(IStringLocalizer<ReportTexts> texts, SheetException refused) =>
        string.Format(CultureInfo.CurrentCulture, texts[$"sheet-{refused.Code}"].Value, [.. refused.Values.Select(value => value switch
        {
            long count => Display.Number(count),
            int count => Display.Number(count),
            _ => value,
        })]);
}
