using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access.People;
using SteeringBoard.Audit;
using SteeringBoard.Data;

namespace SteeringBoard.Access.Sessions;

/// <summary>
/// The sessions of people on the record. A request asks the record only when what is known of its session is a few seconds old, so that one
/// ended on another node ends here within that time.
/// </summary>
public sealed class SessionBook(IRecord record, TimeProvider time)
{
    /// <summary>A session not used for this long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>No session outlives this, used or not.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const int MostDevice = 200;
    private const int MostKnown = 20_000;
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, (bool IsLive, DateTimeOffset At)> _known = new();

    /// <summary>Begins a session of an account on the device that asks.</summary>
    public async Task<Session> BeginAsync(Account account, string how, HttpContext http, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(http);
        var now = time.GetUtcNow();
        var device = http.Request.Headers.UserAgent.ToString();
        var session = new Session
        {
            Id = Guid.NewGuid(),
            AccountId = account.Id,
            How = how,
            Device = device.Length > MostDevice ? device[..MostDevice] : device,
            Address = http.From(),
            BeganAt = now,
            SeenAt = now,
        };
        await using var db = record.Open();
        db.Add(session);
        await db.SaveAsync([account.Actor.Entry($"access.entered.{how}", now, account.Body, account.Email, session.Address)], cancellation);
        return session;
    }

    /// <summary>Whether a session still holds and its person may come in.</summary>
    public async ValueTask<bool> IsLiveAsync(Guid id, CancellationToken cancellation) =>
        _known.TryGetValue(id, out var known) && time.GetUtcNow() - known.At < KnownFor ? known.IsLive : (await LookUpAsync([id], cancellation)).Contains(id);

    /// <summary>The sessions of an account that hold, the one used last first.</summary>
    public async Task<List<Session>> OfAsync(Guid account, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var db = record.Open();
        return await db.Set<Session>().AsNoTracking()
            .Where(session => session.AccountId == account && session.EndedAt == null && session.SeenAt > now - Idle && session.BeganAt > now - Longest)
            .OrderByDescending(session => session.SeenAt).ToListAsync(cancellation);
    }

    /// <summary>Ends the session somebody leaves.</summary>
    public Task LeaveAsync(Guid account, Guid id, Actor by, CancellationToken cancellation) => EndAsync(account, one => one == id, _ => by.Entry("access.left", time.GetUtcNow(), by.Body, null), cancellation);

    /// <summary>Ends one of somebody's own sessions; one that is not theirs is left alone.</summary>
    public Task EndAsync(Guid account, Guid id, Actor by, CancellationToken cancellation) => EndAsync(account, one => one == id, count => Ended(count, by), cancellation);

    /// <summary>Ends every session of somebody's own but one.</summary>
    public Task EndOthersAsync(Guid account, Guid except, Actor by, CancellationToken cancellation) => EndAsync(account, one => one != except, count => Ended(count, by), cancellation);

    /// <summary>Marks the sessions of an account as ended in a context, but one if one is named; <see cref="Forget"/> them once that is committed.</summary>
    internal async Task<List<Session>> MarkEndedAsync(BoardDb db, Guid account, Guid? except, CancellationToken cancellation)
    {
        var ended = await db.Set<Session>().Where(session => session.AccountId == account && session.Id != except && session.EndedAt == null).ToListAsync(cancellation);
        var now = time.GetUtcNow();
        ended.ForEach(session => session.EndedAt = now);
        return ended;
    }

    /// <summary>From now on these sessions hold no more on this node.</summary>
    internal void Forget(IEnumerable<Session> ended)
    {
        var now = time.GetUtcNow();
        foreach (var session in ended)
        {
            _known[session.Id] = (false, now);
        }
    }

    private AuditEntry Ended(int count, Actor by) => by.Entry("access.sessions-ended", time.GetUtcNow(), by.Body, null, count.ToString(CultureInfo.InvariantCulture));

    private async Task EndAsync(Guid account, Predicate<Guid> which, Func<int, AuditEntry> told, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var open = await db.Set<Session>().Where(session => session.AccountId == account && session.EndedAt == null).ToListAsync(cancellation);
        var (ended, now) = (open.FindAll(session => which(session.Id)), time.GetUtcNow());
        if (ended.Count > 0)
        {
            ended.ForEach(session => session.EndedAt = now);
            await db.SaveAsync([told(ended.Count(session => session.SeenAt > now - Idle))], cancellation);
            Forget(ended);
        }
    }

    /// <summary>Looks sessions up on the record at once, however many; those that hold.</summary>
    internal async Task<IReadOnlySet<Guid>> LookUpAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return FrozenSet<Guid>.Empty;
        }
        var now = time.GetUtcNow();
        await using var db = record.Open();
        var holding = await (
            from session in db.Set<Session>()
            join account in db.Set<Account>() on session.AccountId equals account.Id
            where ids.Contains(session.Id) && session.EndedAt == null && account.LockedAt == null
                && session.SeenAt > now - Idle && session.BeganAt > now - Longest
            select new { session.Id, session.SeenAt }).ToDictionaryAsync(session => session.Id, session => session.SeenAt, cancellation);
        if (holding.Where(session => now - session.Value > SeenEvery).Select(session => session.Key).ToList() is { Count: > 0 } used)
        {
            await db.Set<Session>().Where(session => used.Contains(session.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), cancellation);
        }
        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }
        foreach (var id in ids)
        {
            _known[id] = (holding.ContainsKey(id), now);
        }
        return holding.Keys.ToHashSet();
    }
}
