namespace SteeringBoard.Access;

/// <summary>Who does something, as the rules see it.</summary>
/// <param name="Name">As the record keeps it: a person's name or title, or the name of a key.</param>
/// <param name="Role">What it acts as.</param>
/// <param name="Body">Code of the body it speaks for; none for one who speaks for no body.</param>
public sealed record Actor(string Name, ActorRole Role, string? Body)
{
    /// <summary>Whether it writes in the name of a body: only its own, and only as one who may.</summary>
    public bool ActsFor(string body) =>
        Body == body && Role is (ActorRole.Officer or ActorRole.Reporter or ActorRole.Approver or ActorRole.System);

    /// <summary>Whether it issues, decides and confirms.</summary>
    public bool IsOffice => Role is ActorRole.Office;
}

/// <summary>What somebody acts as.</summary>
public enum ActorRole
{
    /// <summary>Of the demo, not signed in: reads.</summary>
    Guest,

    /// <summary>A key that reads and writes nothing of directives.</summary>
    Reader,

    /// <summary>Reads all with the drafts and the files, writes nothing.</summary>
    Auditor,

    /// <summary>The Deputy PM's office: reads all, issues, decides, confirms.</summary>
    Office,

    /// <summary>Answers for a ministry or an agency.</summary>
    Officer,

    /// <summary>Reports for a province.</summary>
    Reporter,

    /// <summary>Approves what a ministry, an agency or a province says.</summary>
    Approver,

    /// <summary>A system of a body, by its key.</summary>
    System,

    /// <summary>Reports for a commune-level unit.</summary>
    CommuneReporter,

    /// <summary>Sees the systems it delivers, and nothing else.</summary>
    Vendor,

    /// <summary>Sees for itself, from outside the body: records findings and readings of level inspected.</summary>
    Inspector,

    /// <summary>Runs the board: jobs, sources, storage.</summary>
    Operator,

    /// <summary>Invites people, gives them roles and keys; decides nothing.</summary>
    Administrator,

    /// <summary>A screen on a wall: aggregates only.</summary>
    Wallboard,
}
