using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Shell;

namespace SteeringBoard.Situation;

/// <summary>The situation: how long, how ready and how it is known, where, which deadline breaks first, how fresh.</summary>
public sealed partial class SituationPage(DirectivesOf directivesOf, NavigationManager navigation, IStringLocalizer<Texts> shared)
{
    /// <summary>The directive whose evidence is the headline: the official test of 27 June (G13).</summary>
    private const string Headlined = "G13";

    private static readonly string[] Families = ["services", "codes", "tests"];

    private static readonly CellStatus[] Legend =
        [CellStatus.Done, CellStatus.OnTrack, CellStatus.AtRisk, CellStatus.Late, CellStatus.Stale, CellStatus.Unknown];

    /// <summary>The family the tile map shows.</summary>
    [SupplyParameterFromQuery(Name = "group")]
    public string? GroupWord { get; set; }

    /// <summary>The directive whose burn-up is shown; none: the next one due.</summary>
    [SupplyParameterFromQuery(Name = "directive")]
    public string? DirectiveCode { get; set; }

    private string Group => Families.Contains(GroupWord) ? GroupWord! : Families[0];

    private IReadOnlyList<Directive> Directives => directivesOf(Programme);

    private IReadOnlyList<Directive> Dated => [.. Directives.Where(DeadlineRules.IsDeadline).OrderBy(directive => directive.DueBefore)];

    /// <summary>The directives that fall due at the next instant.</summary>
    private List<Directive> Next =>
        [.. Directives.Where(directive => directive.DueBefore > Now).GroupBy(directive => directive.DueBefore).MinBy(group => group.Key) ?? Enumerable.Empty<Directive>()];

    private string? Chosen =>
        Dated.FirstOrDefault(directive => directive.Code == DirectiveCode)?.Code
        ?? Dated.FirstOrDefault(directive => directive.DueBefore > Now)?.Code ?? (Dated.Count > 0 ? Dated[^1].Code : null);

    /// <summary>Whether the programme's bodies have places on the tile map; those of before the merger have none.</summary>
    private bool HasMap => Catalog.Bodies.Any(body => body.TileColumn is not null);

    private Headline Ready => Headline.Count(Snapshot, Places(Directives.FirstOrDefault(directive => directive.Code == Headlined)?.Indicators ?? []), Now);

    /// <summary>Provinces with a valid pulled value, the oldest such value, and the provinces without one that had one.</summary>
    private (int Count, DateTimeOffset? Oldest, List<Body> Silent) Live
    {
        get
        {
            var heard = Catalog.AboveCommunes.Where(place => Catalog.Bodies[place].Kind == BodyKind.Province)
                .Select(place => (Body: Catalog.Bodies[place], Pulled: Snapshot.CellsOf(place)
                    .Where(pair => pair.Cell.Levels.Pulled is not null)
                    .Select(pair => (Reading: pair.Cell.Levels.Pulled!, Valid: CellRules.IsValid(Catalog.Indicators[pair.Key.Indicator], EvidenceLevel.Pulled, pair.Cell.Levels.Pulled!, Now)))
                    .ToList()))
                .ToList();
            var live = heard.Where(province => province.Pulled.Exists(pulled => pulled.Valid)).ToList();
            return (
                live.Count,
                live.Count == 0 ? null : live.Min(province => province.Pulled.Where(pulled => pulled.Valid).Max(pulled => pulled.Reading.HeardAt(Now))),
                [.. heard.Where(province => province.Pulled.Count > 0 && !province.Pulled.Exists(pulled => pulled.Valid)).Select(province => province.Body)]);
        }
    }

    private string SilentWords => string.Join(", ", Live.Silent.Take(5).Select(body => body.Name.ToString())) + (Live.Silent.Count > 5 ? ", …" : "");

    private string SpanOf(TimeSpan span) => shared.Span(span);

    private List<int> InFamily(string family) =>
        [.. Enumerable.Range(0, Catalog.Indicators.Length).Where(place => Catalog.Indicators[place].Family == family && Headline.IsCounted(Catalog.Indicators[place]))];

    private Headline HeadlineOf(string family) => Headline.Count(Snapshot, InFamily(family), Now);

    private IEnumerable<int> Places(IEnumerable<string> indicators) => indicators.Select(Catalog.IndicatorPlace).OfType<int>();

    private string Address(string name, string value) => new Uri(navigation.GetUriWithQueryParameter(name, value)).PathAndQuery;

    private void Choose(ChangeEventArgs change) => navigation.NavigateTo(Address("directive", change.Value?.ToString() ?? ""));
}
