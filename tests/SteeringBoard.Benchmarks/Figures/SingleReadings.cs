using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// Single-reading documents taken each second, durable before they are answered, from 32 clients that wait for their answers.
/// The bare endpoint inserts one row a request.
/// </summary>
internal static class SingleReadings
{
    private const int Clients = 32;

    public static async Task<IReadOnlyList<Row>> OnSqliteAsync()
    {
        using var folder = new TempFolder();
        await using var board = await BoardServer.StartAsync();
        return await MeasureAsync("SQLite", board, $"Data Source={folder["bare.db"]}");
    }

    public static async Task<IReadOnlyList<Row>> OnPostgresAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var board = await BoardServer.StartAsync(await postgres.CreateDatabaseAsync());
        return await MeasureAsync("PostgreSQL", board, await postgres.CreateDatabaseAsync());
    }

    private static async Task<IReadOnlyList<Row>> MeasureAsync(string database, BoardServer board, string bareStore)
    {
        var (process, address) = await Worker.ServeAsync(BareServer.Mode, new BareServerPlan(bareStore, Frame: null));
        await using var bareProcess = process;
        var bare = new Server(address, board.Server.Key, process.Id);

        var targets = (await board.TargetsAsync())[..Clients].Chunk(1).ToArray();
        var number = 0L;
        var (ours, twins) = await Interleaved.RunAsync(() => RunAsync(board.Server), () => RunAsync(bare));
        return [Row.Of($"single-reading documents, 32 clients, {database}", "/s", ours, twins, Bar.AtLeastBare(0.5))];

        async Task<double> RunAsync(Server server)
        {
            var result = await Worker.RunAsync<ThroughputPlan, ThroughputResult>(
                Throughput.Mode,
                new ThroughputPlan(
                    server, board.Series, targets, number + 1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)));
            number = result.LastNumber;
            return result.PerSecond;
        }
    }
}
