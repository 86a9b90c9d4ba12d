using System.Collections.Immutable;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Headlines;

/// <summary>The three families of indicators everything turns on (design.md, section 6): configured services, assigned codes, tested online services.</summary>
public static class Families
{
    public static ImmutableArray<string> Codes { get; } = ["services", "codes", "tests"];

    /// <summary>Places of a family's indicators that a headline counts.</summary>
    public static ImmutableArray<int> IndicatorsOf(Catalog catalog, string family) =>
        [.. Enumerable.Range(0, catalog.Indicators.Length).Where(place => catalog.Indicators[place].Family == family && Headline.IsCounted(catalog.Indicators[place]))];
}
