using System.Globalization;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;

namespace SteeringBoard.Shell;

/// <summary>
/// The texts of a slice, and the words all slices share, in the culture asked for whatever the thread's: a figure is drawn once for all
/// who read it in one language.
/// </summary>
/// <param name="own">The texts of the slice.</param>
/// <param name="shared">The texts of the shell.</param>
public abstract class CultureTexts(IStringLocalizer own, IStringLocalizer<Texts> shared)
{
    /// <summary>A text of the slice with its details in place.</summary>
    public string Tell(CultureInfo culture, string key, params object[] details) => In(culture, () =>
    {
        var text = own[key].Value;
        return details.Length == 0 ? text : string.Format(culture, text, details);
    });

    /// <summary>How a number is known, in a word.</summary>
    public string Level(CultureInfo culture, EvidenceLevel level) => In(culture, () => shared[$"evidence-{level.Word()}"].Value);

    /// <summary>A status, in a word.</summary>
    public string Status(CultureInfo culture, CellStatus status) => In(culture, () => shared[$"status-{status.Word()}"].Value);

    /// <summary>A length of time in its two largest units.</summary>
    public string Span(CultureInfo culture, TimeSpan span) => In(culture, () => shared.Span(span));

    private static string In(CultureInfo culture, Func<string> tell)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            return tell();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
