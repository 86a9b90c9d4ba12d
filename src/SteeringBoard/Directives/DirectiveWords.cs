using Microsoft.Extensions.Localization;
using SteeringBoard.Bodies;

namespace SteeringBoard.Directives;

/// <summary>What the board itself says of a directive, in the reader's language; what people and documents wrote stands as they wrote it.</summary>
internal static class DirectiveWords
{
    /// <summary>Who is responsible: as the document names them, else the bodies it was given to; empty when nobody is.</summary>
    public static string Owner(this IStringLocalizer texts, Directive directive, BodiesTakingPart bodies) =>
        directive.Owner.ToString() is { Length: > 0 } named ? named
        : string.Join(", ", directive.Responsible.Select(word =>
            bodies.Find(word)?.Name.ToString() ?? (BodyGroups.Has(word) ? texts[$"group-{word}"].Value : word)));

    /// <summary>How a deadline's phrase is read; a rule without words of its own stands as it was written.</summary>
    public static string Rule(this IStringLocalizer texts, string rule) => texts[$"rule-{rule}"] is { ResourceNotFound: false } words ? words.Value : rule;

    /// <summary>Who said it and when.</summary>
    public static string Said(Directive directive) => directive.SaidBy.ToString() is { Length: > 0 } by ? $"{by}, {directive.SaidOn}" : directive.SaidOn;

    /// <summary>A source as a reader knows it; one that is not a dispatch stands as it was written, and none is this board.</summary>
    public static string Source(this IStringLocalizer texts, string source) =>
        source.Length == 0 ? texts["source-here"] : source.StartsWith("dispatch ", StringComparison.Ordinal) ? texts["source-dispatch", source["dispatch ".Length..]] : source;
}
