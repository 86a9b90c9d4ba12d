namespace SteeringBoard.Directives.Assignments;

/// <summary>Where an assignment stands.</summary>
public enum AssignmentState
{
    NotStarted,
    InProgress,

    /// <summary>It cannot go on until another body has done its part.</summary>
    Blocked,

    /// <summary>The body says that it is done.</summary>
    Submitted,

    /// <summary>Sent back, with a reason.</summary>
    Returned,

    /// <summary>Done, as somebody other than the body has confirmed.</summary>
    Confirmed,

    /// <summary>No longer wanted of this body, with a reason.</summary>
    Cancelled,
}

/// <summary>The four states of the official register. A cancelled assignment is in none of them.</summary>
public enum OfficialState
{
    DoneOnTime,
    DoneLate,
    OpenInTime,
    OpenOverdue,
}

/// <summary>What somebody does with an assignment.</summary>
public enum AssignmentAction
{
    /// <summary>The body tells how far it is; what it had submitted is taken back.</summary>
    Progress,

    /// <summary>The body waits on another.</summary>
    Block,

    /// <summary>The body says that it is done.</summary>
    Submit,

    /// <summary>The office sends it back; also what was confirmed or cancelled by mistake.</summary>
    Return,

    /// <summary>The office confirms that it is done.</summary>
    Confirm,

    /// <summary>The office wants it no longer of this body.</summary>
    Cancel,

    /// <summary>The body asks for a later instant.</summary>
    AskExtension,

    /// <summary>The office grants the instant asked for.</summary>
    GrantExtension,

    /// <summary>The office refuses it.</summary>
    RefuseExtension,
}
