using System.Text;
using SteeringBoard.Data;

namespace SteeringBoard.Directives;

/// <summary>Text as it is searched: without case and accents, so that "da nang" finds Đà Nẵng.</summary>
public static class SearchText
{
    /// <summary>All that a directive is found by: code, title, text, who said it, its owners, phrase, source, legal basis, in every language.</summary>
    public static ReadOnlyMemory<byte> Of(Directive directive)
    {
        var text = new StringBuilder();
        foreach (var part in new[] { directive.Title, directive.Text, directive.SaidBy, directive.Owner, directive.Coordinating, directive.Scope })
        {
            text.Append(part.Vi).Append('\n');
            // What is dictated stands in one language, three times.
            if (part.En != part.Vi)
            {
                text.Append(part.En).Append('\n').Append(part.Fr).Append('\n');
            }
        }
        text.AppendJoin('\n', [directive.Code, directive.Phrase, directive.Source, directive.LegalBasis, directive.Person, .. directive.Responsible, .. directive.Indicators]);
        return Fold(text.ToString());
    }

    /// <summary>A text without case and accents, in UTF-8.</summary>
    public static byte[] Fold(string text) => Encoding.UTF8.GetBytes(Folding.Fold(text));

    /// <summary>The words looked for; each must be there.</summary>
    public static IReadOnlyList<byte[]> Words(string? query) =>
        [.. (query ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Fold).Where(word => word.Length > 0)];

    /// <summary>Whether a folded text has all words.</summary>
    public static bool Has(ReadOnlyMemory<byte> folded, IReadOnlyList<byte[]> words)
    {
        foreach (var word in words)
        {
            if (folded.Span.IndexOf(word) < 0)
            {
                return false;
            }
        }
        return true;
    }
}
