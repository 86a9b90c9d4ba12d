using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using SteeringBoard.Live;
using SteeringBoard.Live.Redis;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Live;

/// <summary>Redis killed, wiped, frozen: calls come back in time, the health says so, and everything heals by itself.</summary>
public sealed class RedisBadDaysTests
{
    private static readonly TimeSpan InTime = RedisConnection.Limit + TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task A_frozen_Redis_holds_nobody_up_and_is_used_again_when_it_thaws()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = new Node(server.ConnectionString);
        await node.IsUpAsync();
        await using var load = new Load(node.Cache);
        await load.IsServedAsync();

        server.Pause();
        await Eventually.HoldsAsync(() => !node.Cache.Health.Reachable, "the health to say so");
        Assert.StartsWith("no-answer", node.Cache.Health.LastError, StringComparison.Ordinal);
        // Long enough for the dumb connection to be replaced.
        await Eventually.HoldsAsync(() => load.Refused > 10_000, "calls to be refused");
        server.Resume();

        await node.IsUpAsync();
        await load.IsServedAsync();
        Assert.True(load.Slowest < InTime, $"A call took {load.Slowest}.");
    }

    [Fact]
    public async Task A_killed_Redis_is_used_again_when_it_is_back()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = new Node(server.ConnectionString);
        await node.IsUpAsync();
        await using var load = new Load(node.Cache);

        for (var kill = 0; kill < 3; kill++)
        {
            await load.IsServedAsync();
            server.Kill();
            await Eventually.HoldsAsync(() => !node.Cache.Health.Reachable, "the health to say so");
            Assert.NotNull(node.Cache.Health.LastError);
            await server.RestartAsync();
            await node.IsUpAsync();
        }

        await load.IsServedAsync();
        Assert.True(load.Slowest < InTime, $"A call took {load.Slowest}.");
    }

    [Fact]
    public async Task A_start_without_Redis_does_not_wait_for_it()
    {
        var port = FreePort.Next();
        await using var node = new Node($"127.0.0.1:{port}");
        var watch = Stopwatch.StartNew();

        Assert.Null(await node.Cache.LoadBoardAsync("p", default));
        Assert.True(watch.Elapsed < InTime, $"It took {watch.Elapsed}.");
        await Eventually.HoldsAsync(() => node.Cache.Health is { Reachable: false, LastError: not null }, "the health to say so");

        watch.Restart();
        await Assert.ThrowsAsync<CacheOutOfReachException>(() => node.Cache.SaveBoardAsync("p", 1, [1], default));
        Assert.True(watch.Elapsed < TimeSpan.FromMilliseconds(500), $"Known to be away, it still took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_refusal_is_told_and_is_no_outage()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = new Node(server.ConnectionString);
        await node.IsUpAsync();
        using var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1");

        await Assert.ThrowsAsync<CacheOutOfReachException>(() => node.Cache.SaveBoardAsync("p", 1, [1], default));

        Assert.True(node.Cache.Health.Reachable);
        Assert.StartsWith("refused", node.Cache.Health.LastError, StringComparison.Ordinal);
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await node.Cache.SaveBoardAsync("p", 1, [1], default);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("wipe")]
    [InlineData("freeze")]
    public async Task The_bus_heals(string fault)
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = new Node(server.ConnectionString);
        await using var other = new Node(server.ConnectionString);
        long heard = 0;
        using var listening = other.Bus.Listen((_, sequence) => Interlocked.Exchange(ref heard, sequence));
        one.Bus.Announce("p", 1);
        await Eventually.HoldsAsync(() => Interlocked.Read(ref heard) == 1, "the first announcement");

        switch (fault)
        {
            case "kill":
                server.Kill();
                one.Bus.Announce("p", 2);
                await server.RestartAsync();
                break;
            case "wipe":
                await WipeAsync(server);
                one.Bus.Announce("p", 2);
                break;
            default:
                server.Pause();
                one.Bus.Announce("p", 2);
                await Eventually.HoldsAsync(() => !one.Cache.Health.Reachable && !other.Cache.Health.Reachable, "both to notice");
                server.Resume();
                break;
        }

        await Eventually.HoldsAsync(() => Interlocked.Read(ref heard) == 2, "what was announced meanwhile");
        one.Bus.Announce("p", 3);
        await Eventually.HoldsAsync(() => Interlocked.Read(ref heard) == 3, "what is announced after");
    }

    [Fact]
    public async Task A_stream_that_begins_again_with_lower_numbers_is_followed()
    {
        await using var server = await RedisServer.StartAsync();
        using var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        // As from a server whose clock was far ahead.
        await admin.GetDatabase().ExecuteAsync(
            "XADD", "steeringboard:changes", "9999999999999-5", "node", "gone", "programme", "p", "sequence", "1");
        await using var one = new Node(server.ConnectionString);
        await using var other = new Node(server.ConnectionString);
        long heard = 0;
        using var listening = other.Bus.Listen((_, sequence) => Interlocked.Exchange(ref heard, sequence));
        await Eventually.HoldsAsync(() => Interlocked.Read(ref heard) == 1, "the old stream");

        await WipeAsync(server);
        one.Bus.Announce("p", 2);

        await Eventually.HoldsAsync(() => Interlocked.Read(ref heard) == 2, "the new stream");
    }

    [Fact]
    public async Task A_message_wakes_the_other_nodes_long_before_they_would_ask()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = new Node(server.ConnectionString);
        await using var other = new Node(server.ConnectionString);
        long heard = 0;
        using var listening = other.Bus.Listen((_, sequence) => Interlocked.Exchange(ref heard, sequence));
        var delays = new List<TimeSpan>();
        for (var sequence = 1; sequence <= 40; sequence++)
        {
            var watch = Stopwatch.StartNew();
            one.Bus.Announce("p", sequence);
            await Eventually.HoldsAsync(() => Interlocked.Read(ref heard) == sequence, "an announcement");
            delays.Add(watch.Elapsed);
        }

        // Polling alone would take 125 ms in the middle.
        Assert.True(delays.Order().ElementAt(20) < TimeSpan.FromMilliseconds(80), string.Join(", ", delays));
    }

    [Fact]
    public async Task The_stream_stays_short()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = new Node(server.ConnectionString);
        using var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        for (var sequence = 1; sequence <= 3_000; sequence++)
        {
            one.Bus.Announce($"p{sequence}", 1);
        }

        await Eventually.HoldsAsync(async () => await AddedAsync() == 3_000, "all to be said");
        Assert.InRange((long)await admin.GetDatabase().ExecuteAsync("XLEN", "steeringboard:changes"), 1_000, 1_200);

        async Task<long> AddedAsync()
        {
            if (!await admin.GetDatabase().KeyExistsAsync("steeringboard:changes"))
            {
                return 0;
            }
            var facts = (RedisResult[])(await admin.GetDatabase().ExecuteAsync("XINFO", "STREAM", "steeringboard:changes"))!;
            return (long)facts[Array.FindIndex(facts, fact => fact.ToString() == "entries-added") + 1];
        }
    }

    private static async Task WipeAsync(RedisServer server)
    {
        using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("FLUSHALL");
    }

    private sealed class Node(string connectionString) : IAsyncDisposable
    {
        private readonly RedisConnection _redis = new(connectionString, TimeProvider.System, NullLogger<RedisConnection>.Instance);
        private RedisChangeBus? _bus;

        public INewestCache Cache => field ??= new RedisNewestCache(_redis);

        public IChangeBus Bus => _bus ??= new RedisChangeBus(_redis, TimeProvider.System, NullLogger<RedisChangeBus>.Instance);

        public Task IsUpAsync() => Eventually.HoldsAsync(() => Cache.Health is { Reachable: true, RoundTrip: not null }, "the connection to be up");

        public async ValueTask DisposeAsync()
        {
            if (_bus is not null)
            {
                await _bus.DisposeAsync();
            }
            await _redis.DisposeAsync();
        }
    }

    /// <summary>Sixteen callers that write and read without end.</summary>
    private sealed class Load : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;
        private long _served;
        private long _refused;
        private long _slowest;

        public Load(INewestCache cache) => _running = Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(() => CallAsync(cache, $"p{caller}"))));

        public long Refused => Interlocked.Read(ref _refused);

        public TimeSpan Slowest => new(Interlocked.Read(ref _slowest));

        public async Task IsServedAsync()
        {
            var before = Interlocked.Read(ref _served);
            await Eventually.HoldsAsync(() => Interlocked.Read(ref _served) > before + 100, "calls to be served");
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }

        private async Task CallAsync(INewestCache cache, string programme)
        {
            for (var sequence = 1L; !_stop.IsCancellationRequested; sequence++)
            {
                var watch = Stopwatch.StartNew();
                try
                {
                    await cache.SaveBoardAsync(programme, sequence, new byte[1_000], default);
                    Interlocked.Increment(ref _served);
                }
                catch (CacheOutOfReachException)
                {
                    Interlocked.Increment(ref _refused);
                    await Task.Delay(10);
                }
                var took = watch.Elapsed.Ticks;
                for (long seen; (seen = Interlocked.Read(ref _slowest)) < took && Interlocked.CompareExchange(ref _slowest, took, seen) != seen;)
                {
                }
            }
        }
    }
}
