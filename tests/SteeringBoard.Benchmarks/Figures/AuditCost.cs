using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Audit;
using SteeringBoard.Benchmarks.Forecasting;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// What the chain of the trail costs a write: documents through the one writer of a board into its record, each with its entry, beside
/// the same without one. Neither is parsed nor sent over HTTP: a document that is costs the same chain, and more of all else.
/// </summary>
internal static class AuditCost
{
    private const int Clients = 32;
    private const double Least = 0.85;
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Row>> OnSqliteAsync()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["chained"]);
        Directory.CreateDirectory(folder["bare"]);
        return await MeasureAsync("SQLite", new RecordOptions(folder["chained"], null), new RecordOptions(folder["bare"], null));
    }

    public static async Task<IReadOnlyList<Row>> OnPostgresAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        return await MeasureAsync(
            "PostgreSQL", new RecordOptions("", await postgres.CreateDatabaseAsync()), new RecordOptions("", await postgres.CreateDatabaseAsync()));
    }

    private static async Task<IReadOnlyList<Row>> MeasureAsync(string database, RecordOptions chainedRecord, RecordOptions bareRecord)
    {
        await using var chained = await WritingBoard.StartAsync(chainedRecord, traced: true);
        await using var bare = await WritingBoard.StartAsync(bareRecord, traced: false);
        var rows = new List<Row>();
        foreach (var (readings, name) in new[] { (1, "single-reading documents"), (400, "documents of 400") })
        {
            await RunAsync(chained, readings);
            await RunAsync(bare, readings);
            var (ours, twins) = await Interleaved.RunAsync(() => RunAsync(chained, readings), () => RunAsync(bare, readings));
            rows.Add(Row.Of($"{name} with the audit chain (bare: without), {database}", "/s", ours, twins, Bar.AtLeastBare(Least)));
        }
        return rows;
    }

    /// <summary>Documents a second.</summary>
    private static async Task<double> RunAsync(WritingBoard board, int readings)
    {
        var written = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < Lasts)
            {
                await board.WriteAsync(readings);
                Interlocked.Increment(ref written);
            }
        })));
        return written / watch.Elapsed.TotalSeconds;
    }

    /// <summary>A board of the seeded country with its one writer, over a record that holds nothing else.</summary>
    private sealed class WritingBoard(ServiceProvider services, Board board, bool traced) : IAsyncDisposable
    {
        private readonly Recorder _recorder = services.GetRequiredService<Recorder>();
        private readonly CellKey[] _cells = [.. board.Current.Catalog.AboveCommunes.SelectMany(body => board.Current.CellsOf(body).Select(pair => pair.Key))];

        public static async Task<WritingBoard> StartAsync(RecordOptions options, bool traced)
        {
            var services = new ServiceCollection().AddLogging().AddData(options)
                .AddSingleton(TimeProvider.System).AddSingleton<Boards>().AddSingleton<Replay>().AddSingleton<Recorder>()
                .AddSingleton<RecordLog>(_ =>
                    options.IsPostgres ? new PostgresRecordLog(options.ConnectionString!) : new SqliteRecordLog(options.SqliteConnectionString))
                .BuildServiceProvider();
            var record = services.GetRequiredService<IRecord>();
            await record.MigrateAsync(CancellationToken.None);
            var catalog = SeededCountry.Read().Week(hours: 0).Board.Catalog;
            await using (var db = record.Open())
            {
                db.Add(new HeadRow { Programme = catalog.Programme.Code });
                await db.SaveChangesAsync();
            }
            var clock = new ProgrammeClock(ClockPlan.Real, TimeProvider.System);
            var board = new Board(new RunningProgramme(catalog.Programme, clock), BoardSnapshot.Empty(catalog, clock.GetUtcNow()));
            var writing = new WritingBoard(services, board, traced);
            await writing._recorder.StartAsync(CancellationToken.None);
            return writing;
        }

        public async Task WriteAsync(int readings)
        {
            var document = new Document { Board = board, Cells = _cells, Count = readings, Traced = traced };
            await _recorder.SubmitAsync(document, CancellationToken.None);
            await document.Done;
        }

        public async ValueTask DisposeAsync()
        {
            await _recorder.StopAsync(CancellationToken.None);
            await services.DisposeAsync();
        }
    }

    private sealed class Document : Submission
    {
        public required CellKey[] Cells { get; init; }

        public required int Count { get; init; }

        public required bool Traced { get; init; }

        public override int Weight => Count;

        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            var (now, real, programme) = (draft.Now(Board.Clock), Board.Clock.GetUtcNow(), Board.Programme.Code);
            var readings = new List<RecordedReading>(Count);
            for (var place = 0; place < Count; place++)
            {
                var id = numbers.NextReading();
                readings.Add(new RecordedReading(id, Cells[id % Cells.Length], -1, EvidenceLevel.Claimed, id % 100, 100, now, true));
            }
            var change = new RecordedChange(numbers.NextChange(), numbers.NextSequence(programme), ChangeKind.Document, 1, now, real, readings, []);
            draft.Apply(change);
            return ValueTask.FromResult<Entry?>(new Entry { Programme = programme, Change = change, Audit = Traced ? Told(change, programme) : null });
        }

        private AuditEntry Told(RecordedChange change, string programme) => new(ReadingsAudit.Taken, "push:province-79", change.RecordedReal)
        {
            ByBody = "79",
            Programme = programme,
            Body = "79",
            Subject = $"{change.Readings[0].Id}-{change.Readings[^1].Id}",
            Details = [$"{Count}", "0"],
            At = change.RecordedAt,
        };
    }
}
