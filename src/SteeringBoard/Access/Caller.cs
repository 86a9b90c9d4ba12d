using System.Security.Claims;

namespace SteeringBoard.Access;

/// <summary>What a caller may do, read from its claims.</summary>
public static class Caller
{
    /// <summary>The policy of everything that is read.</summary>
    public const string Read = "read";

    /// <summary>The policy of a push.</summary>
    public const string Push = "push";

    /// <summary>The policy of running, pausing and resuming jobs.</summary>
    public const string Operate = "operate";

    internal const string KeyClaim = "key";
    internal const string BodyClaim = "body";
    internal const string MostClaim = "most";
    internal const string RightClaim = "right";
    internal const string RoleClaim = "role";

    /// <summary>The body the caller is bound to; none for one who reads all.</summary>
    public static string? Body(this ClaimsPrincipal caller) => caller.FindFirstValue(BodyClaim);

    /// <summary>The name of the caller's key; none for the guest.</summary>
    public static string? Key(this ClaimsPrincipal caller) => caller.FindFirstValue(KeyClaim);

    /// <summary>The word of the strongest evidence level its readings may have.</summary>
    public static string Most(this ClaimsPrincipal caller) => caller.FindFirstValue(MostClaim) ?? "claimed";

    /// <summary>Who the caller is for the rules; a guest when nobody.</summary>
    public static Actor Actor(this ClaimsPrincipal caller) => new(
        caller.FindFirstValue(ClaimTypes.Name) ?? "",
        Enum.TryParse<ActorRole>(caller.FindFirstValue(RoleClaim), out var role) ? role : ActorRole.Guest,
        caller.Body());
}
