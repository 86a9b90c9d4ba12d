using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Directives;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Pages;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>The story of one body: its deadlines, its source, what was refused, and its cells by level, each leading to its story.</summary>
public sealed partial class ProvincePage(DirectivesOf directivesOf, BoardFeed feed)
{
    private const int MostTrends = 6;

    private (string Programme, string Code)? _theirs;
    private Actor _actor = new("", ActorRole.Guest, null);
    private (string Programme, string Code) _trendsOf;
    private IReadOnlyList<string>? _trends;

    /// <summary>The body's code.</summary>
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    private Body? Body => Catalog.Body(Code);

    /// <summary>Whether this body, in this programme, is the reader's to see: what changes in place is asked for anew.</summary>
    private bool IsTheirs => _theirs == (Programme, Code);

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>What needs a look first, then by due instant.</summary>
    private IEnumerable<(CellKey Key, Cell Cell)> Cells =>
        Snapshot.CellsOf(Catalog.BodyPlace(Code)!.Value)
            .OrderBy(pair => Catalog.DueAt(pair.Key, Now) ?? DateTimeOffset.MaxValue).ThenBy(pair => pair.Key.Indicator);

    /// <summary>
    /// Codes of the indicators whose course is drawn: those that need a look most and were ever read. Chosen once for the page, so that charts do
    /// not change places under the eyes.
    /// </summary>
    private IReadOnlyList<string> Trends => _trends ??=
    [
        .. Cells.Where(pair => !pair.Cell.Levels.IsEmpty && Catalog.Total(pair.Key) is > 0)
            .OrderBy(pair => pair.Cell.Verdict.Contradiction is null)
            .ThenBy(pair => pair.Cell.Verdict.Status is CellStatus.Done)
            .Take(MostTrends).Select(pair => Catalog.Indicators[pair.Key.Indicator].Code),
    ];

    /// <summary>Where a weaker level shows more than a stronger one, the longest standing first.</summary>
    private IReadOnlyList<(CellKey Key, Cell Cell)> Contradicted =>
        [.. Cells.Where(pair => pair.Cell.Verdict.Contradiction is not null).OrderBy(pair => pair.Cell.ContradictedSince)];

    /// <summary>The deadlines it has a part in, in order of due instant, and how far its own part is.</summary>
    private IReadOnlyList<(Directive Directive, CellStatus Status, Group Group)> Deadlines
    {
        get
        {
            var place = Catalog.BodyPlace(Code)!.Value;
            return
            [
                .. from directive in directivesOf(Programme, IsPast ? Now : null)
                   where DeadlineRules.IsDeadline(directive)
                   let scope = DeadlineScope.Of(Snapshot, directive)
                   let indicators = scope.Cells.Where(key => key.Body == place).Select(key => key.Indicator).ToList()
                   where indicators.Count > 0
                   orderby directive.DueBefore
                   select (directive, DeadlineRules.StatusOf(Snapshot, scope, place, directive.DueBefore!.Value, Now), Group.Of(Snapshot, place, indicators, null, Now)),
            ];
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_trendsOf != (Programme, Code))
        {
            (_trendsOf, _trends) = ((Programme, Code), null);
        }
        if (Authentication is not null)
        {
            var asked = (Programme, Code);
            var user = (await Authentication).User;
            (_actor, _theirs) = (user.Actor(), feed.TryScope(asked.Programme, asked.Code, user, out _) ? asked : null);
        }
        if (Body is not null && !IsTheirs && Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private LevelReading? Shown(Cell cell) => Level is { } level ? cell.Levels[level] : cell.Counted;

    private long? Done(Indicator indicator, Cell cell, EvidenceLevel level) =>
        cell.Levels[level] is { } reading && (Level is null || Level == level) ? Share.Of(indicator, reading).Done : null;

    /// <summary>The story of a number; of one level's, read at that level.</summary>
    private string StoryLink(string indicator, EvidenceLevel? level = null) =>
        $"{Link(CellAddress.Of(Code, indicator))}{((level ?? Level) is { } read ? $"&level={read.Word()}" : "")}";
}
