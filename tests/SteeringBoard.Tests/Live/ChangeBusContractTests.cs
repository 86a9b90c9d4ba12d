using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Live;
using SteeringBoard.Live.Memory;
using SteeringBoard.Live.Redis;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Live;

/// <summary>What every bus does, whatever it is made of.</summary>
public abstract class ChangeBusContractTests : IAsyncLifetime
{
    private protected IChangeBus One { get; set; } = null!;

    private protected IChangeBus Other { get; set; } = null!;

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task What_one_node_announces_another_hears()
    {
        var heard = new ConcurrentDictionary<string, long>();
        using var listening = Other.Listen((programme, sequence) => heard[programme] = sequence);

        One.Announce("go-live-2025", 7);
        One.Announce("project-06", 3);

        await Eventually.HoldsAsync(() => heard.GetValueOrDefault("go-live-2025") == 7 && heard.GetValueOrDefault("project-06") == 3, "both announcements");
    }

    [Fact]
    public async Task A_node_does_not_hear_itself()
    {
        var heard = new ConcurrentQueue<(string, long)>();
        using var listening = One.Listen((programme, sequence) => heard.Enqueue((programme, sequence)));

        One.Announce("go-live-2025", 7);
        Other.Announce("go-live-2025", 8);

        await Eventually.HoldsAsync(() => heard.Contains(("go-live-2025", 8)), "the other's announcement");
        Assert.DoesNotContain(("go-live-2025", 7L), heard);
    }

    [Fact]
    public async Task Every_listener_of_a_node_hears()
    {
        var heard = new ConcurrentDictionary<int, long>();
        using var first = Other.Listen((_, sequence) => heard[1] = sequence);
        using var second = Other.Listen((_, sequence) => heard[2] = sequence);

        One.Announce("go-live-2025", 7);

        await Eventually.HoldsAsync(() => heard.GetValueOrDefault(1) == 7 && heard.GetValueOrDefault(2) == 7, "both listeners");
    }

    [Fact]
    public async Task Whoever_stops_listening_hears_no_more()
    {
        long stopped = 0, going = 0;
        using var listening = Other.Listen((_, sequence) => Volatile.Write(ref going, sequence));
        Other.Listen((_, sequence) => Volatile.Write(ref stopped, sequence)).Dispose();

        One.Announce("go-live-2025", 7);

        await Eventually.HoldsAsync(() => Volatile.Read(ref going) == 7, "the other listener");
        Assert.Equal(0, Volatile.Read(ref stopped));
    }

    [Fact]
    public async Task The_newest_of_many_is_heard()
    {
        long newest = 0;
        using var listening = Other.Listen((_, sequence) => Volatile.Write(ref newest, Math.Max(newest, sequence)));

        for (var sequence = 1; sequence <= 10_000; sequence++)
        {
            One.Announce("go-live-2025", sequence);
        }

        await Eventually.HoldsAsync(() => Volatile.Read(ref newest) == 10_000, "the newest");
    }
}

public sealed class MemoryChangeBusTests : ChangeBusContractTests
{
    public override ValueTask InitializeAsync()
    {
        var bus = new MemoryChangeBus();
        (One, Other) = (bus, bus.Join());
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class RedisChangeBusTests(Servers servers) : ChangeBusContractTests
{
    private readonly List<IAsyncDisposable> _parts = [];

    public override async ValueTask InitializeAsync()
    {
        var database = (await servers.RedisAsync()).NextDatabase();
        (One, Other) = (Join(database), Join(database));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }
    }

    private RedisChangeBus Join(string database)
    {
        var connection = new RedisConnection(database, TimeProvider.System, NullLogger<RedisConnection>.Instance);
        var bus = new RedisChangeBus(connection, TimeProvider.System, NullLogger<RedisChangeBus>.Instance);
        _parts.AddRange([connection, bus]);
        return bus;
    }
}
