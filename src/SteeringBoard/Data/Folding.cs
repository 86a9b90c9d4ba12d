using System.Globalization;
using System.Text;

namespace SteeringBoard.Data;

/// <summary>Text as it is searched: without case and accents, so that "da nang" finds Đà Nẵng. SQLite folds only ASCII by itself.</summary>
public static class Folding
{
    /// <summary>A text in lower case, letters without their marks (đ is d), one space for any white space.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAny(" \t\r\v\f"))
        {
            return text.ToLowerInvariant();
        }
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                continue;
            }
            if (Rune.IsWhiteSpace(rune))
            {
                // A line ends what is found together; within it every gap is alike.
                if (rune.Value == '\n' || folded.Length == 0 || folded[^1] is not (' ' or '\n'))
                {
                    folded.Append(rune.Value == '\n' ? '\n' : ' ');
                }
                continue;
            }
            folded.Append(rune.Value is 'đ' or 'Đ' ? new Rune('d') : Rune.ToLowerInvariant(rune));
        }
        return folded.ToString();
    }
}
