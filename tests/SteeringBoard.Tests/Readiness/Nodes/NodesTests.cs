using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Nodes;

/// <summary>Several nodes over one PostgreSQL: each board follows the others', with Redis and without.</summary>
public sealed class NodesTests(Servers servers)
{
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Boards_converge_within_a_second_with_Redis_up_down_and_wiped()
    {
        await using var redis = await RedisServer.StartAsync();
        var clock = new ManualTime();
        var record = await Node.NewRecordAsync(await servers.PostgresAsync());
        await using var one = await Node.StartAsync(record, clock, redis.ConnectionString);
        await using var other = await Node.StartAsync(record, clock, redis.ConnectionString);
        await Eventually.HoldsAsync(() => one.Cache.Health.Reachable && other.Cache.Health.Reachable, "Redis to be reached");
        // Programme time goes no faster than the ends of spans travel between nodes, as real speeds see to.
        var week = new InventedWeek(21, clock, longestStep: TimeSpan.FromSeconds(60));
        await ConvergeInTimeAsync();

        redis.Kill();
        await Eventually.HoldsAsync(() => !one.Cache.Health.Reachable && !other.Cache.Health.Reachable, "the loss to be noticed");
        await ConvergeInTimeAsync();

        await redis.RestartAsync();
        await Eventually.HoldsAsync(() => one.Cache.Health.Reachable && other.Cache.Health.Reachable, "Redis to be reached again");
        await ConvergeInTimeAsync();

        async Task ConvergeInTimeAsync()
        {
            var took = new List<TimeSpan>();
            for (var round = 0; round < 5; round++)
            {
                await week.BringAsync(10, one, other);
                var watch = Stopwatch.StartNew();
                await ConvergeAsync(one, other, clock);
                took.Add(watch.Elapsed);
            }
            // The middle one: this machine may be busy with something else for a moment.
            Assert.True(took.Order().ElementAt(2) < ASecond, string.Join(", ", took));
        }
    }

    [Fact]
    public async Task With_Redis_a_step_reaches_the_other_board_long_before_it_would_ask_the_record()
    {
        var redis = (await servers.RedisAsync()).NextDatabase();
        var clock = new ManualTime();
        var record = await Node.NewRecordAsync(await servers.PostgresAsync());
        await using var one = await Node.StartAsync(record, clock, redis);
        await using var other = await Node.StartAsync(record, clock, redis);
        var source = await one.SourceAsync("push:79", "79");
        var delays = new List<TimeSpan>();
        for (var value = 1; value <= 21; value++)
        {
            clock.Advance(ASecond);
            await one.TakeAsync(source, clock.GetUtcNow(), new { indicator = TestProgramme.Seals, value, total = 1000 });
            var watch = Stopwatch.StartNew();
            await Eventually.HoldsAsync(() => other.Now.Sequence == one.Now.Sequence, "the step");
            delays.Add(watch.Elapsed);
        }

        // Asking alone would take 250 ms in the middle.
        Assert.True(delays.Order().ElementAt(10) < TimeSpan.FromMilliseconds(150), string.Join(", ", delays));
    }

    [Fact]
    public async Task Writers_on_two_nodes_give_no_sequence_twice_and_lose_no_reading()
    {
        var clock = new ManualTime();
        var record = await Node.NewRecordAsync(await servers.PostgresAsync());
        await using var one = await Node.StartAsync(record, clock);
        await using var other = await Node.StartAsync(record, clock);
        const int DocumentsEach = 40;

        async Task<int> PushAsync(Node node, int writer)
        {
            var province = InventedWeek.Provinces[writer % InventedWeek.Provinces.Count];
            var source = await node.SourceAsync($"push:{writer}", province);
            var accepted = 0;
            for (var value = 1; value <= DocumentsEach; value++)
            {
                // No two documents say the same, so each of them is a change.
                accepted += (await node.TakeAsync(
                    source, clock.GetUtcNow(), new { indicator = TestProgramme.Seals, value = writer * DocumentsEach + value, total = 1000 },
                    new { indicator = TestProgramme.Unsigned, value = value % 100, total = 100, evidence = "tested" })).Accepted;
            }
            return accepted;
        }

        var taken = (await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(() => PushAsync(writer % 2 == 0 ? one : other, writer))))).Sum();

        await ConvergeAsync(one, other, clock);
        var sequences = await one.ReadAsync(db => db.Set<ChangeRow>().OrderBy(row => row.Id).Select(row => row.Sequence).ToListAsync());
        Assert.Equal(Enumerable.Range(1, sequences.Count(sequence => sequence is not null)).Select(sequence => (long?)sequence), sequences.Where(sequence => sequence is not null));
        var readings = await one.ReadAsync(db => db.Set<ReadingRow>().OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
        Assert.Equal(taken, readings.Count);
        Assert.Equal(Enumerable.Range(1, readings.Count).Select(id => (long)id), readings);
        Assert.True(taken >= 16 * DocumentsEach, $"{taken} taken");
    }

    [Fact]
    public async Task A_source_pulled_by_one_node_stays_fresh_on_the_other()
    {
        var clock = new ManualTime();
        var record = await Node.NewRecordAsync(await servers.PostgresAsync());
        await using var one = await Node.StartAsync(record, clock);
        await using var other = await Node.StartAsync(record, clock);
        var gateway = await one.SourceAsync("gateway:79", "79", TimeSpan.FromMinutes(10));
        var key = one.Key("79", TestProgramme.Unsigned);
        await one.TakeAsync(gateway, clock.GetUtcNow(), new { indicator = TestProgramme.Unsigned, value = 7, total = 100 });
        await ConvergeAsync(one, other, clock);

        // Another source said the same before, so the first pull of this one begins a span and changes no cell.
        var second = await one.SourceAsync("gateway:79b", "79", TimeSpan.FromMinutes(10));
        await one.TakeAsync(second, clock.GetUtcNow(), new { indicator = TestProgramme.Unsigned, value = 7, total = 100 });
        await Eventually.HoldsAsync(() => other.Now.Spans.ContainsKey(second.Number), "the span of the second source");

        for (var pull = 0; pull < 5; pull++)
        {
            clock.Advance(TimeSpan.FromMinutes(9));
            Assert.True(one.Intake.Vouch(one.Board, gateway, clock.GetUtcNow()));
            await Eventually.HoldsAsync(() => other.Now[key].Own.Pulled!.SilentAsOf() == clock.GetUtcNow(), "the span to go on");
        }
        Assert.Equal(1, other.Now.Sequence);
        // The other node may pull it next: it goes on with the same span.
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.True(other.Intake.Vouch(other.Board, gateway, clock.GetUtcNow()));
        await Eventually.HoldsAsync(() => one.Now[key].Own.Pulled!.SilentAsOf() == clock.GetUtcNow(), "the span to go on at the first");
    }

    [Fact]
    public async Task Becoming_stale_is_recorded_once()
    {
        var clock = new ManualTime();
        var record = await Node.NewRecordAsync(await servers.PostgresAsync());
        await using var one = await Node.StartAsync(record, clock);
        await using var other = await Node.StartAsync(record, clock);
        await one.TakeAsync(await one.SourceAsync("push:79", "79"), clock.GetUtcNow(), new { indicator = TestProgramme.Unsigned, value = 7, total = 100 });
        await ConvergeAsync(one, other, clock);

        clock.Advance(TimeSpan.FromHours(24.5));

        var key = one.Key("79", TestProgramme.Unsigned);
        await Eventually.HoldsAsync(
            () => one.Now[key].Verdict.Status == Contract.CellStatus.Stale && other.Now[key].Verdict.Status == Contract.CellStatus.Stale, "both to show it stale");
        await ConvergeAsync(one, other, clock);
        Assert.Equal(2, one.Now.Sequence);
    }

    private static Task ConvergeAsync(Node one, Node other, ManualTime clock) => Eventually.PassesAsync(
        () =>
        {
            Assert.Equal(BoardText.Of(one.Now, clock.GetUtcNow()), BoardText.Of(other.Now, clock.GetUtcNow()));
            return Task.CompletedTask;
        });
}
