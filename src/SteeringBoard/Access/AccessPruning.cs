using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Data;

namespace SteeringBoard.Access;

/// <summary>Sessions that can no longer hold, and invitations long closed: the audit trail tells of them.</summary>
internal static class AccessPruning
{
    /// <summary>How long a closed or expired invitation is kept, real time.</summary>
    public static readonly TimeSpan KeepInvitations = TimeSpan.FromDays(30);

    /// <summary>How long a session is kept, real time: a day more than any holds.</summary>
    public static readonly TimeSpan KeepSessions = SessionBook.Longest + TimeSpan.FromDays(1);

    /// <inheritdoc cref="Prunes"/>
    public static async Task RunAsync(BoardDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var (sessions, invitations) = (now - KeepSessions, now - KeepInvitations);
        await db.Set<Session>().Where(session => session.BeganAt < sessions).ExecuteDeleteAsync(cancellation);
        await db.Set<Invitation>().Where(invitation => invitation.ExpiresAt < invitations).ExecuteDeleteAsync(cancellation);
    }
}
