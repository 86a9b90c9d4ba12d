using SteeringBoard.Access;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>What somebody did with a report.</summary>
public enum ReportAction
{
    /// <summary>Numbers were typed, changed or taken out.</summary>
    Edit,

    /// <summary>A reporter sent it to the approver.</summary>
    Send,

    /// <summary>It was taken back before it was decided.</summary>
    TakeBack,

    /// <summary>The approver sent it back, with a reason.</summary>
    Return,

    /// <summary>The approver signed it: its readings are to be taken in.</summary>
    Sign,

    /// <summary>Its readings are in the record.</summary>
    Take,
}

/// <summary>Where a report stands.</summary>
public enum ReportState
{
    Draft,
    Sent,
    Returned,

    /// <summary>Signed, its readings on their way into the record.</summary>
    Signed,

    /// <summary>Signed, its readings in the record.</summary>
    Approved,
}

/// <summary>One field as it was left by an entry.</summary>
public sealed record FieldChange(string Field, FieldText Text);

/// <summary>One thing somebody did with a report. Rows are only added, never changed.</summary>
public sealed record ReportEntry
{
    /// <summary>The record's own number: rises in the order of commits.</summary>
    public long Id { get; init; }

    public required string Programme { get; init; }

    /// <summary>Code of the province the report is of.</summary>
    public required string Province { get; init; }

    /// <summary>The report: from 1, one after the other for each province.</summary>
    public required int Report { get; init; }

    /// <summary>From 1, without gaps, within the report: its version after it.</summary>
    public required int Number { get; init; }

    public required ReportAction Action { get; init; }

    /// <summary>What was typed; empty for anything but an edit.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Why it was returned; empty elsewhere.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Of readings taken in: how many became history, how many said what was known, how many were refused and why, as the intake answered.</summary>
    public string? Answer { get; init; }

    /// <summary>Who did it, as <see cref="Actor"/> tells.</summary>
    public required string ByName { get; init; }

    public required ActorRole ByRole { get; init; }

    public string? ByBody { get; init; }

    /// <summary>Programme time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Real time.</summary>
    public required DateTimeOffset AtReal { get; init; }

    /// <summary>Whether somebody is the one who did it.</summary>
    public bool IsBy(Actor actor) => ByName == actor.Name && ByRole == actor.Role && ByBody == actor.Body;
}
