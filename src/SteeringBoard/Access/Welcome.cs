using System.Security.Claims;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.Sessions;

namespace SteeringBoard.Access;

/// <summary>Whether somebody who came in some time ago, and whose line is still open, would be let in now.</summary>
public sealed class Welcome(KeyRing keys, SessionBook sessions)
{
    /// <summary>False once the session is ended, the person locked or the key taken back; a guest stays one.</summary>
    public ValueTask<bool> StillAsync(ClaimsPrincipal caller, CancellationToken cancellation) =>
        caller.SessionId() is { } session ? sessions.IsLiveAsync(session, cancellation) : new(caller.Key() is not { } key || keys.Knows(key));
}
