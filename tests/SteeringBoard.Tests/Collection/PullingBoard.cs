using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Collection.Sweeps;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

/// <summary>A test board that pulls: real HTTP on real time, no jobs. Programme time moves only when told to.</summary>
internal sealed class PullingBoard : IAsyncDisposable
{
    /// <summary>Short times, so that tests are quick; long enough for a busy machine.</summary>
    public static CollectionOptions Quick { get; } = new()
    {
        Interval = TimeSpan.FromSeconds(1),
        Budget = TimeSpan.FromSeconds(3),
        ConnectTimeout = TimeSpan.FromSeconds(2),
        RetryDelay = TimeSpan.FromMilliseconds(20),
        BreakerFailures = 3,
        BreakerOpen = TimeSpan.FromSeconds(1),
    };

    private readonly GatewayClient _client;
    private readonly PullLeases _leases;

    private PullingBoard(TestBoard board, CollectionOptions options)
    {
        Board = board;
        var time = TimeProvider.System;
        Registry = new GatewayRegistry(options, time);
        Runs = new RunLog(board.Record, Registry, options, time, NullLogger<RunLog>.Instance);
        _client = new GatewayClient(options);
        Puller = new Puller(
            _client, board.Intake, board.Services.GetRequiredService<Boards>(), board.Services.GetRequiredService<Sources>(), Runs, options, time,
            NullLogger<Puller>.Instance);
        _leases = new PullLeases(board.Record, board.Services.GetRequiredService<RecordOptions>(), options, time, NullLogger<PullLeases>.Instance);
        Sweeper = new Sweeper(Registry, Puller, _leases, options, time);
    }

    public TestBoard Board { get; }

    public GatewayRegistry Registry { get; }

    public Puller Puller { get; }

    public Sweeper Sweeper { get; }

    public RunLog Runs { get; }

    public static async Task<PullingBoard> StartAsync(CollectionOptions? options = null, PostgresServer? postgres = null, Catalog? catalog = null) =>
        new(postgres is null ? await TestBoard.StartAsync(catalog: catalog) : await TestBoard.StartAsync(postgres, catalog: catalog), options ?? Quick);

    /// <summary>Registers a gateway of a body; left out, of the province without communes.</summary>
    public PulledGateway Register(
        Uri address, string body = TestProgramme.OtherProvince, string? token = null, EvidenceLevel evidence = EvidenceLevel.Pulled,
        string programme = TestProgramme.Code)
    {
        Registry.Add(new GatewayRegistration(programme, body, address, token, evidence, evidence));
        return Registry.Find(programme, body)!;
    }

    public Task<Pull> PullAsync(PulledGateway gateway) => Puller.PullAsync(gateway, TestContext.Current.CancellationToken);

    public Task<SweepReport> SweepAsync(TimeSpan within) => Sweeper.SweepAsync(0, 1, within, TestContext.Current.CancellationToken);

    /// <summary>A document of one reading.</summary>
    public byte[] Document(long value, DateTimeOffset? asOf = null, string body = TestProgramme.OtherProvince) =>
        Board.Document(body, asOf ?? Board.Now, new ReadingEntry { Indicator = TestProgramme.Configured, Value = value, Total = 100 });

    /// <summary>What the board shows of it.</summary>
    public LevelReading? Shown(string body = TestProgramme.OtherProvince, EvidenceLevel level = EvidenceLevel.Pulled) =>
        Board.Cell(body, TestProgramme.Configured).Levels[level];

    public async Task<int> ReadingsAsync()
    {
        await using var db = Board.Record.Open();
        return await db.Set<ReadingRow>().CountAsync();
    }

    public async Task<List<PullRun>> RowsAsync()
    {
        await using var db = Board.Record.Open();
        return await db.Set<PullRun>().AsNoTracking().OrderBy(run => run.StartedReal).ThenBy(run => run.Repeats).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Sweeper.StopAsync(CancellationToken.None);
        Sweeper.Dispose();
        Runs.Dispose();
        _leases.Dispose();
        _client.Dispose();
        await Board.DisposeAsync();
    }
}
