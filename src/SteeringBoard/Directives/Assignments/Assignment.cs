using System.Collections.Immutable;

namespace SteeringBoard.Directives.Assignments;

/// <summary>A directive given to one responsible body, as its updates leave it. Never changed: each update makes the next one.</summary>
public sealed record Assignment(string Programme, string Directive, string Body)
{
    public AssignmentState State { get; private init; }

    /// <summary>Oldest first.</summary>
    public ImmutableList<AssignmentUpdate> Updates { get; private init; } = [];

    /// <summary>How many updates it has: what a writer must have seen.</summary>
    public int Version => Updates.Count;

    /// <summary>The body it waits on, while it is blocked.</summary>
    public string? BlockedBy { get; private init; }

    /// <summary>The extension asked for and not yet decided.</summary>
    public AssignmentUpdate? Asked { get; private init; }

    /// <summary>The last instant granted to this body; none: that of the directive.</summary>
    public DateTimeOffset? ExtendedTo { get; private init; }

    /// <summary>
    /// Programme time it was done, of what was then confirmed: when the body said so or the evidence showed it, whichever came first; of the
    /// confirmation where neither did.
    /// </summary>
    public DateTimeOffset? DoneAt { get; private init; }

    /// <summary>The confirmation it stands by though the evidence said otherwise.</summary>
    public AssignmentUpdate? Overridden { get; private init; }

    /// <summary>Neither confirmed nor cancelled.</summary>
    public bool IsOpen => State is not (AssignmentState.Confirmed or AssignmentState.Cancelled);

    /// <summary>
    /// The instant it is due before: the one granted, unless the directive itself was moved further; none where it has no date.
    /// </summary>
    public DateTimeOffset? DueBefore(Directive directive) =>
        directive.DueBefore is { } due ? ExtendedTo > due ? ExtendedTo : due : null;

    /// <summary>The assignment as it was known at a past moment of programme time.</summary>
    public Assignment AsOf(DateTimeOffset moment) =>
        Updates.Where(update => update.At <= moment).Aggregate(new Assignment(Programme, Directive, Body), (assignment, update) => assignment.With(update));

    /// <summary>The assignment after an update.</summary>
    public Assignment With(AssignmentUpdate update)
    {
        var state = AssignmentRules.Next(State, update.Action);
        var next = this with
        {
            State = state,
            Updates = Updates.Add(update),
            BlockedBy = state is AssignmentState.Blocked ? update.BlockedBy ?? BlockedBy : null,
            DoneAt = state is AssignmentState.Confirmed ? DoneAt ?? Earlier(SubmittedAt ?? update.At, update.EvidenceSince) : null,
            Overridden = state is not AssignmentState.Confirmed ? null : update is { Action: AssignmentAction.Confirm, Override: true } ? update : Overridden,
        };
        return update.Action switch
        {
            AssignmentAction.AskExtension => next with { Asked = update },
            AssignmentAction.GrantExtension => next with { Asked = null, ExtendedTo = update.NewDue },
            AssignmentAction.RefuseExtension => next with { Asked = null },
            _ => next,
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset? b) => b < a ? b.Value : a;

    /// <summary>When what is submitted now was; none while nothing is.</summary>
    private DateTimeOffset? SubmittedAt =>
        State is AssignmentState.Submitted ? Updates.FindLast(update => update.Action is AssignmentAction.Submit)?.At : null;
}
