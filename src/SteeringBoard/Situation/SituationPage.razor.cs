using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Bodies;
using SteeringBoard.Deadlines;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Shell;

namespace SteeringBoard.Situation;

/// <summary>The situation: how long, how ready and how it is known, where, which deadline breaks first, what needs a decision, how fresh.</summary>
public sealed partial class SituationPage(SituationViews views, NavigationManager navigation)
{
    private const int LeastShown = 8;

    /// <summary>The family the tile map shows; none: the one that wants the strongest evidence.</summary>
    [SupplyParameterFromQuery(Name = "group")]
    public string? GroupWord { get; set; }

    /// <summary>The directive whose burn-up is shown; none: the one that breaks first.</summary>
    [SupplyParameterFromQuery(Name = "directive")]
    public string? DirectiveCode { get; set; }

    private SituationView View => views.Of(Snapshot, Level, Now, IsPast);

    private string Group => Families.CountedBy(Catalog).Contains(GroupWord ?? "") ? GroupWord! : Families.Hardest(Catalog) ?? Families.Codes[0];

    /// <summary>Whether the programme's bodies have places on the tile map; those of before the merger have none.</summary>
    private bool HasMap => Catalog.Bodies.Any(body => body.TileColumn is not null);

    private string? Chosen(SituationView view) =>
        (view.Deadlines.FirstOrDefault(progress => progress.Directive.Code == DirectiveCode) ?? view.Deadlines.FirstOrDefault())?.Directive.Code;

    /// <summary>All deadlines that are broken or breaking, eight at least, and the one chosen; the others are a link away.</summary>
    private List<DeadlineProgress> Shown(SituationView view) =>
    [
        .. view.Deadlines.Where((progress, place) =>
            place < LeastShown || progress.Status is CellStatus.Late or CellStatus.AtRisk || progress.Directive.Code == DirectiveCode),
    ];

    /// <summary>What the address asks this page for and it cannot show.</summary>
    private IEnumerable<string> Doubts(string? chosen)
    {
        if (GroupWord is { Length: > 0 } word && word != Group && HasMap)
        {
            yield return S["address-family", Display.Cut(word), S[$"family-{Group}"]];
        }
        if (DirectiveCode is { Length: > 0 } code && code != chosen)
        {
            yield return S["address-directive", Display.Cut(code), chosen ?? "–"];
        }
    }

    private static string NextWords(SituationView view) => string.Join(" · ", view.Next.Select(directive => $"{directive.Code} {directive.Title}"));

    /// <summary>The provinces a number counts, read at its level.</summary>
    private string AtLevel(EvidenceLevel level) => $"{Link("/provinces")}&level={level.Word()}";

    private string Address(string name, string value) => new Uri(navigation.GetUriWithQueryParameter(name, value)).PathAndQuery;
}
