using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Shell;

namespace SteeringBoard.Situation;

/// <summary>What needs a decision now, each with its reason and where to look.</summary>
public sealed partial class DecisionList(IStringLocalizer<Texts> shared)
{
    /// <summary>In the order to be shown.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Decision> Decisions { get; set; }

    /// <summary>Programme time.</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    /// <summary>The address of a deadline, by its directive's code.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Deadline { get; set; }

    /// <summary>The address of a province, by its code.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Province { get; set; }

    /// <summary>The address of the story of a number, by the codes of its body and its indicator; none where the list leads nowhere.</summary>
    [Parameter]
    public Func<string, string, string>? Story { get; set; }

    /// <summary>The address of a directive's page, by its code; none where the list leads nowhere.</summary>
    [Parameter]
    public Func<string, string>? Directive { get; set; }

    private sealed record Wording(CellStatus Status, string What, string Why, string? Href = null);

    private Wording Tell(Decision decision) => decision switch
    {
        DeadlineMissed { Progress: var progress } missed => new Wording(
            CellStatus.Late,
            S["decide-missed", progress.Directive.Code, progress.Directive.Title, shared.Span(Now - progress.Due)],
            S["decide-missed-why", progress.Directive.Owner, missed.Undone, missed.Of] + Waiting(missed.Waiting),
            Deadline(progress.Directive.Code)),
        DeadlineBreaking { Progress: var progress } breaking => new Wording(
            CellStatus.AtRisk,
            breaking.Odds is { } odds
                ? S["decide-breaking-odds", progress.Directive.Code, progress.Directive.Title, Display.Share((long)Math.Round(odds * 100), 100)]
                : S["decide-breaking", progress.Directive.Code, progress.Directive.Title],
            S["decide-breaking-why", progress.Directive.Owner, breaking.Undone, breaking.Of, shared.Span(progress.Due - Now)] + Expected(progress) + Waiting(breaking.Waiting),
            Deadline(progress.Directive.Code)),
        ClaimsAboveProof above => new Wording(
            CellStatus.AtRisk,
            S["decide-contradicted", above.Bodies.Count, above.Indicator.Code, above.Indicator.Name],
            S["decide-contradicted-why", Level(above.Weaker), Display.Number(above.Said), Level(above.Stronger), Display.Number(above.Proven), Names(above.Bodies)],
            Story?.Invoke(above.Bodies[0].Code, above.Indicator.Code) ?? Province(above.Bodies[0].Code)),
        SilentSources silent => new Wording(
            CellStatus.Stale,
            silent.Since is { } since ? S["decide-silent-since", silent.Bodies.Count, shared.Span(Now - since)] : S["decide-silent", silent.Bodies.Count],
            Names(silent.Bodies),
            Province(silent.Bodies[0].Code)),
        OwnerMissing { Directive: var directive } => new Wording(CellStatus.Unknown, S["decide-ownerless", directive.Code], directive.Title.ToString(), Directive?.Invoke(directive.Code)),
        DirectiveOverdue { Directive: var directive } overdue => new Wording(
            CellStatus.Late,
            S["decide-missed", directive.Code, directive.Title, shared.Span(Now - overdue.Due)],
            S["decide-overdue-why", overdue.Open, overdue.Of],
            Directive?.Invoke(directive.Code)),
        ExtensionAsked { Directive: var directive } asked => new Wording(
            asked.Due <= Now ? CellStatus.Late : CellStatus.AtRisk,
            S["decide-extension", asked.Body.Name, directive.Code, directive.Title],
            asked.Due is { } due ? S["decide-extension-why", Display.ShortInstant(due, Now), Display.ShortInstant(asked.NewDue, Now), shared.Span(asked.NewDue - due)] : S["decide-extension-undated", Display.ShortInstant(asked.NewDue, Now)],
            Directive is { } page ? $"{page(directive.Code)}&body={asked.Body.Code}" : null),
        ConfirmationAwaited { Directive: var directive } awaited => new Wording(
            CellStatus.OnTrack,
            S["decide-confirm", awaited.Bodies, directive.Code, directive.Title],
            S["decide-confirm-why", shared.Span(Now - awaited.Since)],
            Directive?.Invoke(directive.Code)),
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "not a decision"),
    };

    /// <summary>When it will be done at the pace seen, where that is too late.</summary>
    private string Expected(DeadlineProgress progress) => progress.Outlook?.ExpectedAt is { } expected && expected > progress.Due
        ? " " + S["decide-expected", Display.ShortInstant(expected, Now), shared.Span(expected - progress.Due)]
        : "";

    private string Waiting(int bodies) => bodies == 0 ? "" : " " + S["decide-waiting", bodies];

    private string Level(EvidenceLevel level) => T[$"evidence-{level.Word()}"];

    private static string Names(IReadOnlyList<Body> bodies) =>
        string.Join(", ", bodies.Take(5).Select(body => body.Name.In(CultureInfo.CurrentUICulture))) + (bodies.Count > 5 ? ", …" : "");
}
