namespace SteeringBoard.Access;

/// <summary>What each role may, as rights in its claims; how far each right reaches is decided by the body it speaks for.</summary>
public static class Rights
{
    /// <summary>
    /// The rights of a role. Who speaks for no body reads the whole country; who speaks for one reads that body and all below it, and the
    /// country's sums. A vendor has no part in the sums, a wallboard in nothing else; who runs the board or lets people in reads none of it.
    /// </summary>
    /// <param name="role">What somebody acts as.</param>
    /// <param name="body">The body it speaks for; none for one who speaks for no body.</param>
    public static IReadOnlyList<string> Of(ActorRole role, string? body) => role switch
    {
        ActorRole.Operator => [Caller.Oversee, Caller.Operate],
        ActorRole.Administrator => [Caller.Administer],
        ActorRole.Wallboard => [Caller.Sums, Caller.Wall],
        ActorRole.Vendor => body is null ? [] : [Caller.Read],
        ActorRole.CommuneReporter or ActorRole.Reporter or ActorRole.Officer or ActorRole.Approver when body is null => [],
        _ when body is null => [Caller.Sums, Caller.Read, Caller.Nation, Caller.Wall, Caller.Oversee],
        _ => [Caller.Sums, Caller.Read],
    };

    /// <summary>The page somebody is shown who has just signed in, and asked for no other: what is wanted of them, else where they begin.</summary>
    public static string Work(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.IsOffice || (actor.Body is not null && Of(actor.Role, actor.Body).Contains(Caller.Read)) ? "/my-work" : Home(actor);
    }

    /// <summary>The page somebody begins at: the situation for who sees the country, else what is theirs.</summary>
    public static string Home(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor switch
        {
            { Role: ActorRole.Operator } => "/operations",
            { Role: ActorRole.Administrator } => "/admin",
            { Role: ActorRole.Wallboard } => "/wallboard",
            { Role: ActorRole.Reporter or ActorRole.CommuneReporter, Body: { } body } => $"/provinces/{Uri.EscapeDataString(body)}",
            { Body: not null } => "/my-work",
            _ => "/",
        };
    }
}
