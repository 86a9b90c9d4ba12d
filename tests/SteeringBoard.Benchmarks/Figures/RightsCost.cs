using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SteeringBoard.Access;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.Limits;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Benchmarks.Forecasting;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// What it costs to ask who somebody is and what they may: a board read with the key known, its requests counted and its scope found, against
/// the same read without; and asking again of a thousand people who watch whether they would still be let in, which is all that the sending
/// of frames has of rights, since a scope is found once, when watching begins.
/// </summary>
internal static class RightsCost
{
    private const string Key = "sb_benchmark";
    private const int Calls = 1_000;
    private const int WarmCalls = 300;
    private const int Watching = 1_000;

    /// <summary>How often those who watch are asked about, in milliseconds.</summary>
    private const double AskedEvery = 10_000;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        using var folder = new TempFolder();
        try
        {
            var (snapshot, now) = SeededCountry.Read().Week(hours: 30);
            var programme = new RunningProgramme(snapshot.Catalog.Programme, new ProgrammeClock(snapshot.Catalog.Programme.Clock, TimeProvider.System));
            await using var ours = Host(folder.Path, checks: true);
            await using var bare = Host(folder.Path, checks: false);
            ours.Services.GetRequiredService<Boards>().Fill([new Board(programme, snapshot)]);
            await ours.Services.GetRequiredService<IRecord>().MigrateAsync(CancellationToken.None);
            var answers = ours.Services.GetRequiredService<BoardAnswers>();
            ours.UseAccess();
            ours.MapGet("/board", (HttpContext http, BoardFeed feed) =>
                feed.TryScope(programme.Code, null, http.User, out _) ? Results.Json(Answer(answers, snapshot, now), WireJson.Options) : Results.Forbid()).RequireAuthorization(Caller.Read);
            bare.MapGet("/board", () => Results.Json(Answer(answers, snapshot, now), WireJson.Options));
            await ours.StartAsync();
            await bare.StartAsync();
            var (mine, twins) = await ReadAsync(ours, bare);
            return
            [
                Row.Of("board read with its rights checked (bare: without)", "ms", mine, twins, Bar.AtMostBare(1.05)),
                Row.Of($"asking again of {Watching:N0} who watch, of the time between", "%", await AskAgainAsync(ours), Bar.AtMost(5)),
            ];
        }
        finally
        {
            SqliteConnection.ClearAllPools();
        }
    }

    private static WebApplication Host(string folder, bool checks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (checks)
        {
            var options = new AccessOptions { Keys = [new ApiKey { Name = "benchmark", Sha256 = ApiKey.Hash(Key) }], Limits = new LimitOptions(Key: 1_000_000) };
            builder.Services.AddSingleton(TimeProvider.System).AddData(new RecordOptions(folder, null));
            builder.Services.AddSingleton<Boards>().AddSingleton<Sources>().AddSingleton<BoardAnswers>().AddSingleton<BoardFeed>();
            builder.Services.AddAccess(options, _ => _ => true, _ => () => []);
        }
        return builder.Build();
    }

    /// <summary>Milliseconds of a call, in turns, so that what else the machine does meets both alike.</summary>
    private static async Task<(List<double> Ours, List<double> Bare)> ReadAsync(WebApplication ours, WebApplication bare)
    {
        using var mine = Client(ours);
        using var twin = Client(bare);
        for (var call = 0; call < WarmCalls; call++)
        {
            await TimeAsync(mine);
            await TimeAsync(twin);
        }
        var (took, tookBare) = (new List<double>(), new List<double>());
        for (var call = 0; call < Calls; call++)
        {
            took.Add(await TimeAsync(mine));
            tookBare.Add(await TimeAsync(twin));
        }
        return (took, tookBare);
    }

    private static async Task<double> TimeAsync(HttpClient client)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri("board", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<List<double>> AskAgainAsync(WebApplication app)
    {
        var (time, record) = (TimeProvider.System, app.Services.GetRequiredService<IRecord>());
        var account = new Account { Id = Guid.NewGuid(), UserName = "a", NormalizedUserName = "A", FullName = "A", Role = ActorRole.Auditor, Since = time.GetUtcNow() };
        var sessions = Enumerable.Range(0, Watching).Select(_ => new Session
        {
            Id = Guid.NewGuid(),
            AccountId = account.Id,
            How = "password",
            Device = "",
            Address = "",
            BeganAt = time.GetUtcNow(),
            SeenAt = time.GetUtcNow(),
        }).ToList();
        await using (var db = record.Open())
        {
            db.Add(account);
            db.AddRange(sessions);
            await db.SaveChangesAsync();
        }
        var ids = sessions.Select(session => session.Id).ToList();
        var took = new List<double>();
        for (var round = 0; round < Interleaved.Runs + 1; round++)
        {
            // A book of its own each time, which knows of nobody yet.
            var book = new SessionBook(record, time);
            var started = Stopwatch.GetTimestamp();
            if ((await book.LookUpAsync(ids, CancellationToken.None)).Count != ids.Count)
            {
                throw new InvalidOperationException("A session that holds was said to be over.");
            }
            took.Add(100 * Stopwatch.GetElapsedTime(started).TotalMilliseconds / AskedEvery);
        }
        // The first compiles.
        return took[1..];
    }

    private static HttpClient Client(WebApplication app)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    /// <summary>What a reader of the whole board is answered.</summary>
    private static BoardAnswer Answer(BoardAnswers answers, BoardSnapshot board, DateTimeOffset now)
    {
        var catalog = board.Catalog;
        var cells = catalog.AboveCommunes.SelectMany(body => board.CellsOf(body)).Select(pair => answers.Cell(board, pair.Key, null, now)).ToList();
        return new BoardAnswer(catalog.Programme.Code, board.Sequence, catalog.Local(now), true, cells);
    }
}
