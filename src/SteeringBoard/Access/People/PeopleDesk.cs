using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Data;

namespace SteeringBoard.Access.People;

/// <summary>One of the people, as an administrator sees them.</summary>
/// <param name="Sessions">Sessions that hold.</param>
/// <param name="SeenAt">Their last use, real time; none when there is none.</param>
public sealed record PersonRow(Guid Id, string FullName, string Email, ActorRole Role, string? Body, DateTimeOffset? LockedAt, int Sessions, DateTimeOffset? SeenAt);

/// <summary>What administrators do with people. Whom they manage is checked here, whoever calls; what they change ends the person's sessions.</summary>
public sealed partial class PeopleDesk(IRecord record, KnownBodies bodies, SessionBook sessions, TimeProvider time, ILogger<PeopleDesk> logger)
{
    /// <summary>The people somebody manages, by body and name.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="sought">A part of the name or the address; empty: any.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<List<PersonRow>> ListAsync(Actor by, string sought, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sought);
        ArgumentNullException.ThrowIfNull(by);
        var since = time.GetUtcNow() - SessionBook.Idle;
        var name = sought.Trim().ToUpperInvariant();
        await using var db = record.Open();
        var all = await db.Set<Account>().AsNoTracking().OrderBy(account => account.Body).ThenBy(account => account.FullName)
            .Select(account => new PersonRow(
                account.Id, account.FullName, account.Email!, account.Role, account.Body, account.LockedAt,
                db.Set<Session>().Count(session => session.AccountId == account.Id && session.EndedAt == null && session.SeenAt > since),
                db.Set<Session>().Where(session => session.AccountId == account.Id).Max(session => (DateTimeOffset?)session.SeenAt)))
            .ToListAsync(cancellation);
        var found = all.FindAll(person => PeopleRules.Manages(by, person.Body, bodies.IsUnder)
            && (name.Length == 0 || person.FullName.ToUpperInvariant().Contains(name, StringComparison.Ordinal) || person.Email.ToUpperInvariant().Contains(name, StringComparison.Ordinal)));
        await db.SaveAsync([by.Entry("admin.people-read", time.GetUtcNow(), by.Body, null, found.Count.ToString(CultureInfo.InvariantCulture))], cancellation);
        return found;
    }

    /// <summary>Gives somebody another role of the same body.</summary>
    public Task<AccessRefusal?> ChangeRoleAsync(Guid id, ActorRole role, Actor by, CancellationToken cancellation) =>
        ChangeAsync(id, by, account => $"admin.role {account.Role} {role}", account =>
        {
            if (PeopleRules.Misfit(role, account.Body, bodies.Find(account.Body)) is { } misfit)
            {
                return misfit;
            }
            account.Role = role;
            return null;
        }, cancellation);

    /// <summary>Keeps somebody out until they are let in again.</summary>
    public Task<AccessRefusal?> LockAsync(Guid id, Actor by, CancellationToken cancellation) =>
        ChangeAsync(id, by, _ => "admin.locked", account => Set(() => account.LockedAt = time.GetUtcNow()), cancellation);

    /// <summary>Lets somebody in again, also one whom wrong passwords locked out.</summary>
    public Task<AccessRefusal?> UnlockAsync(Guid id, Actor by, CancellationToken cancellation) =>
        ChangeAsync(id, by, _ => "admin.unlocked", account => Set(() => (account.LockedAt, account.LockoutEnd, account.AccessFailedCount) = (null, null, 0)), cancellation);

    /// <summary>Ends all of somebody's sessions.</summary>
    public Task<AccessRefusal?> EndSessionsAsync(Guid id, Actor by, CancellationToken cancellation) =>
        ChangeAsync(id, by, _ => "admin.sessions-ended", _ => null, cancellation);

    private static AccessRefusal? Set(Action set)
    {
        set();
        return null;
    }

    /// <param name="id">Of the account.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="told">What the trail is told, and behind it its details, before the change.</param>
    /// <param name="change">Changes it, or says why not.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private async Task<AccessRefusal?> ChangeAsync(Guid id, Actor by, Func<Account, string> told, Func<Account, AccessRefusal?> change, CancellationToken cancellation)
    {
        await using var db = record.Open();
        if (await db.FindAsync<Account>([id], cancellation) is not { } account || !PeopleRules.Manages(by, account.Body, bodies.IsUnder))
        {
            return new AccessRefusal("not-yours");
        }
        var words = told(account).Split(' ');
        if (change(account) is { } refusal)
        {
            return refusal;
        }
        // Who sat at the door with the account as it was begins anew.
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        var ended = await sessions.MarkEndedAsync(db, id, null, cancellation);
        await db.SaveAsync([by.Entry(words[0], time.GetUtcNow(), account.Body, account.Email, words[1..])], cancellation);
        sessions.Forget(ended);
        Log.Changed(logger, by.Name, id, account.Role, account.LockedAt is not null);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{By} changed account {Account}: role {Role}, locked {Locked}; its sessions are ended")]
        public static partial void Changed(ILogger logger, string by, Guid account, ActorRole role, bool locked);
    }
}
