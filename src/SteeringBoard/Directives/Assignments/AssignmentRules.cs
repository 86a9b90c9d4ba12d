using SteeringBoard.Access;

namespace SteeringBoard.Directives.Assignments;

/// <summary>What the rules are told beside the assignment itself.</summary>
/// <param name="Due">The instant it is due before, exclusive; none where it has no date.</param>
/// <param name="Stop">The hard stop where it bounds the directive (design.md, rule 10); none elsewhere.</param>
/// <param name="Now">Programme time.</param>
/// <param name="Evidence">What the evidence the directive asks for says of the body.</param>
public sealed record AssignmentFacts(DateTimeOffset? Due, DateTimeOffset? Stop, DateTimeOffset Now, EvidenceState Evidence);

/// <summary>The rules that decide what may be done with an assignment and what becomes of it. Pure; time and evidence are passed in.</summary>
public static class AssignmentRules
{
    /// <summary>The longest line and reason, in characters.</summary>
    public const int MaxLine = 500;

    /// <summary>The longest address and file name, in characters.</summary>
    public const int MaxLink = 2_000;

    /// <summary>Whether bodies are to do something: a claim is no order, and a rule without an instant is never done.</summary>
    public static bool IsAssigned(Directive directive) =>
        directive.Kind is not DirectiveKind.Claim && (directive.Kind is not DirectiveKind.Rule || directive.DueBefore is not null);

    /// <summary>The hard stop where it bounds a directive: what begins at the stop or after it is outside (design.md, rule 10).</summary>
    public static DateTimeOffset? StopOf(Directive directive, DateTimeOffset? stop) => directive.NotBefore >= stop ? null : stop;

    /// <summary>Why something may not be done; none when it may.</summary>
    public static RuleRefusal? Refuse(Assignment assignment, AssignmentStep step, Actor actor, AssignmentFacts facts)
    {
        if ((IsBodys(step.Action) ? RefuseFor(assignment.Body, actor) : RefuseOffice(actor)) is { } noRight)
        {
            return noRight;
        }
        if (!MayFrom(assignment, step.Action, facts.Evidence))
        {
            return new RuleRefusal(RefusalCodes.WrongState, assignment.State);
        }
        return BadText(step) ?? (step.Action switch
        {
            AssignmentAction.Confirm when !facts.Evidence.Agrees && !step.Override =>
                new RuleRefusal(RefusalCodes.EvidenceSaysOtherwise, facts.Evidence.ToString()),
            AssignmentAction.Confirm when !facts.Evidence.Agrees => Missing(step.Reason, RefusalCodes.ReasonMissing),
            AssignmentAction.Return or AssignmentAction.Cancel or AssignmentAction.RefuseExtension =>
                Missing(step.Reason, RefusalCodes.ReasonMissing),
            AssignmentAction.AskExtension => Missing(step.Reason, RefusalCodes.ReasonMissing) ?? Later(step.NewDue, facts),
            AssignmentAction.GrantExtension => PastTheStop(assignment.Asked?.NewDue, facts),
            AssignmentAction.Block when step.BlockedBy is null or "" => new RuleRefusal(RefusalCodes.BlockedByMissing),
            AssignmentAction.Block when step.BlockedBy == assignment.Body => new RuleRefusal(RefusalCodes.BlockedByItself),
            AssignmentAction.Progress or AssignmentAction.Block or AssignmentAction.Submit => Missing(step.Line, RefusalCodes.LineMissing),
            _ => null,
        });
    }

    /// <summary>Why somebody may not speak for a body; none when it may.</summary>
    public static RuleRefusal? RefuseFor(string body, Actor actor) =>
        actor.ActsFor(body) ? null
        : actor.Body is { } own && own != body ? new RuleRefusal(RefusalCodes.BodyNotYours, body)
        : new RuleRefusal(RefusalCodes.NotYourRight);

    /// <summary>Why somebody may not issue, decide and confirm; none when it may.</summary>
    public static RuleRefusal? RefuseOffice(Actor actor) => actor.IsOffice ? null : new RuleRefusal(RefusalCodes.NotYourRight);

    /// <summary>The state after an action that was let through; an extension asked for or decided leaves it.</summary>
    public static AssignmentState Next(AssignmentState state, AssignmentAction action) => action switch
    {
        AssignmentAction.Progress => AssignmentState.InProgress,
        AssignmentAction.Block => AssignmentState.Blocked,
        AssignmentAction.Submit => AssignmentState.Submitted,
        AssignmentAction.Return => AssignmentState.Returned,
        AssignmentAction.Confirm => AssignmentState.Confirmed,
        AssignmentAction.Cancel => AssignmentState.Cancelled,
        _ => state,
    };

    /// <summary>Which of the four official states it is in; none once it is cancelled. Without a date it is never late.</summary>
    /// <param name="assignment">The assignment.</param>
    /// <param name="due">The instant it is due before, exclusive.</param>
    /// <param name="now">Programme time.</param>
    public static OfficialState? Official(Assignment assignment, DateTimeOffset? due, DateTimeOffset now) => assignment switch
    {
        { State: AssignmentState.Cancelled } => null,
        { DoneAt: { } done } => done >= due ? OfficialState.DoneLate : OfficialState.DoneOnTime,
        _ => now >= due ? OfficialState.OpenOverdue : OfficialState.OpenInTime,
    };

    /// <summary>Which of the four official states it is in; where what is counted begins at the instant itself (G14), nothing is late by it.</summary>
    /// <inheritdoc cref="Official(Assignment, DateTimeOffset?, DateTimeOffset)"/>
    public static OfficialState? Official(Assignment assignment, Directive directive, DateTimeOffset now) =>
        Official(assignment, directive.IsCountedFromThen ? null : assignment.DueBefore(directive), now);

    /// <summary>Whether the evidence says that it is done, while nobody has reported or confirmed it: work of a line, not work that is late.</summary>
    public static bool IsProven(Assignment assignment, EvidenceState evidence) =>
        assignment is { IsOpen: true, State: not (AssignmentState.Submitted or AssignmentState.Returned) } && evidence is { IsAsked: true, Agrees: true };

    private static bool IsBodys(AssignmentAction action) => action
        is AssignmentAction.Progress or AssignmentAction.Block or AssignmentAction.Submit or AssignmentAction.AskExtension;

    /// <summary>
    /// What may follow what. Where the evidence asked for is there, the office may confirm without waiting for the body to say so: such
    /// progress moves by itself.
    /// </summary>
    private static bool MayFrom(Assignment assignment, AssignmentAction action, EvidenceState evidence) => action switch
    {
        AssignmentAction.Progress => assignment.IsOpen,
        AssignmentAction.Block or AssignmentAction.Submit => assignment.IsOpen && assignment.State is not AssignmentState.Submitted,
        AssignmentAction.Return => assignment.State is AssignmentState.Submitted or AssignmentState.Confirmed or AssignmentState.Cancelled,
        AssignmentAction.Confirm => assignment.State is AssignmentState.Submitted || (assignment.IsOpen && evidence is { IsAsked: true, Agrees: true }),
        AssignmentAction.Cancel => assignment.IsOpen,
        AssignmentAction.AskExtension => assignment.IsOpen && assignment.Asked is null,
        AssignmentAction.GrantExtension or AssignmentAction.RefuseExtension => assignment is { IsOpen: true, Asked: not null },
        _ => false,
    };

    private static RuleRefusal? BadText(AssignmentStep step) =>
        step.Line.Length > MaxLine || step.Reason.Length > MaxLine ? new RuleRefusal(RefusalCodes.TooLong, MaxLine)
        : step.Line.AsSpan().ContainsAny('\r', '\n') ? new RuleRefusal(RefusalCodes.NotOneLine)
        : step.Link is { } link && !IsLink(link) ? new RuleRefusal(RefusalCodes.BadLink)
        : step.FileName?.Length > MaxLink ? new RuleRefusal(RefusalCodes.TooLong, MaxLink)
        : null;

    /// <summary>Only what a browser opens safely.</summary>
    private static bool IsLink(string link) =>
        link.Length <= MaxLink && Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");

    private static RuleRefusal? Missing(string text, string code) => string.IsNullOrWhiteSpace(text) ? new RuleRefusal(code) : null;

    private static RuleRefusal? Later(DateTimeOffset? wanted, AssignmentFacts facts) =>
        facts.Due is null ? new RuleRefusal(RefusalCodes.NoDue)
        : wanted is null || wanted <= facts.Due || wanted <= facts.Now ? new RuleRefusal(RefusalCodes.NotLater, facts.Due.Value)
        : PastTheStop(wanted, facts);

    private static RuleRefusal? PastTheStop(DateTimeOffset? wanted, AssignmentFacts facts) =>
        wanted > facts.Stop ? new RuleRefusal(RefusalCodes.PastTheStop, facts.Stop.Value) : null;
}
