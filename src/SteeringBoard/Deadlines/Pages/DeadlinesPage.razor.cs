using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Readiness;

namespace SteeringBoard.Deadlines.Pages;

/// <summary>Every deadline: how far, how fast, and its course as a small chart; those of one body or one indicator when asked for.</summary>
public sealed partial class DeadlinesPage(DirectivesOf directivesOf, DeadlineTexts texts, NavigationManager navigation)
{
    /// <summary>A body's code: only what it is responsible for; none: all.</summary>
    [SupplyParameterFromQuery(Name = "body")]
    public string? BodyCode { get; set; }

    /// <summary>An indicator's code: only what it counts for; none: all.</summary>
    [SupplyParameterFromQuery(Name = "indicator")]
    public string? IndicatorCode { get; set; }

    private NavigationManager Navigation => navigation;

    private DeadlineWords Words => new(texts, CultureInfo.CurrentUICulture);

    private IReadOnlyList<Directives.Directive> Dated => [.. directivesOf(Programme).Where(DeadlineRules.IsDeadline)];

    private IReadOnlyList<DeadlineProgress> Shown =>
    [
        .. DeadlineRules.All(
            Snapshot,
            Dated.Where(directive => string.IsNullOrEmpty(BodyCode) || directive.Responsible.Contains(BodyCode))
                .Where(directive => string.IsNullOrEmpty(IndicatorCode) || directive.Indicators.Contains(IndicatorCode)),
            Level,
            Now),
    ];

    /// <summary>Who is responsible for a deadline: bodies by name, then kinds of bodies.</summary>
    private IEnumerable<(string Code, string Name)> Responsible =>
        Dated.SelectMany(directive => directive.Responsible).Distinct(StringComparer.Ordinal)
            .Select(code => (code, Catalog.Body(code)?.Name.ToString() ?? Words.Tell($"kind-{code}")))
            .OrderBy(pair => Catalog.Body(pair.code) is null).ThenBy(pair => pair.Item2, StringComparer.CurrentCulture);

    private IEnumerable<Indicator> Counted =>
        Dated.SelectMany(directive => directive.Indicators).Distinct(StringComparer.Ordinal).Select(Catalog.Indicator).OfType<Indicator>()
            .OrderBy(indicator => indicator.Code, StringComparer.Ordinal);
}
