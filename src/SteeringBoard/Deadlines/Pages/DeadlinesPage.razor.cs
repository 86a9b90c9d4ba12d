using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Readiness;
using SteeringBoard.Shell;

namespace SteeringBoard.Deadlines.Pages;

/// <summary>Every deadline: how far, how fast, and its course as a small chart; those of one body or one indicator when asked for.</summary>
public sealed partial class DeadlinesPage(DirectivesOf directivesOf, DeadlineViews deadlines, NetworkViews networks, DeadlineTexts texts, NavigationManager navigation)
{
    private const int MostNamed = 12;

    /// <summary>A body's code: only what it is responsible for; none: all.</summary>
    [SupplyParameterFromQuery(Name = "body")]
    public string? BodyCode { get; set; }

    /// <summary>An indicator's code: only what it counts for; none: all.</summary>
    [SupplyParameterFromQuery(Name = "indicator")]
    public string? IndicatorCode { get; set; }

    /// <summary>The directive whose bodies the Gantt chart shows; none: every directive.</summary>
    [SupplyParameterFromQuery(Name = "gantt")]
    public string? GanttCode { get; set; }

    /// <summary>The directive of "what if it slips"; none: nothing is asked.</summary>
    [SupplyParameterFromQuery(Name = "slip")]
    public string? SlipCode { get; set; }

    /// <summary>By how many hours, 1 to 999.</summary>
    [SupplyParameterFromQuery(Name = "hours")]
    public string? HoursWord { get; set; }

    private int? SlipHours => AddressNumber.Read(HoursWord) is >= 1 and <= 999 and var hours ? (int)hours : null;

    private NetworkView Network => networks.Of(Snapshot, directivesOf(Programme), Now);

    /// <summary>Who then newly misses which due instant, most bodies first, and what is left to the hard stop.</summary>
    private (List<(Directives.Directive Directive, List<string> Bodies, TimeSpan Most)> Missed, TimeSpan? ToStop)? Slipped
    {
        get
        {
            if (SlipCode is not { Length: > 0 } code || SlipHours is not { } hours)
            {
                return null;
            }
            var network = Network;
            var (missed, toStop) = network.Times.If(network.Of(code).Select(node => (node, TimeSpan.FromHours(hours))));
            return (
            [
                .. missed.GroupBy(miss => network.Network.Nodes[miss.Node].Directive)
                    .Select(group => (
                        network.Network.Directives[group.Key],
                        group.Select(miss => network.Network.Nodes[miss.Node].Body is >= 0 and var body ? Catalog.Bodies[body].Name.ToString() : "").ToList(),
                        group.Max(miss => miss.By)))
                    .OrderByDescending(row => row.Item2.Count),
            ], toStop);
        }
    }

    private NavigationManager Navigation => navigation;

    private string GanttLink(string? directive) => new Uri(navigation.GetUriWithQueryParameter("gantt", directive)).PathAndQuery + "#gantt";

    private DeadlineWords Words => new(texts, CultureInfo.CurrentUICulture);

    private IReadOnlyList<Directives.Directive> Dated => [.. directivesOf(Programme).Where(DeadlineRules.IsDeadline)];

    private IReadOnlyList<DeadlineProgress> Shown =>
    [
        .. deadlines.All(Snapshot, directivesOf(Programme), Level, Now)
            .Where(progress => string.IsNullOrEmpty(BodyCode) || progress.Directive.Responsible.Contains(BodyCode))
            .Where(progress => string.IsNullOrEmpty(IndicatorCode) || progress.Directive.Indicators.Contains(IndicatorCode)),
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
