using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Serving.DirectiveCalls;

namespace SteeringBoard.Tests.Serving;

/// <summary>The board's process is killed in the midst of steps of directives and started again on the same data.</summary>
public sealed class KilledRegisterTests
{
    private static readonly string[] Bodies = ["01", "79", "91", "48"];

    [Fact]
    public async Task Every_acknowledged_step_is_there_once_and_none_is_half_written()
    {
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>
        {
            ["Demo:Enabled"] = "true",
            ["Demo:Claims"] = "false",
            ["Demo:Speed"] = "1",
        });
        var acknowledged = new ConcurrentQueue<(string Body, string Line)>();
        foreach (var round in Enumerable.Range(1, 3))
        {
            var before = acknowledged.Count;
            var stepping = Bodies.Select(body => StepUntilCutAsync(board, body, acknowledged)).ToList();
            await Eventually.HoldsAsync(() => acknowledged.Count > before + 60, $"sixty acknowledged steps of round {round}", TimeSpan.FromMinutes(1));
            board.Kill();
            await Task.WhenAll(stepping);

            await WholeAsync(board.DataDirectory);
            await board.RestartAsync();
            foreach (var body in Bodies)
            {
                using var client = board.CreateClient($"sb_demo_{body}");
                var updates = (await client.AssignmentAsync("G08", body)).Updates;
                var mine = acknowledged.Where(step => step.Body == body).Select(step => step.Line).ToList();
                Assert.NotEmpty(mine);
                Assert.Equal(Enumerable.Range(1, updates.Count), updates.Select(update => update.Number));
                Assert.Empty(mine.Except(updates.Select(update => update.Line)));
                // The one under way at each kill may be there or not; nobody was told.
                Assert.InRange(updates.Count, mine.Count, mine.Count + round);
            }
        }
        board.Kill();
        Assert.Contains("trail is whole", await Executable.DoneAsync(board.DataDirectory, "audit", "verify"), StringComparison.Ordinal);
    }

    /// <summary>Each step has its entry in the trail, and each entry its step.</summary>
    private static async Task WholeAsync(string data)
    {
        await using var record = new SqliteConnection($"Data Source={Path.Combine(data, "record.db")};Pooling=false");
        await record.OpenAsync();
        var steps = await RowsAsync(record, """SELECT "Directive", "Body", "Line" FROM "assignment_updates" ORDER BY "Id" """);
        var told = await RowsAsync(record, """SELECT "Subject", "Body", json_extract("Details", '$[0]') FROM "audit" WHERE "What" LIKE 'assignment.%' ORDER BY "Number" """);
        Assert.NotEmpty(steps);
        Assert.Equal(steps, told);
    }

    private static async Task<List<string>> RowsAsync(SqliteConnection record, string sql)
    {
        await using var command = record.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add($"{reader[0]} {reader[1]} {reader[2]}");
        }
        return rows;
    }

    private static async Task StepUntilCutAsync(BoardProcess board, string body, ConcurrentQueue<(string, string)> acknowledged)
    {
        using var client = board.CreateClient($"sb_demo_{body}");
        try
        {
            for (var seen = (await client.AssignmentAsync("G08", body)).Updates.Count; ; seen++)
            {
                var line = $"{body}: đã xong {seen + 1}";
                await client.UpdateAsync("G08", body, Said("progress", seen, line));
                acknowledged.Enqueue((body, line));
            }
        }
        catch (HttpRequestException)
        {
            // The board is gone.
        }
    }
}
