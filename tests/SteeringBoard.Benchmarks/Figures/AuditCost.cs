using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Data;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// What the chain of the trail costs a write: documents pushed to a board that writes each with its entry, beside the same pushed to one that
/// writes none.
/// </summary>
internal static class AuditCost
{
    private const double Least = 0.85;

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
        var (chained, chainedAddress) = await Worker.ServeAsync(WritingBoard.Mode, new WritingBoardPlan(chainedRecord, Traced: true));
        await using var chainedProcess = chained;
        var (bare, bareAddress) = await Worker.ServeAsync(WritingBoard.Mode, new WritingBoardPlan(bareRecord, Traced: false));
        await using var bareProcess = bare;
        var series = new DocumentSeries(WritingBoard.Programme, WritingBoard.Nation, TimeProvider.System.GetUtcNow().AddHours(-1));
        var number = 0L;
        var rows = new List<Row>();
        foreach (var (clients, readings, name) in new[] { (32, 1, "single-reading documents"), (8, 400, "documents of 400") })
        {
            var targets = WritingBoard.Targets.Take(clients * readings).Chunk(readings).ToArray();
            var (ourServer, twinServer) = (new Server(chainedAddress, "", chained.Id), new Server(bareAddress, "", bare.Id));
            await RunAsync(ourServer);
            await RunAsync(twinServer);
            var (ours, twins) = await Interleaved.RunAsync(() => RunAsync(ourServer), () => RunAsync(twinServer));
            rows.Add(Row.Of($"{name} with the audit chain (bare: without), {database}", "readings/s", ours, twins, Bar.AtLeastBare(Least)));

            async Task<double> RunAsync(Server server)
            {
                var result = await Worker.RunAsync<ThroughputPlan, ThroughputResult>(
                    Throughput.Mode, new ThroughputPlan(server, series, targets, number + 1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6)));
                number = result.LastNumber;
                return result.PerSecond;
            }
        }
        return rows;
    }
}
