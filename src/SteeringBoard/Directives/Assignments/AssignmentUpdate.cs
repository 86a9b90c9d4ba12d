using SteeringBoard.Access;

namespace SteeringBoard.Directives.Assignments;

/// <summary>One thing somebody did with an assignment. Rows are only added, never changed.</summary>
public sealed record AssignmentUpdate
{
    /// <summary>The record's own number: rises in the order of commits, over all programmes.</summary>
    public long Id { get; init; }

    public required string Programme { get; init; }

    public required string Directive { get; init; }

    /// <summary>The responsible body.</summary>
    public required string Body { get; init; }

    /// <summary>From 1, without gaps, per assignment: the assignment's version after it.</summary>
    public required int Number { get; init; }

    public required AssignmentAction Action { get; init; }

    /// <summary>One line of text; empty where none was given.</summary>
    public string Line { get; init; } = "";

    /// <summary>Evidence elsewhere: an address of http or https.</summary>
    public string? Link { get; init; }

    /// <summary>The name of an evidence file as it was sent.</summary>
    public string? FileName { get; init; }

    /// <summary>SHA-256 of the evidence file, in hexadecimal: its name in the store.</summary>
    public string? FileHash { get; init; }

    /// <summary>Code of the body that blocks it.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>Why it was returned, cancelled, refused, asked for or confirmed against the evidence; empty where none is needed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Confirmed though the evidence asked for says otherwise.</summary>
    public bool Override { get; init; }

    /// <summary>What the evidence said at a confirmation, such as <c>I12 5980/6710</c>; none where none was asked for.</summary>
    public string? EvidenceSaid { get; init; }

    /// <summary>Since when at the latest the evidence had shown it done at a confirmation, in programme time; none where it did not or none was asked for.</summary>
    public DateTimeOffset? EvidenceSince { get; init; }

    /// <summary>The instant asked for, exclusive.</summary>
    public DateTimeOffset? NewDue { get; init; }

    /// <summary>Who did it, as <see cref="Actor"/> tells.</summary>
    public required string ByName { get; init; }

    public required ActorRole ByRole { get; init; }

    public string? ByBody { get; init; }

    /// <summary>Programme time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Real time.</summary>
    public required DateTimeOffset AtReal { get; init; }
}

/// <summary>What somebody wants to do with an assignment.</summary>
public sealed record AssignmentStep
{
    public required AssignmentAction Action { get; init; }

    /// <summary>The version of the assignment it was decided on: 0 before the first update.</summary>
    public required int Seen { get; init; }

    /// <inheritdoc cref="AssignmentUpdate.Line"/>
    public string Line { get; init; } = "";

    /// <inheritdoc cref="AssignmentUpdate.Link"/>
    public string? Link { get; init; }

    /// <inheritdoc cref="AssignmentUpdate.FileName"/>
    public string? FileName { get; init; }

    /// <inheritdoc cref="AssignmentUpdate.FileHash"/>
    public string? FileHash { get; init; }

    /// <inheritdoc cref="AssignmentUpdate.BlockedBy"/>
    public string? BlockedBy { get; init; }

    /// <inheritdoc cref="AssignmentUpdate.Reason"/>
    public string Reason { get; init; } = "";

    /// <summary>Confirm it even if the evidence says otherwise; a reason is then needed.</summary>
    public bool Override { get; init; }

    /// <inheritdoc cref="AssignmentUpdate.NewDue"/>
    public DateTimeOffset? NewDue { get; init; }
}
