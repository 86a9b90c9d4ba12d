using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Directives;
using SteeringBoard.Programmes;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>A page of the register, searched and filtered among 22,000 directives: milliseconds of a call over HTTP, median of forty.</summary>
internal static class RegisterSearch
{
    private const int Directives = 22_000;
    private const int Calls = 40;
    private const int WarmCalls = 10;
    private const double BarMilliseconds = 50;

    private static readonly (string Name, string Query)[] Asked =
    [
        ("first page", ""),
        ("search, many match", "?q=da%20nang"),
        ("search, none matches", "?q=khong%20co%20gi"),
        ("body and state", "?body=48&state=not-started"),
        ("last page", "?after=X21900"),
    ];

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        return [.. await MeasureAsync("SQLite", null), .. await MeasureAsync("PostgreSQL", await postgres.CreateDatabaseAsync())];
    }

    private static async Task<List<Row>> MeasureAsync(string database, string? postgres)
    {
        await using var board = await BoardServer.StartAsync(postgres);
        await FillAsync(board, postgres);
        await board.RestartAsync();
        using var client = board.Server.CreateClient(connections: 1);
        var rows = new List<Row>();
        foreach (var (name, query) in Asked)
        {
            var address = new Uri($"api/v1/programmes/{BoardServer.Programme}/directives{query}", UriKind.Relative);
            // The first calls compile.
            for (var call = 0; call < WarmCalls; call++)
            {
                await client.GetFromJsonAsync<DirectivesAnswer>(address, WireJson.Options);
            }
            var took = new List<double>();
            for (var call = 0; call < Calls; call++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            rows.Add(Row.Of($"register of 22,000: {name}, {database}", "ms", took, Bar.AtMost(BarMilliseconds)));
        }
        return rows;
    }

    private static async Task FillAsync(BoardServer board, string? postgres)
    {
        await using BoardDb db = postgres is null
            ? new SqliteBoardDb(new DbContextOptionsBuilder<SqliteBoardDb>().UseSqlite(new RecordOptions(board.DataDirectory, null).SqliteConnectionString).Options)
            : new PostgresBoardDb(new DbContextOptionsBuilder<PostgresBoardDb>().UseNpgsql(postgres).Options);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var issued = await db.Set<Directive>().AsNoTracking().Where(directive => directive.Programme == BoardServer.Programme).ToListAsync();
        for (var number = 0; number < Directives; number++)
        {
            var like = issued[number % issued.Count];
            var place = number % 9 == 0 ? "Đà Nẵng" : "các địa phương";
            db.Add(like with
            {
                Code = $"X{number:00000}",
                Title = new LocalizedText($"{like.Title.Vi} {number}, {place}", $"{like.Title.En} {number}", $"{like.Title.Fr} {number}"),
            });
        }
        await db.SaveChangesAsync();
    }
}
