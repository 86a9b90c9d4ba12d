using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SteeringBoard.Shell;

/// <summary>What is written as markup by hand.</summary>
internal static class Markup
{
    // Vietnamese letters as they are, not as six characters each.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A text in such a form that it is only text, in an element or in a quoted attribute.</summary>
    public static string Encode(string text) => Encoder.Encode(text);
}
