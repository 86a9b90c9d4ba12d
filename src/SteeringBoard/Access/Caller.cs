using System.Security.Claims;

namespace SteeringBoard.Access;

/// <summary>What a caller may do, read from its claims. The constants are rights, and the policies that ask for them.</summary>
public static class Caller
{
    /// <summary>Reads what its scope lets it.</summary>
    public const string Read = "read";

    /// <summary>Reads the sums of the country, in which no body is told from another.</summary>
    public const string Sums = "sums";

    /// <summary>Sees every body.</summary>
    public const string Nation = "nation";

    /// <summary>Sees what the wall of the meeting room shows.</summary>
    public const string Wall = "wall";

    /// <summary>Pushes readings.</summary>
    public const string Push = "push";

    /// <summary>Sees how the board itself fares.</summary>
    public const string Oversee = "oversee";

    /// <summary>Runs, pauses and resumes jobs.</summary>
    public const string Operate = "operate";

    /// <summary>Invites people and gives keys, of its body or of all.</summary>
    public const string Administer = "administer";

    /// <summary>The policy of what anybody may look at who reads cells or sums.</summary>
    public const string Look = "look";

    /// <summary>The policy of one's own account: somebody who signed in with one.</summary>
    public const string Account = "account";

    internal const string KeyClaim = "key";
    internal const string KeyHashClaim = "key-hash";
    internal const string BodyClaim = "body";
    internal const string MostClaim = "most";
    internal const string RightClaim = "right";
    internal const string RoleClaim = "role";
    internal const string AccountClaim = "account";
    internal const string SessionClaim = "session";

    /// <summary>The body the caller is bound to; none for one who is bound to none.</summary>
    public static string? Body(this ClaimsPrincipal caller) => caller.FindFirstValue(BodyClaim);

    /// <summary>The name of the caller's key; none for people and the guest.</summary>
    public static string? Key(this ClaimsPrincipal caller) => caller.FindFirstValue(KeyClaim);

    /// <summary>The word of the strongest evidence level its readings may have.</summary>
    public static string Most(this ClaimsPrincipal caller) => caller.FindFirstValue(MostClaim) ?? "claimed";

    /// <summary>Whether the caller has a right.</summary>
    public static bool May(this ClaimsPrincipal caller, string right)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.HasClaim(RightClaim, right);
    }

    /// <summary>The account of a person who signed in with one; none for keys, the guest and the cast of the demo.</summary>
    public static Guid? AccountId(this ClaimsPrincipal caller) => Guid.TryParse(caller.FindFirstValue(AccountClaim), out var id) ? id : null;

    /// <summary>The session of a person who signed in with an account.</summary>
    public static Guid? SessionId(this ClaimsPrincipal caller) => Guid.TryParse(caller.FindFirstValue(SessionClaim), out var id) ? id : null;

    /// <summary>Who the caller is for the rules; a guest when nobody.</summary>
    public static Actor Actor(this ClaimsPrincipal caller) => new(
        caller.FindFirstValue(ClaimTypes.Name) ?? "",
        Enum.TryParse<ActorRole>(caller.FindFirstValue(RoleClaim), out var role) ? role : ActorRole.Guest,
        caller.Body());

    /// <summary>The claims of somebody: a name, a role, a body and the rights that follow.</summary>
    internal static List<Claim> Claims(string name, ActorRole role, string? body)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.Name, name), new(RoleClaim, role.ToString()),
            .. Rights.Of(role, body).Select(right => new Claim(RightClaim, right)),
        ];
        if (body is not null)
        {
            claims.Add(new Claim(BodyClaim, body));
        }
        return claims;
    }
}
