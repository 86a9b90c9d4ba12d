using Microsoft.EntityFrameworkCore;
using SteeringBoard.Readiness.Nodes;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Nodes;

/// <summary>A board made out of the record is the board that was live, whatever it starts from.</summary>
public sealed class ReplayTests(Servers servers)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_board_replayed_from_the_first_reading_is_the_live_one(int seed)
    {
        using var folder = new TempFolder();
        var clock = new ManualTime();
        await using var node = await Node.StartAsync(await Node.NewRecordAsync(folder), clock);

        Assert.True(await new InventedWeek(seed, clock).BringAsync(200, node) > 300);

        await node.IsReplayedAsync(clock);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_board_started_from_a_cached_one_is_the_live_one(int seed)
    {
        using var folder = new TempFolder();
        var clock = new ManualTime();
        await using var node = await Node.StartAsync(await Node.NewRecordAsync(folder), clock);
        var week = new InventedWeek(seed, clock);
        await week.BringAsync(100, node);
        var cached = Checkpoint.Write(node.Now);
        await week.BringAsync(60, node);

        await node.IsReplayedAsync(clock, cached);
    }

    [Theory]
    [InlineData(false, 6)]
    [InlineData(true, 7)]
    public async Task A_board_replayed_from_a_checkpoint_is_the_live_one(bool postgres, int seed)
    {
        using var folder = new TempFolder();
        var clock = new ManualTime();
        await using var node = await Node.StartAsync(
            postgres ? await Node.NewRecordAsync(await servers.PostgresAsync()) : await Node.NewRecordAsync(folder), clock);
        await node.StopAsync<CheckpointKeeping>();
        var week = new InventedWeek(seed, clock);
        var accepted = await week.BringAsync(50, node);
        Assert.False((await CheckpointKeeping.KeepAsync(node.Record, node.Now, default)).IsKept);
        while (accepted < CheckpointKeeping.AtLeast)
        {
            accepted += await week.BringAllAsync(node);
        }

        Assert.True((await CheckpointKeeping.KeepAsync(node.Record, node.Now, default)).IsKept);
        Assert.False((await CheckpointKeeping.KeepAsync(node.Record, node.Now, default)).IsKept);
        await week.BringAsync(60, node);

        var row = await node.ReadAsync(db => db.Set<CheckpointRow>().SingleAsync());
        Assert.Equal(row.ReadingId, await node.ReadAsync(db => db.Set<ReadingRow>().Where(reading => reading.ChangeId <= row.ChangeId).MaxAsync(reading => reading.Id)));
        Assert.True(await node.ReadAsync(db => db.Set<ReadingRow>().Where(reading => reading.ChangeId > row.ChangeId).MinAsync(reading => reading.Id)) > row.ReadingId);
        await node.IsReplayedAsync(clock);
    }

    [Fact]
    public async Task A_cached_board_of_another_record_is_not_taken()
    {
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        var clock = new ManualTime();
        await using var node = await Node.StartAsync(await Node.NewRecordAsync(folder), clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        await using var other = await Node.StartAsync(await Node.NewRecordAsync(elsewhere), clock);
        await new InventedWeek(8, clock).BringAsync(40, node);
        await new InventedWeek(9, clock).BringAsync(30, other);

        await node.IsReplayedAsync(clock, Checkpoint.Write(other.Now));
    }

    [Fact]
    public async Task A_span_that_ended_before_the_last_change_is_there_after_a_restart()
    {
        using var folder = new TempFolder();
        var clock = new ManualTime();
        await using var node = await Node.StartAsync(await Node.NewRecordAsync(folder), clock);
        var source = await node.SourceAsync("push:79", "79");
        var reading = new { indicator = TestProgramme.Filing, value = 10, total = 100 };
        await node.TakeAsync(source, clock.GetUtcNow(), reading);
        clock.Advance(TimeSpan.FromHours(2));
        await node.TakeAsync(await node.SourceAsync("push:01", "01"), clock.GetUtcNow(), reading);
        var cached = Checkpoint.Write(node.Now);

        // The same again, as of a moment before the last change: it makes the reading fresher and changes nothing else.
        await node.TakeAsync(source, clock.GetUtcNow().AddMinutes(-10), reading);

        await node.IsReplayedAsync(clock, cached);
        Assert.Contains("holds 24 02:50", BoardText.Of(node.Now, clock.GetUtcNow()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_followed_by_another_does_not_come_back()
    {
        using var folder = new TempFolder();
        var clock = new ManualTime();
        await using var node = await Node.StartAsync(await Node.NewRecordAsync(folder), clock);
        var gateway = await node.SourceAsync("gateway:79", "79", TimeSpan.FromMinutes(5));
        var reading = new { indicator = TestProgramme.Filing, value = 10, total = 100 };
        await node.TakeAsync(gateway, clock.GetUtcNow(), reading);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(node.Intake.Vouch(node.Board, gateway, clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromHours(1));
        // Silent for too long: what it says now begins a span of its own, and changes nothing.
        await node.TakeAsync(gateway, clock.GetUtcNow(), reading);
        var second = node.Now.Spans[gateway.Number].RowId;

        var replayed = await node.Replay.NewestAsync(node.Now.Catalog, Checkpoint.Write(node.Now), clock.GetUtcNow(), default);

        Assert.Equal(second, replayed.Spans[gateway.Number].RowId);
        await node.IsReplayedAsync(clock);
    }
}
