using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using SteeringBoard.Contract;
using SteeringBoard.Live.Redis;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Nodes;

/// <summary>The cache follows the board, and is whole again after whatever befalls it.</summary>
public sealed class BoardCachingTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _clock = new();
    private RedisServer _redis = null!;
    private Node _node = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _node = await Node.StartAsync(await Node.NewRecordAsync(_folder), _clock, _redis.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _redis.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_step_reaches_the_cache()
    {
        for (var burst = 0; burst < 5; burst++)
        {
            await new InventedWeek(31 + burst, _clock).BringAsync(20, _node);
            await IsWholeAsync();
        }
    }

    [Fact]
    public async Task A_wiped_cache_is_whole_again_though_nothing_changes()
    {
        await new InventedWeek(36, _clock).BringAsync(30, _node);
        await IsWholeAsync();

        using (var admin = await ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},allowAdmin=true"))
        {
            await admin.GetDatabase().ExecuteAsync("FLUSHALL");
        }

        await IsWholeAsync();
        await HasBoardAsync();
    }

    [Fact]
    public async Task A_killed_cache_is_whole_again_when_it_is_back()
    {
        var week = new InventedWeek(37, _clock);
        await week.BringAsync(30, _node);
        await IsWholeAsync();

        _redis.Kill();
        await week.BringAsync(30, _node);
        await _redis.RestartAsync();

        await IsWholeAsync();
        await HasBoardAsync();
        await week.BringAsync(10, _node);
        await IsWholeAsync();
    }

    [Fact]
    public async Task A_frozen_cache_holds_no_document_up()
    {
        var source = await _node.SourceAsync("push:79", "79");
        await _node.TakeAsync(source, _clock.GetUtcNow(), new { indicator = TestProgramme.Seals, value = 1, total = 1000 });
        await IsWholeAsync();

        _redis.Pause();
        var slowest = TimeSpan.Zero;
        for (var value = 2; _node.Cache.Health.Reachable || value < 200; value++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            var watch = Stopwatch.StartNew();
            await _node.TakeAsync(source, _clock.GetUtcNow(), new { indicator = TestProgramme.Seals, value = value % 1000, total = 1000 });
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }
        _redis.Resume();

        Assert.True(slowest < TimeSpan.FromMilliseconds(900), $"A document took {slowest}.");
        await IsWholeAsync();
    }

    [Fact]
    public async Task What_another_record_left_in_the_cache_is_dropped()
    {
        await using (var redis = new RedisConnection(_redis.ConnectionString, TimeProvider.System, NullLogger<RedisConnection>.Instance))
        {
            var foreign = new RedisNewestCache(redis);
            await foreign.SaveBoardAsync(TestProgramme.Code, 48_213, [1, 2, 3], default);
            await foreign.SaveAsync(TestProgramme.Code, null, 48_213, new Dictionary<string, byte[]> { ["99/X"] = [1] }, default);
        }

        await new InventedWeek(38, _clock).BringAsync(5, _node);

        await IsWholeAsync();
        await HasBoardAsync();
    }

    [Fact]
    public async Task A_node_started_from_the_cached_board_shows_what_one_started_from_the_record_shows()
    {
        var week = new InventedWeek(39, _clock);
        await week.BringAsync(40, _node);
        await _node.DisposeAsync();
        var record = new SteeringBoard.Data.RecordOptions(_folder.Path, null);
        // It puts the whole board when it starts; the rest it has yet to say is newer than what is cached.
        _node = await Node.StartAsync(record, _clock, _redis.ConnectionString);
        await HasBoardAsync();
        await week.BringAsync(20, _node);
        await _node.IsAgedAsync(_clock);
        await _node.IsReplayedAsync(_clock);
        var live = BoardText.Of(_node.Now, _clock.GetUtcNow());
        await _node.DisposeAsync();

        await using var uncached = await Node.StartAsync(record, _clock);
        _node = await Node.StartAsync(record, _clock, _redis.ConnectionString);

        Assert.Equal(live, BoardText.Of(_node.Now, _clock.GetUtcNow()));
        Assert.Equal(live, BoardText.Of(uncached.Now, _clock.GetUtcNow()));
    }

    /// <summary>The cache holds exactly the cells of the board, at its sequence.</summary>
    private Task IsWholeAsync() => Eventually.PassesAsync(async () =>
    {
        var board = _node.Now;
        var (sequence, cells) = (await _node.Cache.LoadAsync(TestProgramme.Code, default))!.Value;
        Assert.Equal(board.Sequence, sequence);
        var told = cells.ToDictionary(cell => cell.Key, cell => JsonSerializer.Deserialize<BoardCell>(cell.Value, WireJson.Options)!);
        var read = Enumerable.Range(0, board.Catalog.Bodies.Length).Where(body => board.Rows[body] is not null)
            .SelectMany(board.CellsOf).Where(pair => !pair.Cell.Levels.IsEmpty).ToList();
        Assert.All(read, pair =>
        {
            var cell = told[$"{board.Catalog.Bodies[pair.Key.Body].Code}/{board.Catalog.Indicators[pair.Key.Indicator].Code}"];
            Assert.Equal((pair.Cell.Verdict.Status, pair.Cell.Counted?.Value, pair.Cell.Verdict.Counts), (cell.Status, cell.Value, cell.Counts));
            Assert.Equal(pair.Cell.Levels.Tested?.Value, cell.Levels.GetValueOrDefault("tested")?.Value);
        });
        Assert.DoesNotContain("99/X", told.Keys);
    });

    private Task HasBoardAsync() => Eventually.HoldsAsync(
        async () => await _node.Cache.LoadBoardAsync(TestProgramme.Code, default) is { Length: > 100 } bytes
            && SteeringBoard.Readiness.Recording.Checkpoint.Read(_node.Now.Catalog, bytes, out _).ChangeId <= _node.Now.ChangeId,
        "the whole board to be cached");
}
