using System.Security.Claims;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.Sessions;

namespace SteeringBoard.Access;

/// <summary>Whether somebody who came in some time ago, and whose line is still open, would be let in now.</summary>
public sealed class Welcome(KeyRing keys, SessionBook sessions)
{
    /// <summary>False once the session is ended, the person locked or the key taken back; a guest stays one.</summary>
    public ValueTask<bool> StillAsync(ClaimsPrincipal caller, CancellationToken cancellation) =>
        caller.SessionId() is { } session ? sessions.IsLiveAsync(session, cancellation) : new(caller.Key() is null || keys.Knows(caller));

    /// <summary>Which of many would be let in no more; the record is asked about all of them at once.</summary>
    public async Task<IReadOnlySet<ClaimsPrincipal>> NoLongerAsync(IReadOnlyCollection<ClaimsPrincipal> callers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(callers);
        await sessions.LookUpAsync([.. callers.Select(caller => caller.SessionId()).OfType<Guid>().Distinct()], cancellation);
        var gone = new HashSet<ClaimsPrincipal>();
        foreach (var caller in callers)
        {
            if (!await StillAsync(caller, cancellation))
            {
                gone.Add(caller);
            }
        }
        return gone;
    }
}
