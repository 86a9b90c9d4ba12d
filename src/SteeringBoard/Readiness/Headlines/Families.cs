using System.Collections.Immutable;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Headlines;

/// <summary>The three families of indicators everything turns on (design.md, section 6): configured services, assigned codes, tested online services.</summary>
public static class Families
{
    public static ImmutableArray<string> Codes { get; } = ["services", "codes", "tests"];

    /// <summary>The families a programme counts.</summary>
    public static ImmutableArray<string> CountedBy(Catalog catalog) => [.. Codes.Where(family => !IndicatorsOf(catalog, family).IsEmpty)];

    /// <summary>The family a map begins with: of those counted, the one that wants the strongest evidence. A map that is green by weaker ones hides what is not tested.</summary>
    public static string? Hardest(Catalog catalog) =>
        CountedBy(catalog).OrderByDescending(family => IndicatorsOf(catalog, family).Max(place => catalog.Indicators[place].Wanted)).FirstOrDefault();

    /// <summary>Places of a family's indicators that a headline counts.</summary>
    public static ImmutableArray<int> IndicatorsOf(Catalog catalog, string family) =>
        [.. Enumerable.Range(0, catalog.Indicators.Length).Where(place => catalog.Indicators[place].Family == family && Headline.IsCounted(catalog.Indicators[place]))];
}
