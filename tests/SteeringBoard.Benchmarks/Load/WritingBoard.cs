using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SteeringBoard.Benchmarks.Forecasting;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>How a writing board runs.</summary>
/// <param name="Record">Where it writes.</param>
/// <param name="Traced">Whether the trail keeps what it takes; a board in earnest has no such choice.</param>
internal sealed record WritingBoardPlan(RecordOptions Record, bool Traced);

/// <summary>
/// A document's way from the wire into the record and nothing else of a board: read, judged and written by the board's own parts. It is here
/// for what the board itself must not be able to do: to write without a trail.
/// </summary>
internal static class WritingBoard
{
    public const string Mode = "--writing-board";

    public const string Nation = "VN";

    private static readonly IntakeSource Source = new(1, "push:benchmark", Nation, EvidenceLevel.Claimed, EvidenceLevel.Claimed, TimeSpan.Zero);

    private static Catalog Catalog { get; } = SeededCountry.Read().Week(hours: 0).Board.Catalog;

    /// <summary>What it counts, the communes too.</summary>
    public static IReadOnlyList<Target> Targets { get; } =
        [.. from body in Enumerable.Range(0, Catalog.Bodies.Length)
            from indicator in Enumerable.Range(0, Catalog.Indicators.Length)
            let cell = new CellKey(body, indicator)
            where Catalog.IsMeasured(cell) && Catalog.Indicators[indicator] is { Counter: false, Items.Count: 0 }
            select new Target(Catalog.Bodies[body].Code, Catalog.Indicators[indicator].Code, Catalog.Total(cell) ?? 100)];

    public static string Programme => Catalog.Programme.Code;

    public static async Task RunAsync(WritingBoardPlan plan)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(options => WireJson.Apply(options.SerializerOptions));
        builder.Services.AddData(plan.Record).AddSingleton(TimeProvider.System).AddSingleton<Boards>().AddSingleton<Replay>().AddSingleton<Recorder>()
            .AddSingleton<RecordLog>(_ =>
                plan.Record.IsPostgres ? new PostgresRecordLog(plan.Record.PostgresConnectionString) : new SqliteRecordLog(plan.Record.SqliteConnectionString));
        await using var app = builder.Build();
        var boards = app.Services.GetRequiredService<Boards>();
        boards.Fill([await OpenAsync(app.Services.GetRequiredService<IRecord>())]);
        var recorder = app.Services.GetRequiredService<Recorder>();
        await recorder.StartAsync(CancellationToken.None);
        app.MapPost("/api/v1/readings", async (HttpRequest request) =>
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes);
            var document = Submitted(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), boards);
            Submission submission = plan.Traced ? document : new Untraced(document) { Board = document.Board };
            await recorder.SubmitAsync(submission, CancellationToken.None);
            await submission.Done;
            return document.Answer;
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ((IHost)app).WaitForShutdownAsync();
        await recorder.StopAsync(CancellationToken.None);
    }

    private static async Task<Board> OpenAsync(IRecord record)
    {
        await record.MigrateAsync(CancellationToken.None);
        await using var db = record.Open();
        db.Add(new HeadRow { Programme = Catalog.Programme.Code });
        await db.SaveChangesAsync();
        var clock = new ProgrammeClock(ClockPlan.Real, TimeProvider.System);
        return new Board(new RunningProgramme(Catalog.Programme, clock), BoardSnapshot.Empty(Catalog, clock.GetUtcNow()));
    }

    private static DocumentSubmission Submitted(ReadOnlyMemory<byte> bytes, Boards boards)
    {
        var document = DocumentReader.Read(bytes, Source, boards);
        return new DocumentSubmission
        {
            Board = document.Board,
            Document = document,
            Source = Source,
            Raw = default,
            Tell = (fault, problem) => new ReadingProblem(fault.Index, fault.Body, fault.Indicator, fault.Code, problem, ""),
            KeepRefused = false,
            Real = TimeProvider.System.GetUtcNow(),
        };
    }

    private sealed class Untraced(DocumentSubmission document) : Submission
    {
        public override int Weight => document.Weight;

        public override async ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation) =>
            await document.JudgeAsync(draft, numbers, log, cancellation) is { } entry
                ? new Entry { Programme = entry.Programme, Change = entry.Change, IsUnapplied = entry.IsUnapplied, Begins = entry.Begins }
                : null;
    }
}
