using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Live;

namespace SteeringBoard.Tests.Live;

/// <summary>What is kept of figures that are watched.</summary>
public sealed class FigureCacheTests
{
    private static readonly Dictionary<string, string> Arguments = new() { ["programme"] = "p" };

    [Fact]
    public async Task A_line_that_ends_while_it_joins_leaves_nothing_behind()
    {
        var source = new Source();
        using var cache = CacheOf(source);
        await using var line = new DefaultConnectionContext("line");
        var viewer = new Viewer(new HubConnectionContext(line, new HubConnectionContextOptions(), NullLoggerFactory.Instance), TimeProvider.System);

        source.Following = () => cache.Leave(viewer.Id);
        await cache.WatchAsync(viewer, "figure", Arguments, "vi", CancellationToken.None);

        Assert.Equal((0, 0), (cache.Count, source.Followers));
        // Who comes after it has what anybody has.
        source.Following = null;
        await cache.WatchAsync(viewer, "figure", Arguments, "vi", CancellationToken.None);
        Assert.Equal((1, 1), (cache.Count, source.Followers));
        cache.Leave(viewer.Id);
        Assert.Equal((0, 0), (cache.Count, source.Followers));
    }

    [Fact]
    public async Task A_line_that_had_ended_before_it_joined_leaves_nothing_behind()
    {
        var source = new Source();
        using var cache = CacheOf(source);
        await using var line = new DefaultConnectionContext("line");
        var viewer = new Viewer(new HubConnectionContext(line, new HubConnectionContextOptions(), NullLoggerFactory.Instance), TimeProvider.System);

        await Assert.ThrowsAsync<OperationCanceledException>(() => cache.WatchAsync(viewer, "figure", Arguments, "vi", new CancellationToken(true)));

        Assert.Equal((0, 0), (cache.Count, source.Followers));
    }

    private static FigureCache CacheOf(Source source) => new(
        [new FigureDefinition("figure", [], (_, _) => new(new Figure([], [], new FigureTable("", [], []))))], source, TimeProvider.System, NullLogger<FigureCache>.Instance);

    /// <summary>A programme that does not change, and how many follow it.</summary>
    private sealed class Source : IChangeSource
    {
        private int _followers;

        /// <summary>What happens just before somebody follows.</summary>
        public Action? Following { get; set; }

        public int Followers => Volatile.Read(ref _followers);

        public (long Version, DateTimeOffset At)? Newest(string programme) => (1, default);

        public IDisposable Follow(string programme, Action changed)
        {
            Following?.Invoke();
            Interlocked.Increment(ref _followers);
            return new Ending(this);
        }

        private sealed class Ending(Source source) : IDisposable
        {
            public void Dispose() => Interlocked.Decrement(ref source._followers);
        }
    }
}
