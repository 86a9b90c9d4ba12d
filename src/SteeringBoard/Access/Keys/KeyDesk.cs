using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access.People;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Data;

namespace SteeringBoard.Access.Keys;

/// <summary>A key that is wanted.</summary>
/// <param name="Days">For how many days it is good.</param>
public sealed record KeyWish(string Name, string? Body, bool Push, string Most, int Days);

/// <summary>Makes, replaces and takes back keys. Whose keys somebody manages is checked here, whoever calls.</summary>
public sealed partial class KeyDesk(IRecord record, AccessOptions options, KnownBodies bodies, KeyRing ring, TimeProvider time, ILogger<KeyDesk> logger) : IDisposable
{
    /// <summary>The longest a key is good, in days.</summary>
    public const int MostDays = 730;

    private const string Prefix = "sb_";
    private const int MostName = 80;
    private const int WritersLock = 5084;

    /// <summary>Of two who make a key of one name, or replace one, at the same moment the later is told.</summary>
    private readonly OneWriter _one = new(record, WritersLock);

    /// <summary>How long a key may still be good beside the one that replaces it.</summary>
    public static IReadOnlyList<TimeSpan> Overlaps { get; } = [TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromDays(7), TimeSpan.Zero];

    /// <summary>The keys somebody manages that are good, by body and name; the newest of a name first.</summary>
    public async Task<List<KeyRow>> ListAsync(Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = time.GetUtcNow();
        await using var db = record.Open();
        var all = await db.Set<KeyRow>().AsNoTracking().Where(key => key.ExpiresAt > now)
            .OrderBy(key => key.Body).ThenBy(key => key.Name).ThenByDescending(key => key.At).ToListAsync(cancellation);
        var found = all.FindAll(key => PeopleRules.Manages(by, key.Body, bodies.IsUnder));
        await db.SaveAsync([by.Entry("admin.keys-read", now, by.Body, null, Told(found.Count))], cancellation);
        return found;
    }

    /// <summary>Makes a key; the key itself, told once, or why not.</summary>
    public async Task<(string? Key, AccessRefusal? Refusal)> MakeAsync(KeyWish wish, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(by);
        if (Refuse(wish, by) is { } refusal)
        {
            return (null, refusal);
        }
        var now = time.GetUtcNow();
        var made = await _one.WriteAsync<(string? Key, AccessRefusal? Refusal)>(
            async db =>
            {
                // A name is a source of readings: a second key of the name would speak for the first.
                if (options.Keys.Any(key => key.Name == wish.Name) || await db.Set<KeyRow>().AnyAsync(key => key.Name == wish.Name, cancellation))
                {
                    return ([], [], (null, new AccessRefusal("key-name-taken", wish.Name)));
                }
                var (key, row) = NewRow(wish.Name, wish.Body, wish.Push, wish.Most, by, now, now.AddDays(wish.Days));
                return ([row], [by.Entry(wish.Push ? "admin.key-made.push" : "admin.key-made.read", now, wish.Body, wish.Name, Told(wish.Days), wish.Most)], (key, null));
            },
            null, cancellation);
        if (made.Refusal is not null)
        {
            return made;
        }
        await ring.RefreshAsync(cancellation);
        Log.Made(logger, by.Name, wish.Name, wish.Body);
        return made;
    }

    /// <summary>Makes a key in place of another, which stays good for a while; it is good as long as the other was.</summary>
    public async Task<(string? Key, AccessRefusal? Refusal)> ReplaceAsync(Guid id, TimeSpan overlap, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        var (now, name) = (time.GetUtcNow(), "");
        var made = await _one.WriteAsync<(string? Key, AccessRefusal? Refusal)>(
            async db =>
            {
                if (await db.FindAsync<KeyRow>([id], cancellation) is not { } old || !PeopleRules.Manages(by, old.Body, bodies.IsUnder))
                {
                    return ([], [], (null, new AccessRefusal("not-yours")));
                }
                if (!MayGive(by, old.Most))
                {
                    return ([], [], (null, new AccessRefusal("key-evidence")));
                }
                if (old.Replaced || old.ExpiresAt <= now || !Overlaps.Contains(overlap))
                {
                    return ([], [], (null, new AccessRefusal("key-over", old.Name)));
                }
                name = old.Name;
                var (key, row) = NewRow(old.Name, old.Body, old.Push, old.Most, by, now, now + (old.ExpiresAt - old.At));
                old.Replaced = true;
                old.ExpiresAt = now + overlap < old.ExpiresAt ? now + overlap : old.ExpiresAt;
                return ([row], [by.Entry("admin.key-replaced", now, old.Body, old.Name, Told(overlap.TotalHours))], (key, null));
            },
            null, cancellation);
        if (made.Refusal is not null)
        {
            return made;
        }
        await ring.RefreshAsync(cancellation);
        Log.Replaced(logger, by.Name, name, overlap);
        return made;
    }

    /// <summary>Takes a key back: it is good no more.</summary>
    public async Task<AccessRefusal?> TakeBackAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        await using var db = record.Open();
        if (await db.FindAsync<KeyRow>([id], cancellation) is not { } key || !PeopleRules.Manages(by, key.Body, bodies.IsUnder))
        {
            return new AccessRefusal("not-yours");
        }
        var now = time.GetUtcNow();
        key.ExpiresAt = now < key.ExpiresAt ? now : key.ExpiresAt;
        await db.SaveAsync([by.Entry("admin.key-taken-back", now, key.Body, key.Name)], cancellation);
        await ring.RefreshAsync(cancellation);
        Log.TakenBack(logger, by.Name, key.Name);
        return null;
    }

    public void Dispose() => _one.Dispose();

    private AccessRefusal? Refuse(KeyWish wish, Actor by) =>
        !PeopleRules.Manages(by, wish.Body, bodies.IsUnder) ? new AccessRefusal("not-yours")
        : wish.Body is { } body && bodies.Find(body) is null ? new AccessRefusal("no-such-body", body)
        : wish.Name.Length is 0 or > MostName || wish.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.' or '_')) ? new AccessRefusal("key-name", MostName)
        : wish is { Push: true, Body: null } ? new AccessRefusal("key-push-of-nobody")
        : !EvidenceLevels.TryParse(wish.Most, out _) ? new AccessRefusal("not-done")
        : !MayGive(by, wish.Most) ? new AccessRefusal("key-evidence")
        : wish.Days is < 1 or > MostDays ? new AccessRefusal("key-days", MostDays)
        : null;

    /// <summary>A body does not say of itself that others have tested or inspected it: who is of one gives no key that could, newly or in place of another.</summary>
    private static bool MayGive(Actor by, string most) => by.Body is null || (EvidenceLevels.TryParse(most, out var level) && level <= EvidenceLevel.Claimed);

    private static string Told(double count) => count.ToString(CultureInfo.InvariantCulture);

    private static (string Key, KeyRow Row) NewRow(string name, string? body, bool push, string most, Actor by, DateTimeOffset now, DateTimeOffset expires)
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (key, new KeyRow
        {
            Id = Guid.NewGuid(),
            Name = name,
            Sha256 = ApiKey.Hash(key),
            Body = body,
            Push = push,
            Most = most,
            By = by.Name,
            At = now,
            ExpiresAt = expires,
        });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{By} made the key {Key} of {Body}")]
        public static partial void Made(ILogger logger, string by, string key, string? body);

        [LoggerMessage(Level = LogLevel.Information, Message = "{By} replaced the key {Key}; the old one is good for {Overlap} more")]
        public static partial void Replaced(ILogger logger, string by, string key, TimeSpan overlap);

        [LoggerMessage(Level = LogLevel.Information, Message = "{By} took the key {Key} back")]
        public static partial void TakenBack(ILogger logger, string by, string key);
    }
}
