namespace SteeringBoard.Access.People;

/// <summary>An invitation to become one of the people; its link is good once, until it expires. Instants are real time.</summary>
public sealed class Invitation
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the link's token, in hexadecimal: the token itself is nowhere kept.</summary>
    public required string Sha256 { get; init; }

    public required string FullName { get; init; }

    public required string Email { get; init; }

    public required ActorRole Role { get; init; }

    /// <summary>Code of the body; none for one who will speak for none.</summary>
    public string? Body { get; init; }

    /// <summary>Who invited, by name.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was accepted or taken back; none while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
