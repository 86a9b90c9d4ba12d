using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace SteeringBoard.Shell;

/// <summary>
/// The styles of what is painted first, the page and its head. They are written into the document, so that the first paint waits for no
/// other answer.
/// </summary>
internal static partial class FirstStyles
{
    /// <summary>The tokens, and the rules of <c>head.css</c>.</summary>
    public static readonly MarkupString Head = new(Read("tokens.css") + Read("head.css"));

    /// <summary>The tokens of a dark screen.</summary>
    public static readonly MarkupString Dark = new(Read("tokens-dark.css"));

    /// <summary>An embedded stylesheet without comments and indentation.</summary>
    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(FirstStyles).Assembly.GetManifestResourceStream(name)!);
        return Dispensable().Replace(reader.ReadToEnd(), "");
    }

    [GeneratedRegex(@"/\*.*?\*/|\n\s*", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Dispensable();
}
