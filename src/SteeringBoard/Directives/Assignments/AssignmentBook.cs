using System.Collections.Immutable;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Directives.Assignments;

/// <summary>What became of a step.</summary>
/// <param name="Assignment">The assignment after it; as it is where the step was refused; none where there is none.</param>
/// <param name="Refusal">Why it was refused; none when it was taken and is durable.</param>
/// <param name="Between">Where another version was seen: the updates since.</param>
public sealed record StepAnswer(Assignment? Assignment, RuleRefusal? Refusal, ImmutableList<AssignmentUpdate> Between)
{
    internal static StepAnswer Refused(RuleRefusal refusal, Assignment? assignment = null) => new(assignment, refusal, []);
}

/// <summary>Where assignments are read and moved on. Rights are checked here, whoever calls.</summary>
public sealed class AssignmentBook(DirectiveRegister register, RegisterWriting writing, Boards boards, EvidenceFiles files, TimeProvider time)
{
    /// <summary>Does something with an assignment, once; the answer comes after it is durable.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="directive">Code of the directive.</param>
    /// <param name="body">Code of the responsible body.</param>
    /// <param name="step">What is to be done, and the version it was decided on.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    public Task<StepAnswer> RecordAsync(
        string programme, string directive, string body, AssignmentStep step, Actor actor, CancellationToken cancellation) =>
        writing.WriteAsync(() => Judge(programme, directive, body, step, actor), cancellation);

    /// <summary>What the evidence a directive asks for says of a body now; with a level, exactly that level's.</summary>
    public EvidenceState EvidenceOf(Directive directive, string body, Contract.EvidenceLevel? level = null) =>
        boards.Find(directive.Programme) is { } board
            ? EvidenceRules.Of(board.Current, directive, body, level, board.Clock.GetUtcNow())
            : EvidenceState.Nothing;

    /// <summary>Whether somebody reads an assignment: a body its own, those below it, and those that wait on it; who is bound to none reads all.</summary>
    public static bool Sees(RegisterSnapshot register, Actor actor, Assignment assignment)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(assignment);
        return Sees(register, actor, assignment.Body) || assignment.BlockedBy == actor.Body;
    }

    /// <summary>Whether somebody reads every assignment of a body.</summary>
    internal static bool Sees(RegisterSnapshot register, Actor actor, string body) =>
        actor.Body is not { } own || register.Bodies.IsUnder(body, own);

    /// <summary>Whether somebody is told who answers for a body: whoever reads its assignments and is no guest.</summary>
    internal static bool SeesPeople(RegisterSnapshot register, Actor actor, string body) => actor.Role is not ActorRole.Guest && Sees(register, actor, body);

    /// <summary>Whether somebody reads its evidence files: who sees it and is no guest.</summary>
    public static bool MayReadFiles(RegisterSnapshot register, Actor actor, Assignment assignment) =>
        actor?.Role is not (null or ActorRole.Guest) && Sees(register, actor, assignment);

    private (IReadOnlyList<object> Rows, StepAnswer Answer) Judge(string programme, string directive, string body, AssignmentStep step, Actor actor)
    {
        if (register.Current(programme) is not { } current || boards.Find(programme) is not { } board)
        {
            return ([], StepAnswer.Refused(new RuleRefusal(RefusalCodes.UnknownProgramme)));
        }
        if (current.Find(directive) is not { IsPublished: true } entry)
        {
            return ([], StepAnswer.Refused(new RuleRefusal(RefusalCodes.UnknownDirective, directive)));
        }
        if (current.Assignment(directive, body) is not { } assignment)
        {
            return ([], StepAnswer.Refused(new RuleRefusal(RefusalCodes.NotAssigned, directive, body)));
        }
        var now = board.Clock.GetUtcNow();
        var facts = new AssignmentFacts(
            assignment.DueBefore(entry.Written), AssignmentRules.StopOf(entry.Written, current.Programme.HardStop), now,
            EvidenceOf(entry.Written, body));
        var refusal = AssignmentRules.Refuse(assignment, step, actor, facts);
        // Who may not write it is not told what others wrote.
        if (refusal?.Code is not (RefusalCodes.BodyNotYours or RefusalCodes.NotYourRight) && step.Seen != assignment.Version)
        {
            var between = assignment.Updates.Where(update => update.Number > step.Seen).ToImmutableList();
            return ([], new StepAnswer(assignment, new RuleRefusal(RefusalCodes.VersionPassed, step.Seen, assignment.Version), between));
        }
        refusal ??= step.BlockedBy is { Length: > 0 } by && current.Bodies.Find(by) is null ? new RuleRefusal(RefusalCodes.UnknownBody, by)
            : step.FileHash is { } file && !files.Hold(file) ? new RuleRefusal(RefusalCodes.UnknownFile)
            : null;
        if (refusal is not null)
        {
            return ([], StepAnswer.Refused(refusal, assignment));
        }
        var update = Row(assignment, step, actor, facts, time.GetUtcNow());
        return ([update], new StepAnswer(assignment.With(update), null, []));
    }

    /// <summary>A step that was let through, as the record keeps it.</summary>
    internal static AssignmentUpdate Row(Assignment assignment, AssignmentStep step, Actor actor, AssignmentFacts facts, DateTimeOffset real)
    {
        var confirms = step.Action is AssignmentAction.Confirm;
        return new AssignmentUpdate
        {
            Programme = assignment.Programme,
            Directive = assignment.Directive,
            Body = assignment.Body,
            Number = assignment.Version + 1,
            Action = step.Action,
            Line = step.Line.Trim(),
            Link = step.Link,
            FileName = step.FileHash is null ? null : step.FileName ?? "",
            FileHash = step.FileHash,
            BlockedBy = step.Action is AssignmentAction.Block ? step.BlockedBy : null,
            Reason = step.Reason.Trim(),
            Override = confirms && !facts.Evidence.Agrees,
            EvidenceSaid = confirms && facts.Evidence.IsAsked ? string.Join(", ", facts.Evidence.Counts.Select(count => count.ToString())) : null,
            EvidenceSince = confirms && facts.Evidence.Agrees ? facts.Evidence.Since : null,
            NewDue = step.Action switch
            {
                AssignmentAction.AskExtension => step.NewDue,
                AssignmentAction.GrantExtension or AssignmentAction.RefuseExtension => assignment.Asked!.NewDue,
                _ => null,
            },
            ByName = actor.Name,
            ByRole = actor.Role,
            ByBody = actor.Body,
            At = facts.Now,
            AtReal = real,
        };
    }
}
