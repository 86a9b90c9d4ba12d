using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Live;
using SteeringBoard.Live.Redis;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Nodes;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Nodes;

/// <summary>One node of an installation: intake, writer, board and what keeps it with the others, over a record of its own or shared.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _running = [];

    private Node(ServiceProvider services) => _services = services;

    public Board Board { get; private set; } = null!;

    public BoardSnapshot Now => Board.Current;

    public IRecord Record => _services.GetRequiredService<IRecord>();

    public INewestCache Cache => _services.GetRequiredService<INewestCache>();

    public Replay Replay => _services.GetRequiredService<Replay>();

    public DocumentIntake Intake => _services.GetRequiredService<DocumentIntake>();

    /// <summary>A new PostgreSQL record that holds nothing but the programme's head.</summary>
    public static async Task<RecordOptions> NewRecordAsync(PostgresServer server) => new("", await server.CreateDatabaseAsync("nodes", async template =>
    {
        await using var db = new PostgresBoardDb(new DbContextOptionsBuilder<PostgresBoardDb>().UseNpgsql(template).Options);
        await PrepareAsync(db);
    }));

    /// <summary>A new SQLite record in a folder.</summary>
    public static async Task<RecordOptions> NewRecordAsync(TempFolder folder)
    {
        var options = new RecordOptions(folder.Path, null);
        await using var db = new SqliteBoardDb(new DbContextOptionsBuilder<SqliteBoardDb>().UseSqlite(options.SqliteConnectionString).Options);
        await PrepareAsync(db);
        return options;
    }

    /// <summary>Starts a node as the board does: from the cache and the record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="clock">The programme's clock: the same for all nodes.</param>
    /// <param name="redis">Its Redis; none for memory.</param>
    public static async Task<Node> StartAsync(RecordOptions record, ManualTime clock, string? redis = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddLocalization();
        services.AddSingleton(TimeProvider.System);
        services.AddData(record);
        services.AddRedisOrMemory(redis);
        services.AddReadiness();
        services.AddNodes(record, cached: redis is not null);
        var node = new Node(services.BuildServiceProvider());
        await node.OpenAsync(clock);
        return node;
    }

    /// <summary>Takes a document in, and gives the answer.</summary>
    public async Task<PushAnswer> TakeAsync(IntakeSource source, DateTimeOffset asOf, params object[] readings)
    {
        var document = new { contract = "readiness/1", programme = TestProgramme.Code, body = source.Body, asOf, readings };
        var result = await Intake.TakeAsync(JsonSerializer.SerializeToUtf8Bytes(document, WireJson.Options), source, null, default);
        return result.Answer ?? throw new InvalidOperationException(result.Refusal!.Code);
    }

    /// <summary>Somebody who claims, and may prove; pulled, it stands by what it does not change.</summary>
    public async Task<IntakeSource> SourceAsync(string code, string body, TimeSpan grace = default)
    {
        var pulled = grace > TimeSpan.Zero;
        var number = await _services.GetRequiredService<Sources>().NumberAsync(code, pulled ? "gateway" : "push", default);
        return new IntakeSource(number, code, body, pulled ? EvidenceLevel.Pulled : EvidenceLevel.Claimed, EvidenceLevel.Inspected, grace) { IsPulled = pulled };
    }

    public CellKey Key(string body, string indicator) => new(Now.Catalog.BodyPlace(body)!.Value, Now.Catalog.IndicatorPlace(indicator)!.Value);

    public async Task<T> ReadAsync<T>(Func<BoardDb, Task<T>> read)
    {
        await using var db = Record.Open();
        return await read(db);
    }

    /// <summary>
    /// Waits until the record holds all that the board shows: what becomes stale by now is recorded, and the ends of spans are, within
    /// a second or so. A board replayed from it is then the live one, cell by cell.
    /// </summary>
    /// <param name="clock">Stands still.</param>
    /// <param name="cached">What the replay starts from.</param>
    public Task IsReplayedAsync(ManualTime clock, byte[]? cached = null) => Eventually.PassesAsync(
        async () => Assert.Equal(
            BoardText.Of(Now, clock.GetUtcNow()),
            BoardText.Of(await Replay.NewestAsync(Now.Catalog, cached, clock.GetUtcNow(), default), clock.GetUtcNow())),
        TimeSpan.FromSeconds(15));

    /// <summary>Waits until all that changed by time alone until now is recorded.</summary>
    public Task IsAgedAsync(ManualTime clock) => Eventually.HoldsAsync(
        () =>
        {
            var (now, aged) = (Now, Now.AgedTo(clock.GetUtcNow()));
            return Enumerable.Range(0, now.Catalog.Bodies.Length).SelectMany(now.CellsOf).All(pair => aged[pair.Key].Verdict == pair.Cell.Verdict);
        },
        "the board to age");

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_running))
        {
            await service.StopAsync(default);
        }
        await _services.DisposeAsync();
    }

    /// <summary>Stops one of its services, where a test does that work itself.</summary>
    public Task StopAsync<TService>()
        where TService : IHostedService => _running.OfType<TService>().Single().StopAsync(default);

    private async Task OpenAsync(ManualTime clock)
    {
        var catalog = TestProgramme.Catalog();
        var programme = new RunningProgramme(catalog.Programme, new ProgrammeClock(ClockPlan.Real, clock));
        var now = programme.Clock.GetUtcNow();
        var newest = await Replay.NewestAsync(catalog, await Cache.LoadBoardAsync(TestProgramme.Code, default), now, default);
        Board = new Board(programme, newest.ChangeId == 0 ? BoardSnapshot.Empty(catalog, now) : newest);
        _services.GetRequiredService<Boards>().Fill([Board]);
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(default);
            _running.Add(service);
        }
    }

    private static async Task PrepareAsync(BoardDb db)
    {
        await db.Database.MigrateAsync();
        db.Add(new HeadRow { Programme = TestProgramme.Code });
        await db.SaveChangesAsync();
    }
}
