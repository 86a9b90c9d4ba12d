using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SteeringBoard.Access;
using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Shell;

namespace SteeringBoard.Deadlines.Pages;

/// <summary>
/// Every deadline: how far, how fast, and its course as a small chart; those of one body or one indicator when asked for. Whose body it is sees the
/// sums of all, as over the API, and of what is left to do and of a slip its own part.
/// </summary>
public sealed partial class DeadlinesPage(DirectivesOf directivesOf, DeadlineViews deadlines, NetworkViews networks, DeadlineTexts texts, BoardFeed feed, NavigationManager navigation)
{
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

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Whether the reader is told of single bodies; a wallboard is told sums alone.</summary>
    private bool _reads;

    /// <summary>The body whose part alone the reader sees, with all below it; none: all.</summary>
    private string? _scope;

    private int? SlipHours => AddressNumber.Read(HoursWord) is >= 1 and <= 999 and var hours ? (int)hours : null;

    private NetworkView Network => networks.Of(Snapshot, Standing, Now);

    /// <summary>What is wrong with what is asked; none when it can be answered, or nothing is asked.</summary>
    private string? SlipFault => SlipCode is not { Length: > 0 } code ? null
        : Network.Network.Assigned(code) is null ? Words.Tell("slip-directive", code, code)
        : SlipHours is null ? Words.Tell("slip-hours-wrong")
        : null;

    /// <summary>What follows from what is asked; none when nothing is, or it cannot be answered.</summary>
    private Slip? Slipped => SlipFault is null && SlipCode is { Length: > 0 } code && SlipHours is { } hours
        ? Slip.Of(Network, Catalog, code, TimeSpan.FromHours(hours), Sees)
        : null;

    private NavigationManager Navigation => navigation;

    protected override async Task OnParametersSetAsync()
    {
        if (Authentication is not null)
        {
            var reader = (await Authentication).User;
            _reads = feed.TryScope(Programme, null, reader, out _scope);
        }
    }

    private bool Sees(int body) => _scope is not { } own || (body >= 0 && Catalog.BodyPlace(own) is { } above && Catalog.IsUnder(body, above));

    /// <summary>What the address says besides what a form asks for, so that no form drops what another one asked.</summary>
    private IEnumerable<(string Name, string Value)> Kept(params string[] asked) =>
        from pair in new (string Name, string? Value)[]
        {
            ("programme", Programme), (Moment.Key, AsOf), ("level", Level?.Word()), ("body", BodyCode), ("indicator", IndicatorCode), ("gantt", GanttCode),
            ("slip", SlipCode), ("hours", HoursWord),
        }
        where !string.IsNullOrEmpty(pair.Value) && !asked.Contains(pair.Name)
        select (pair.Name, pair.Value!);

    private string GanttLink(string? directive) => new Uri(navigation.GetUriWithQueryParameter("gantt", directive)).PathAndQuery + "#gantt";

    private DeadlineWords Words => new(texts, CultureInfo.CurrentUICulture);

    /// <summary>As they stand, or as they stood at the past moment shown.</summary>
    private IReadOnlyList<Directive> Standing => directivesOf(Programme, IsPast ? Now : null);

    private IReadOnlyList<Directive> Dated => [.. Standing.Where(DeadlineRules.IsDeadline)];

    private IReadOnlyList<DeadlineProgress> Shown =>
    [
        .. deadlines.All(Snapshot, Standing, Level, Now)
            .Where(progress => string.IsNullOrEmpty(BodyCode) || progress.Directive.Responsible.Contains(BodyCode))
            .Where(progress => string.IsNullOrEmpty(IndicatorCode) || progress.Directive.Indicators.Contains(IndicatorCode)),
    ];

    /// <summary>Who is responsible for a deadline: bodies by name, then kinds of bodies.</summary>
    private IEnumerable<(string Code, string Name)> Responsible =>
        Standing.Where(directive => directive.DueBefore is not null && AssignmentRules.IsAssigned(directive)).SelectMany(directive => directive.Responsible).Distinct(StringComparer.Ordinal)
            .Select(code => (code, Catalog.Body(code)?.Name.ToString() ?? Words.Tell($"kind-{code}")))
            .OrderBy(pair => Catalog.Body(pair.code) is null).ThenBy(pair => pair.Item2, StringComparer.CurrentCulture);

    private IEnumerable<Indicator> Counted =>
        Dated.SelectMany(directive => directive.Indicators).Distinct(StringComparer.Ordinal).Select(Catalog.Indicator).OfType<Indicator>()
            .OrderBy(indicator => indicator.Code, StringComparer.Ordinal);
}
