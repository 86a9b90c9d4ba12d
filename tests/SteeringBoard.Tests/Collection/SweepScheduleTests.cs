using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Collection.Sweeps;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

public sealed class SweepScheduleTests(Servers servers)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Jobs_pull_on_their_beat_and_leave_their_history(bool onPostgres)
    {
        await using var board = await TestBoard.StartAsync(servers, onPostgres);
        var value = 0;
        await using var gateway = await TestGateway.StartAsync(http => TestGateway.Send(http, Document(board, Interlocked.Increment(ref value))));
        using var node = await NodeAsync(board, gateway.Address);

        await Eventually.HoldsAsync(() => gateway.Asked >= 4, "four pulls");
        var status = node.Services.GetRequiredService<CollectionStatus>();
        Assert.Null(await status.SchedulerFaultAsync(Cancellation));
        var known = Assert.Single(await status.GatewaysAsync(Cancellation));
        Assert.Equal((TestProgramme.OtherProvince, 0, PullOutcome.Changed), (known.Registration.Body, known.FailuresInARow, known.Last!.Outcome));
        Assert.NotNull(known.LastGood);
        Assert.NotNull(known.NextDue);
        await Eventually.HoldsAsync(
            async () => (await status.SweepsAsync(Cancellation)).Single() is { LastSucceeded: true, Gateways: 1, Next: not null } sweep
                && sweep.LastSummary!.StartsWith("1 1 ", StringComparison.Ordinal),
            "the history of the job");
        Assert.NotEmpty(await status.SweepRunsAsync(0, 10, Cancellation));

        await node.StopAsync(Cancellation);
        Assert.NotEmpty(await status.RunsAsync(TestProgramme.Code, TestProgramme.OtherProvince, 100, Cancellation));
        Assert.Equal(1, gateway.MostAtOnce);
    }

    [Fact]
    public async Task The_schedule_is_kept_in_a_file_of_its_own_and_a_pause_outlives_a_restart()
    {
        await using var board = await TestBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => Document(board, 40)));
        using (var node = await NodeAsync(board, gateway.Address))
        {
            await Eventually.HoldsAsync(() => gateway.Asked > 0, "a pull");
            await node.Services.GetRequiredService<CollectionStatus>().PauseAsync(0, Cancellation);
            await node.StopAsync(Cancellation);
        }
        Assert.True(File.Exists(Path.Combine(board.Services.GetRequiredService<RecordOptions>().Directory, "jobs.db")));

        using var again = await NodeAsync(board, gateway.Address);
        var status = again.Services.GetRequiredService<CollectionStatus>();
        Assert.True((await status.SweepsAsync(Cancellation)).Single().IsPaused);
        Assert.Null((await status.GatewaysAsync(Cancellation)).Single().NextDue);

        // Paused, it still pulls when an operator asks.
        var asked = gateway.Asked;
        Assert.True(await status.RunNowAsync(TestProgramme.Code, TestProgramme.OtherProvince, Cancellation));
        await Eventually.HoldsAsync(() => gateway.Asked == asked + 1, "the pull asked for");
        await status.RunNowAsync(0, Cancellation);
        await Eventually.HoldsAsync(() => gateway.Asked == asked + 2, "the sweep asked for");
        Assert.False(await status.RunNowAsync(TestProgramme.Code, "no-such-body", Cancellation));

        await status.ResumeAsync(0, Cancellation);
        await Eventually.HoldsAsync(() => gateway.Asked >= asked + 5, "the beat");
        await again.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_sweep_that_is_late_is_made_once()
    {
        await using var board = await TestBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => Document(board, 40)));
        using (var node = await NodeAsync(board, gateway.Address, ("Interval", "10")))
        {
            await Eventually.HoldsAsync(() => gateway.Asked == 1, "the first pull");
            await node.StopAsync(Cancellation);
        }
        // As if the board had been down for an hour.
        var store = $"Data Source={Path.Combine(board.Services.GetRequiredService<RecordOptions>().Directory, "jobs.db")}";
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(store))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = NEXT_FIRE_TIME - @hour";
            command.Parameters.AddWithValue("@hour", TimeSpan.FromHours(1).Ticks);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
        }

        using var again = await NodeAsync(board, gateway.Address, ("Interval", "10"));
        await Eventually.HoldsAsync(() => gateway.Asked == 2, "the late sweep");
        var next = (await again.Services.GetRequiredService<CollectionStatus>().SweepsAsync(Cancellation)).Single().Next;
        Assert.InRange(next!.Value, TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2), TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(11));
        Assert.Equal(2, gateway.Asked);
        await again.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Another_number_of_shards_takes_the_place_of_the_one_before()
    {
        await using var board = await TestBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => Document(board, 40)));
        foreach (var shards in new[] { 3, 1, 2 })
        {
            using var node = await NodeAsync(board, gateway.Address, ("Shards", shards.ToString(CultureInfo.InvariantCulture)));
            var scheduler = await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancellation);
            Assert.Equal(shards, (await scheduler.QueryJobs(new JobQuery(), Cancellation)).Items.Count);
            var asked = gateway.Asked;
            await Eventually.HoldsAsync(() => gateway.Asked > asked, "a pull");
            await node.StopAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Two_nodes_never_pull_one_gateway_at_once()
    {
        await using var board = await TestBoard.StartAsync(servers, postgres: true);
        var pulls = 0;
        await using var gateway = await TestGateway.StartAsync(async http =>
        {
            // Now quick, now longer than a beat, so that pulls outlive their sweeps.
            await Task.Delay(Interlocked.Increment(ref pulls) % 2 == 0 ? 10 : 1_700);
            await TestGateway.Send(http, Document(board, pulls));
        });
        using var one = await NodeAsync(board, gateway.Address);
        using var two = await NodeAsync(board, gateway.Address);

        await Eventually.HoldsAsync(() => gateway.Asked >= 8, "eight pulls", TimeSpan.FromMinutes(1));
        await one.StopAsync(Cancellation);
        await two.StopAsync(Cancellation);

        Assert.Equal(1, gateway.MostAtOnce);
        await using var db = board.Record.Open();
        Assert.Equal(0, await db.Set<PullLease>().CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_gateway_another_node_is_pulling_is_left_out()
    {
        await using var board = await PullingBoard.StartAsync(postgres: await servers.PostgresAsync());
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        await LeaseAsync(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.Equal(new SweepReport(1, 0, 0, 0, 1, 0), await board.SweepAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(0, gateway.Asked);

        // That node died.
        await LeaseAsync(TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal(new SweepReport(1, 1, 0, 0, 0, 0), await board.SweepAsync(TimeSpan.FromSeconds(5)));

        async Task LeaseAsync(DateTimeOffset until)
        {
            await using var db = board.Board.Record.Open();
            await db.Set<PullLease>().ExecuteDeleteAsync(Cancellation);
            db.Add(new PullLease { Gateway = pulled.Code, Node = "another", UntilReal = until });
            await db.SaveChangesAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_pull_that_goes_on_is_leased_until_it_ends()
    {
        await using var board = await PullingBoard.StartAsync(postgres: await servers.PostgresAsync());
        await using var gateway = await TestGateway.StartAsync(TestGateway.Hang);
        board.Register(gateway.Address);

        Assert.Equal(1, (await board.SweepAsync(TimeSpan.FromMilliseconds(300))).GoingOn);
        Assert.Equal(1, await LeasesAsync());
        await Eventually.HoldsAsync(async () => await LeasesAsync() == 0, "the end of the lease");

        async Task<int> LeasesAsync()
        {
            await using var db = board.Board.Record.Open();
            return await db.Set<PullLease>().CountAsync(Cancellation);
        }
    }

    [Theory]
    [InlineData("no-such-programme", "79", "no-such-programme")]
    [InlineData(TestProgramme.Code, "no-such-body", "no-such-body")]
    public async Task A_gateway_of_nothing_known_is_refused_at_the_start(string programme, string body, string named)
    {
        await using var board = await TestBoard.StartAsync();
        var error = await Assert.ThrowsAsync<OptionsException>(
            () => NodeAsync(board, new Uri("http://127.0.0.1:1/"), ("Gateways:0:Programme", programme), ("Gateways:0:Body", body)));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_stale_between_two_pulls_is_refused_at_the_start()
    {
        await using var board = await TestBoard.StartAsync();
        var error = await Assert.ThrowsAsync<OptionsException>(() => NodeAsync(board, new Uri("http://127.0.0.1:1/"), ("Interval", "00:11:00")));
        Assert.Contains("Collection:Interval", error.Message, StringComparison.Ordinal);
        Assert.Contains("Demo:Speed", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Document(TestBoard board, long value) =>
        board.Document(TestProgramme.OtherProvince, board.Now, new Contract.ReadingEntry { Indicator = TestProgramme.Configured, Value = value, Total = 100 });

    /// <summary>A node of a board, with its jobs, on real time: a gateway of one province, pulled every second.</summary>
    private static async Task<IHost> NodeAsync(TestBoard board, Uri gateway, params (string Key, string Value)[] settings)
    {
        var record = board.Services.GetRequiredService<RecordOptions>();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var values = new Dictionary<string, string?>
        {
            ["Data:Directory"] = record.Directory,
            ["ConnectionStrings:Record"] = record.ConnectionString,
            ["Collection:Interval"] = "1",
            ["Collection:Gateways:0:Programme"] = TestProgramme.Code,
            ["Collection:Gateways:0:Body"] = TestProgramme.OtherProvince,
            ["Collection:Gateways:0:Address"] = gateway.AbsoluteUri,
        };
        foreach (var (key, value) in settings)
        {
            values[$"Collection:{key}"] = value;
        }
        builder.Configuration.AddInMemoryCollection(values);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(record);
        builder.Services.AddSingleton(board.Record);
        builder.Services.AddSingleton(board.Services.GetRequiredService<Boards>());
        builder.Services.AddSingleton(board.Services.GetRequiredService<Sources>());
        builder.Services.AddSingleton(board.Intake);
        builder.Services.AddCollection(builder.Configuration);
        var host = builder.Build();
        try
        {
            await host.StartAsync(Cancellation);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
