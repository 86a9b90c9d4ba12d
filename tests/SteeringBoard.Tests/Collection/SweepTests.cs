using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Sweeps;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

public sealed class SweepTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_sweep_pulls_every_gateway_once()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync();
        gateway.Answer = http => TestGateway.Send(http, board.Document(40, body: http.Request.Path.Value!.Split('/')[1]));
        string[] bodies = [TestProgramme.Province, TestProgramme.OtherProvince, TestProgramme.ThirdProvince];
        foreach (var body in bodies)
        {
            board.Register(new Uri(gateway.Address, body + "/"), body);
        }

        var report = await board.SweepAsync(Long);

        Assert.Equal(new SweepReport(3, 3, 0, 0, 0, 0), report);
        Assert.Equal(3, gateway.Asked);
        Assert.All(bodies, body => Assert.Equal(40, board.Shown(body)!.Value));
        Assert.Equal(new SweepReport(3, 0, 3, 0, 0, 0), await board.SweepAsync(Long));
    }

    [Fact]
    public async Task A_hanging_gateway_is_never_asked_twice_at_once_and_the_others_keep_their_beat()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { Interval = TimeSpan.FromMilliseconds(500), Budget = TimeSpan.FromSeconds(2) });
        await using var bad = await TestGateway.StartAsync(TestGateway.Hang);
        await using var good = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40, body: TestProgramme.Province)));
        var hanging = board.Register(bad.Address);
        board.Register(good.Address, TestProgramme.Province);

        var beat = TimeSpan.FromMilliseconds(400);
        var reports = new List<SweepReport>();
        for (var sweeps = 0; sweeps < 4; sweeps++)
        {
            reports.Add(await board.SweepAsync(beat));
        }

        Assert.Equal(new SweepReport(2, 1, 0, 0, 0, 1), reports[0]);
        Assert.All(reports[1..], report => Assert.Equal(new SweepReport(2, 0, 1, 0, 1, 0), report));
        Assert.Equal((4, 1, 1), (good.Asked, bad.Asked, bad.MostAtOnce));

        await Eventually.HoldsAsync(() => !hanging.IsInFlight && bad.AtOnce == 0, "the end of the hanging pull");
        Assert.Equal(PullReasons.Timeout, hanging.Last!.Reason);
        await board.SweepAsync(beat);
        Assert.Equal((2, 1), (bad.Asked, bad.MostAtOnce));
    }

    [Fact]
    public async Task Hanging_gateways_give_their_places_up()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { MaxParallel = 1, Budget = TimeSpan.FromSeconds(30), Interval = TimeSpan.FromSeconds(30) });
        await using var bad = await TestGateway.StartAsync(TestGateway.Hang);
        await using var good = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40, body: TestProgramme.Province)));
        foreach (var body in TestProgramme.Communes)
        {
            board.Register(bad.Address, body);
        }
        board.Register(good.Address, TestProgramme.Province);

        var report = await board.SweepAsync(TimeSpan.FromSeconds(7));

        Assert.Equal(new SweepReport(5, 1, 0, 0, 0, 4), report);
        Assert.Equal(4, bad.MostAtOnce);
    }

    [Fact]
    public async Task Only_so_many_pulls_are_at_work_at_once()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { MaxParallel = 2 });
        await using var gateway = await TestGateway.StartAsync(async http =>
        {
            await Task.Delay(50);
            await TestGateway.Status(404)(http);
        });
        foreach (var body in TestProgramme.Communes)
        {
            board.Register(gateway.Address, body);
        }

        Assert.Equal(new SweepReport(4, 0, 0, 4, 0, 0), await board.SweepAsync(Long));
        Assert.InRange(gateway.MostAtOnce, 1, 2);
    }

    [Fact]
    public async Task A_gateway_that_had_no_turn_is_first_in_the_next_sweep()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { MaxParallel = 1, Interval = TimeSpan.FromSeconds(10), Budget = TimeSpan.FromSeconds(10) });
        await using var gateway = await TestGateway.StartAsync(async http =>
        {
            await Task.Delay(300);
            await TestGateway.Status(304)(http);
        });
        foreach (var body in TestProgramme.Communes)
        {
            board.Register(gateway.Address, body);
        }

        var first = await board.SweepAsync(TimeSpan.FromMilliseconds(200));
        Assert.True(first.NotAsked > 0, first.ToString());
        var waiting = board.Registry.All.Where(pulled => pulled.LastStarted is null).ToList();
        await Eventually.HoldsAsync(() => board.Registry.All.All(pulled => !pulled.IsInFlight), "the end of the first sweep's pulls");

        await board.SweepAsync(TimeSpan.FromMilliseconds(200));
        Assert.Contains(waiting, pulled => pulled.LastStarted is not null);
    }

    [Fact]
    public async Task A_gateway_registered_anew_does_not_overlap_its_own_pull()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Hang);
        var before = board.Register(gateway.Address);
        var pull = board.PullAsync(before);
        await Eventually.HoldsAsync(() => gateway.Asked == 1, "the request");

        board.Registry.Replace(before.Registration);
        Assert.Equal(PullOutcome.Skipped, (await board.PullAsync(board.Registry.All.Single())).Outcome);

        await pull;
        Assert.Equal(1, gateway.MostAtOnce);
    }

    [Fact]
    public async Task Pulls_end_when_the_board_stops()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { Budget = TimeSpan.FromMinutes(5) });
        await using var gateway = await TestGateway.StartAsync(TestGateway.Hang);
        var hanging = board.Register(gateway.Address);
        Assert.Equal(1, (await board.SweepAsync(TimeSpan.FromMilliseconds(300))).GoingOn);

        await board.Sweeper.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.False(hanging.IsInFlight);
        Assert.Null(hanging.Last);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Every_gateway_is_in_one_shard(int shards)
    {
        var registry = new GatewayRegistry(new CollectionOptions(), TimeProvider.System);
        foreach (var body in Enumerable.Range(0, 3_355))
        {
            registry.Add(new GatewayRegistration("p", $"{body:00000}", new Uri("http://127.0.0.1/")));
        }

        var spread = Enumerable.Range(0, shards).Select(shard => registry.OfShard(shard, shards)).ToList();

        Assert.Equal(3_355, spread.SelectMany(shard => shard).Distinct().Count());
        Assert.Equal(3_355, spread.Sum(shard => shard.Length));
        Assert.All(spread, shard => Assert.InRange(shard.Length, 3_355 / shards * 0.8, 3_355 / shards * 1.2 + 1));
    }
}
