using SteeringBoard.Bodies;

namespace SteeringBoard.Access.People;

/// <summary>Who may be let in as what, and by whom. Pure.</summary>
public static class PeopleRules
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>The roles of those who speak for no body.</summary>
    public static IReadOnlyList<ActorRole> OfNoBody { get; } =
        [ActorRole.Office, ActorRole.Auditor, ActorRole.Inspector, ActorRole.Operator, ActorRole.Administrator, ActorRole.Wallboard];

    /// <summary>The roles people of a kind of body can have.</summary>
    public static IReadOnlyList<ActorRole> Of(BodyKind kind) => kind switch
    {
        BodyKind.Ministry or BodyKind.Agency or BodyKind.Enterprise => [ActorRole.Officer, ActorRole.Approver, ActorRole.Administrator],
        BodyKind.Province => [ActorRole.Reporter, ActorRole.Approver, ActorRole.Administrator],
        BodyKind.Commune => [ActorRole.CommuneReporter],
        BodyKind.Vendor => [ActorRole.Vendor, ActorRole.Administrator],
        _ => [],
    };

    /// <summary>Every role people can have.</summary>
    public static IReadOnlyList<ActorRole> All { get; } = [.. OfNoBody.Concat(Enum.GetValues<BodyKind>().SelectMany(Of)).Distinct()];

    /// <summary>Whether somebody manages the people and keys of a body: all of them without a body, else of its own body and those below it.</summary>
    /// <param name="actor">Who would.</param>
    /// <param name="body">The body; none: those of no body.</param>
    /// <param name="isUnder">Whether the first body is the second or lies below it.</param>
    public static bool Manages(Actor actor, string? body, Func<string, string, bool> isUnder)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(isUnder);
        return actor.Role is ActorRole.Administrator && (actor.Body is not { } own || (body is not null && isUnder(body, own)));
    }

    /// <summary>What is wrong with a role for a body; none when it fits.</summary>
    public static AccessRefusal? Misfit(ActorRole role, string? body, Body? known) =>
        body is not null && known is null ? new AccessRefusal("no-such-body", body)
        : (known is null ? OfNoBody : Of(known.Kind)).Contains(role) ? null
        : new AccessRefusal("role-misfit");

    /// <summary>What is wrong with a name and an address; none when nothing is.</summary>
    public static AccessRefusal? Unfit(string name, string email) =>
        string.IsNullOrWhiteSpace(name) || name.Length > MaxName ? new AccessRefusal("name", MaxName)
        : email.Length > 254 || !System.Net.Mail.MailAddress.TryCreate(email, out var address) || address.Address != email ? new AccessRefusal("email", email)
        : null;
}
