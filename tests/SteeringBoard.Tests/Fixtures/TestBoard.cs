using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>
/// A real board of <see cref="TestProgramme"/> without a web host: its record in a SQLite file or in a PostgreSQL database, its one
/// writer running, and a clock that moves only when told to. A restart keeps the record and the clock.
/// </summary>
public sealed class TestBoard : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string? _postgres;
    private readonly ClockPlan _plan;
    private ServiceProvider _services = null!;

    private TestBoard(string? postgres, ClockPlan? plan, Catalog? catalog)
    {
        _postgres = postgres;
        _plan = plan ?? ClockPlan.Real;
        Catalog = catalog ?? TestProgramme.Catalog(_plan);
    }

    /// <summary>The migrated record, made once and copied for each board.</summary>
    private static Lazy<Task<byte[]>> EmptySqlite { get; } = new(async () =>
    {
        using var folder = new TempFolder();
        var options = new RecordOptions(folder.Path, null);
        await MigrateAsync(options);
        return await File.ReadAllBytesAsync(options.SqliteFile);
    });

    /// <summary>Real time; on the default plan also programme time. Starts on 2025-06-24 08:00 in Hanoi.</summary>
    public ManualTime Time { get; } = new();

    public Catalog Catalog { get; }

    public Board Board { get; private set; } = null!;

    /// <summary>The newest snapshot.</summary>
    public BoardSnapshot Current => Board.Current;

    public DateTimeOffset Now => Board.Clock.GetUtcNow();

    public IRecord Record => _services.GetRequiredService<IRecord>();

    public RecordLog Log => _services.GetRequiredService<RecordLog>();

    public Recorder Recorder => _services.GetRequiredService<Recorder>();

    public Replay Replay => _services.GetRequiredService<Replay>();

    public DocumentIntake Intake => _services.GetRequiredService<DocumentIntake>();

    public Refusals Refusals => _services.GetRequiredService<Refusals>();

    public Aging Aging => _services.GetRequiredService<Aging>();

    public IServiceProvider Services => _services;

    /// <summary>Makes an empty record in a SQLite file and starts a board on it.</summary>
    /// <param name="plan">The programme's clock; left out: real time.</param>
    /// <param name="catalog">Left out: <see cref="TestProgramme.Catalog"/>.</param>
    public static async Task<TestBoard> StartAsync(ClockPlan? plan = null, Catalog? catalog = null)
    {
        var board = new TestBoard(null, plan, catalog);
        File.WriteAllBytes(new RecordOptions(board._folder.Path, null).SqliteFile, await EmptySqlite.Value);
        await board.BeginAsync();
        return board;
    }

    /// <summary>Makes an empty record in a PostgreSQL database and starts a board on it.</summary>
    /// <inheritdoc cref="StartAsync(ClockPlan?, Catalog?)"/>
    public static async Task<TestBoard> StartAsync(PostgresServer server, ClockPlan? plan = null, Catalog? catalog = null)
    {
        var database = await server.CreateDatabaseAsync("empty_record", empty => MigrateAsync(new RecordOptions("", $"{empty};Pooling=false")));
        var board = new TestBoard(database, plan, catalog);
        await board.BeginAsync();
        return board;
    }

    /// <summary>On SQLite, or on the PostgreSQL of all tests: for what must hold on both.</summary>
    public static async Task<TestBoard> StartAsync(Servers servers, bool postgres, ClockPlan? plan = null) =>
        postgres ? await StartAsync(await servers.PostgresAsync(), plan) : await StartAsync(plan);

    /// <summary>Stops the board and starts it again from its record.</summary>
    /// <param name="cached">A checkpoint, as a cache would give it.</param>
    public async Task RestartAsync(byte[]? cached = null)
    {
        await StopAsync();
        Build();
        await RunAsync(cached);
    }

    /// <summary>A source that pushes.</summary>
    public Task<IntakeSource> PushAsync(string body, EvidenceLevel most = EvidenceLevel.Claimed, string name = "push") =>
        SourceAsync(name, body, EvidenceLevel.Claimed, most, TimeSpan.Zero, pulled: false);

    /// <summary>A gateway that is pulled live; its spans hold for a grace of programme time. A grace of zero is a file.</summary>
    public Task<IntakeSource> GatewayAsync(
        string body, EvidenceLevel level = EvidenceLevel.Pulled, TimeSpan? grace = null, EvidenceLevel? most = null, string name = "gateway") =>
        SourceAsync(name, body, level, most ?? level, grace ?? TimeSpan.FromMinutes(1), pulled: true);

    /// <summary>Takes a document in as it came.</summary>
    public Task<IntakeResult> TakeAsync(IntakeSource source, string json, string? key = null) =>
        TakeAsync(source, Encoding.UTF8.GetBytes(json), key);

    /// <inheritdoc cref="TakeAsync(IntakeSource, string, string?)"/>
    public Task<IntakeResult> TakeAsync(IntakeSource source, ReadOnlyMemory<byte> bytes, string? key = null) =>
        Intake.TakeAsync(bytes, source, key, TestContext.Current.CancellationToken);

    /// <summary>Takes a document of readings in; the test fails when it is refused whole.</summary>
    /// <param name="source">Who says so.</param>
    /// <param name="asOf">Of the document; left out: now.</param>
    /// <param name="readings">What it says.</param>
    public async Task<PushAnswer> SayAsync(IntakeSource source, DateTimeOffset? asOf, params IReadOnlyList<ReadingEntry> readings)
    {
        var result = await TakeAsync(source, Document(source.Body, asOf ?? Now, readings));
        return result.Answer ?? throw new InvalidOperationException($"refused: {result.Refusal?.Code} {result.Refusal?.Message}");
    }

    /// <summary>A document of this programme, as the wire carries it.</summary>
    public byte[] Document(string body, DateTimeOffset asOf, params IReadOnlyList<ReadingEntry> readings) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ReadinessDocument { Programme = Catalog.Programme.Code, Body = body, AsOf = asOf, Readings = readings }, WireJson.Options);

    /// <summary>Where a body and an indicator meet.</summary>
    public CellKey Key(string body, string indicator) => new(Catalog.BodyPlace(body)!.Value, Catalog.IndicatorPlace(indicator)!.Value);

    /// <summary>A cell of the newest snapshot.</summary>
    public Cell Cell(string body, string indicator) => Current[Key(body, indicator)];

    /// <summary>A cell of the newest snapshot, judged now.</summary>
    public Cell CellNow(string body, string indicator) => Current.AgedTo(Now)[Key(body, indicator)];

    /// <summary>What the record holds of a body and an indicator, oldest first: value, and whether it moved the board.</summary>
    public async Task<List<(long Value, bool Moves)>> HistoryAsync(string body, string indicator)
    {
        var (bodyId, indicatorId) = (Catalog.Body(body)!.Id, Catalog.Indicator(indicator)!.Id);
        await using var db = Record.Open();
        var rows = await db.Set<ReadingRow>().AsNoTracking()
            .Where(row => row.BodyId == bodyId && row.IndicatorId == indicatorId).OrderBy(row => row.Id).ToListAsync();
        return [.. rows.Select(row => (row.Value, row.Moves))];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task<IntakeSource> SourceAsync(string name, string body, EvidenceLevel level, EvidenceLevel most, TimeSpan grace, bool pulled)
    {
        var code = $"{name}:{body}";
        var number = await _services.GetRequiredService<Sources>().NumberAsync(code, pulled ? "gateway" : "push", CancellationToken.None);
        return new IntakeSource(number, code, body, level, most, grace) { IsPulled = pulled };
    }

    private static async Task MigrateAsync(RecordOptions options)
    {
        await using var services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
        await services.GetRequiredService<IRecord>().MigrateAsync(CancellationToken.None);
        // A pooled connection would keep the file's journal, or the template, in use.
        SqliteConnection.ClearAllPools();
    }

    private async Task BeginAsync()
    {
        Build();
        await using (var db = Record.Open())
        {
            db.Add(new HeadRow { Programme = Catalog.Programme.Code });
            db.AddRange(Catalog.Bodies);
            db.AddRange(Catalog.Indicators);
            await db.SaveChangesAsync();
        }
        await RunAsync();
    }

    private void Build()
    {
        var options = new RecordOptions(_folder.Path, _postgres);
        var services = new ServiceCollection();
        services.AddLogging().AddLocalization().AddData(options);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<RecordLog>(_ =>
            options.IsPostgres ? new PostgresRecordLog(options.PostgresConnectionString) : new SqliteRecordLog(options.SqliteConnectionString));
        services.AddSingleton<Boards>().AddSingleton<Sources>().AddSingleton<Replay>().AddSingleton<Recorder>().AddSingleton<Aging>();
        services.AddSingleton<Refusals>().AddSingleton<ProblemTexts>().AddSingleton<DocumentIntake>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    private async Task RunAsync(byte[]? cached = null)
    {
        // The clock is the board's own and outlives a restart, as a kept rehearsal clock does.
        var running = Board?.Programme ?? new RunningProgramme(Catalog.Programme, new ProgrammeClock(_plan, Time));
        var newest = await Replay.NewestAsync(Catalog, cached, running.Clock.GetUtcNow(), CancellationToken.None);
        Board = new Board(running, newest);
        _services.GetRequiredService<Boards>().Fill([Board]);
        await Recorder.StartAsync(CancellationToken.None);
    }

    private async Task StopAsync()
    {
        await Recorder.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
