using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>Lets somebody move an assignment on. Whether it may be done is decided where the rule lives (<see cref="AssignmentBook"/>).</summary>
public sealed partial class StepForm(
    AssignmentBook book, EvidenceFiles files, EvidenceQuota quota, DirectiveRegister register, ExtensionEffects effects, DirectiveProblems problems,
    NavigationManager navigation)
{
    private static readonly AssignmentAction[] BodysActions =
        [AssignmentAction.Progress, AssignmentAction.Submit, AssignmentAction.Block, AssignmentAction.AskExtension];

    private static readonly AssignmentAction[] OfficeActions =
        [AssignmentAction.Confirm, AssignmentAction.Return, AssignmentAction.GrantExtension, AssignmentAction.RefuseExtension, AssignmentAction.Cancel];

    /// <summary>The assignment as the reader sees it.</summary>
    [Parameter, EditorRequired]
    public required Assignment Assignment { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The zone instants are typed in and told in.</summary>
    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Where to go once it is recorded: a path on this site.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    /// <summary>Whether what is to be decided stands above the form: where nothing else on the page tells it.</summary>
    [Parameter]
    public bool TellsWhatIsAsked { get; set; }

    [SupplyParameterFromForm(FormName = "step")]
    private Typed? Step { get; set; }

    /// <summary>Whether somebody has a step to take with an assignment at all.</summary>
    public static bool IsFor(Actor actor, Assignment assignment) => actor.IsOffice || actor.ActsFor(assignment.Body);

    private string Programme => Assignment.Programme;

    private string? Refused { get; set; }

    private ImmutableList<AssignmentUpdate> Between { get; set; } = [];

    /// <summary>The version the reader decided on: once told what came between, the newest.</summary>
    private int Seen { get; set; }

    private ExtensionEffects Effects => effects;

    private string FileAddress(AssignmentUpdate update) => EvidenceAddress.Of(Programme, update);

    private string NameOf(string? body) => body is null ? "" : register.Current(Programme)!.Bodies.Find(body)?.Name.ToString() ?? body;

    private bool IsBodys => !Actor.IsOffice;

    private IEnumerable<AssignmentAction> Offered => IsBodys
        ? BodysActions
        : OfficeActions.Where(action => Assignment.Asked is not null || action is not (AssignmentAction.GrantExtension or AssignmentAction.RefuseExtension));

    /// <summary>What the office decides on, with its reason and its proof: the time asked for, and what was submitted.</summary>
    private IReadOnlyCollection<AssignmentUpdate> ToDecide => IsBodys || !TellsWhatIsAsked ? [] :
    [
        .. new[]
        {
            Assignment.State is AssignmentState.Submitted ? Assignment.Updates.FindLast(update => update.Action is AssignmentAction.Submit) : null,
            Assignment.Asked,
        }.OfType<AssignmentUpdate>().OrderBy(update => update.Number),
    ];

    private AssignmentAction? Suggested => (IsBodys, Assignment.Asked) switch
    {
        (false, not null) => AssignmentAction.GrantExtension,
        _ => null,
    };

    private IEnumerable<(string Code, string Name)> Others =>
        register.Current(Programme)!.Bodies.All.Where(body => body.Code != Assignment.Body && body.Kind is not BodyKind.Commune)
            .Select(body => (body.Code, body.Name.ToString())).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture);

    protected override void OnParametersSet() => Seen = Math.Max(Seen, Assignment.Version);

    private async Task RecordAsync()
    {
        var typed = Step!;
        if (!EnumWords.TryRead<AssignmentAction>(typed.Action, out var action))
        {
            Refuse(new RuleRefusal(RefusalCodes.BadRequest, D["step-action"].Value));
            return;
        }
        if (!TryDue(typed.NewDue, out var due))
        {
            Refuse(new RuleRefusal(RefusalCodes.BadRequest, D["step-new-due"].Value));
            return;
        }
        KeptFile? kept = null;
        if (typed.File is { Length: > 0 } file)
        {
            if (AssignmentRules.RefuseFor(Assignment.Body, Actor) is null && !quota.Take(Assignment.Body))
            {
                Refuse(new RuleRefusal(RefusalCodes.TooManyFiles, EvidenceQuota.FilesADay));
                return;
            }
            await using var content = file.OpenReadStream();
            kept = file.Length > EvidenceFiles.MaxBytes ? null : await files.KeepAsync(content, CancellationToken.None);
            if (kept is null)
            {
                Refuse(new RuleRefusal(RefusalCodes.FileTooLarge, EvidenceFiles.MaxBytes / (1024 * 1024)));
                return;
            }
        }
        var answer = await book.RecordAsync(
            Programme, Assignment.Directive, Assignment.Body,
            new AssignmentStep
            {
                Action = action,
                Seen = typed.Seen,
                Line = typed.Line ?? "",
                Link = string.IsNullOrWhiteSpace(typed.Link) ? null : typed.Link.Trim(),
                FileHash = kept?.Hash,
                FileName = kept is null ? null : Path.GetFileName(typed.File!.FileName),
                BlockedBy = string.IsNullOrEmpty(typed.BlockedBy) ? null : typed.BlockedBy,
                Reason = typed.Reason ?? "",
                Override = typed.Override,
                NewDue = due,
            },
            Actor, CancellationToken.None);
        if (answer.Refusal is null)
        {
            navigation.NavigateTo(Back);
            return;
        }
        if (kept is not null)
        {
            await files.LetGoAsync(kept, CancellationToken.None);
        }
        (Between, Seen) = (answer.Between, answer.Assignment?.Version ?? typed.Seen);
        Refuse(answer.Refusal);
    }

    private void Refuse(RuleRefusal refusal) => Refused = problems.Tell(refusal, Zone);

    /// <summary>An instant as a browser's form gives it: the wall time of the programme's zone.</summary>
    private bool TryDue(string? typed, out DateTimeOffset? due)
    {
        due = null;
        if (string.IsNullOrEmpty(typed))
        {
            return true;
        }
        if (!DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) || wall.Year is 1 or 9999)
        {
            return false;
        }
        due = new DateTimeOffset(wall, Zone.GetUtcOffset(wall));
        return true;
    }

    /// <summary>What was typed.</summary>
    public sealed class Typed
    {
        public string? Action { get; set; }

        public int Seen { get; set; }

        public string? Line { get; set; }

        public string? Link { get; set; }

        public IFormFile? File { get; set; }

        public string? BlockedBy { get; set; }

        public string? Reason { get; set; }

        public bool Override { get; set; }

        /// <summary>Wall time of the programme's zone, such as <c>2025-06-27T18:00</c>.</summary>
        public string? NewDue { get; set; }
    }
}
