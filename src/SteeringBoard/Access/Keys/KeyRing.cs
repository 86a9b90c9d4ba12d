using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Access.Keys;

/// <summary>
/// Every key that is good, in memory: a request is known by one look-up, and one that is not known asks nothing of the record. Keys of the
/// record are read again every two seconds, so that one made or taken back on another node is heard of here.
/// </summary>
public sealed partial class KeyRing(
    AccessOptions options, Func<string, bool> isBody, IRecord record, RecordOptions place, TimeProvider time, ILogger<KeyRing> logger) : BackgroundService
{
    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    /// <summary>A SQLite record has one node, which hears of its own keys at once: only their last uses are to be written down.</summary>
    private readonly TimeSpan _every = TimeSpan.FromSeconds(place.IsPostgres ? 2 : 10);

    private sealed record Known(Guid? Id, ClaimsPrincipal Caller, DateTimeOffset? ExpiresAt, DateTimeOffset? UsedAt);

    private readonly FrozenDictionary<string, Known> _configured = options.Keys.ToFrozenDictionary(
        key => key.Sha256.ToLowerInvariant(), key => new Known(null, CallerOf(key), null, null), StringComparer.Ordinal);

    /// <summary>By hash; only what there is is kept: a made-up key takes no memory.</summary>
    private readonly ConcurrentDictionary<string, ClaimsPrincipal> _demo = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();
    private readonly SemaphoreSlim _reading = new(1);
    private FrozenDictionary<string, Known> _kept = FrozenDictionary<string, Known>.Empty;

    /// <summary>Who a key is; none when it is not good.</summary>
    public ClaimsPrincipal? Find(string key)
    {
        var hash = ApiKey.Hash(key);
        if (_configured.TryGetValue(hash, out var configured))
        {
            return configured.Caller;
        }
        if (_kept.TryGetValue(hash, out var kept))
        {
            var now = time.GetUtcNow();
            if (kept.ExpiresAt <= now)
            {
                return null;
            }
            if (now - (_used.TryGetValue(kept.Id!.Value, out var used) ? used : kept.UsedAt ?? DateTimeOffset.MinValue) > UsedEvery)
            {
                _used[kept.Id.Value] = now;
            }
            return kept.Caller;
        }
        return !options.Demo ? null
            : _demo.TryGetValue(hash, out var known) ? known
            : DemoKeys.Read(key, isBody) is { } demo ? _demo.GetOrAdd(hash, _ => CallerOf(demo with { Sha256 = hash }))
            : null;
    }

    /// <summary>Whether the key somebody came in by is still good: that very one, not another of its name.</summary>
    public bool Knows(ClaimsPrincipal caller) =>
        caller.FindFirstValue(Caller.KeyHashClaim) is { } hash
        && (_configured.ContainsKey(hash) || _demo.ContainsKey(hash) || (_kept.TryGetValue(hash, out var kept) && kept.ExpiresAt > time.GetUtcNow()));

    /// <summary>
    /// Reads the keys of the record again, after its last uses are written down. One reading after the other: an older one that ends later
    /// would forget a key just made.
    /// </summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await ReadAsync(cancellation);
        }
        finally
        {
            _reading.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _reading.Dispose();
    }

    /// <summary>The keys are known before the first request is answered.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every, time);
        var failing = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RefreshAsync(stoppingToken);
                    failing = false;
                }
                catch (Exception error) when (Outage.Is(error))
                {
                    if (!failing)
                    {
                        Log.NotRead(logger, error, Reference.New());
                    }
                    failing = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        await using var db = record.Open();
        var now = time.GetUtcNow();
        var rows = await db.Set<KeyRow>().AsNoTracking().Where(key => key.ExpiresAt > now).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            if (_used.TryGetValue(row.Id, out var used) && (row.UsedAt is null || used > row.UsedAt))
            {
                await db.Set<KeyRow>().Where(key => key.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(key => key.UsedAt, used), cancellation);
            }
        }
        _kept = rows.ToFrozenDictionary(
            row => row.Sha256,
            row => new Known(row.Id, CallerOf(new ApiKey { Name = row.Name, Sha256 = row.Sha256, Body = row.Body, Push = row.Push, Most = row.Most }), row.ExpiresAt, row.UsedAt),
            StringComparer.Ordinal);
    }

    private static ClaimsPrincipal CallerOf(ApiKey key)
    {
        var role = key.Office ? ActorRole.Office : key is { Push: true, Body: not null } ? ActorRole.System : ActorRole.Reader;
        var claims = Caller.Claims(key.Name, role, key.Body);
        claims.Add(new Claim(Caller.KeyClaim, key.Name));
        claims.Add(new Claim(Caller.KeyHashClaim, key.Sha256.ToLowerInvariant()));
        claims.Add(new Claim(Caller.MostClaim, key.Most));
        if (key is { Push: true, Body: not null })
        {
            claims.Add(new Claim(Caller.RightClaim, Caller.Push));
        }
        return new ClaimsPrincipal(new ClaimsIdentity(claims, KeyAuthentication.Name));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of the record could not be read; those known stay good (reference {Reference})")]
        public static partial void NotRead(ILogger logger, Exception error, string reference);
    }
}
