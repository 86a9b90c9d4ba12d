using System.Diagnostics;
using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// Readings recorded each second in documents of 3,400, every value changed, one document after another. The bare twin only
/// inserts the rows, one transaction a document: many rows a statement on SQLite, COPY on PostgreSQL.
/// </summary>
internal static class LargeDocuments
{
    private const int Readings = 3400;
    private const int Documents = 30;
    private const int WarmUps = 3;

    public static async Task<IReadOnlyList<Row>> OnSqliteAsync()
    {
        using var folder = new TempFolder();
        await using var board = await BoardServer.StartAsync();
        return await MeasureAsync("SQLite", board, $"Data Source={folder["bare.db"]}", Bar.AtLeastBare(0.35));
    }

    public static async Task<IReadOnlyList<Row>> OnPostgresAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var board = await BoardServer.StartAsync(await postgres.CreateDatabaseAsync());
        return await MeasureAsync("PostgreSQL", board, await postgres.CreateDatabaseAsync(), Bar.AtLeastBare(0.3));
    }

    private static async Task<IReadOnlyList<Row>> MeasureAsync(string database, BoardServer board, string bareStore, Bar bar)
    {
        await using var store = await BareStores.OpenAsync(bareStore);
        using var client = board.Server.CreateClient(connections: 1);
        client.Timeout = TimeSpan.FromMinutes(5);
        var targets = await board.ManyTargetsAsync(Readings);
        var number = 1L;

        for (var round = 0; round < WarmUps; round++)
        {
            await OursAsync();
            await BareAsync();
        }
        var (ours, bare) = await Interleaved.RunAsync(OursAsync, BareAsync);
        return [Row.Of($"readings in documents of 3,400, all changed, {database}", "/s", ours, bare, bar)];

        async Task<double> OursAsync()
        {
            var documents = Next().Select(document => board.Series.Bytes(document, targets)).ToList();
            return await PerSecondAsync(documents, document => Server.PushAsync(client, document));
        }

        async Task<double> BareAsync()
        {
            var documents = Next().Select(document => (IReadOnlyList<BareRow>)[.. BareRow.Of(board.Series.Of(document, targets), board.Series.Start)]).ToList();
            return await PerSecondAsync(documents, store.InsertManyAsync);
        }

        IEnumerable<long> Next() => Enumerable.Range(0, Documents).Select(_ => number++);
    }

    private static async Task<double> PerSecondAsync<T>(List<T> documents, Func<T, Task> send)
    {
        var watch = Stopwatch.StartNew();
        foreach (var document in documents)
        {
            await send(document);
        }

        return documents.Count * Readings / watch.Elapsed.TotalSeconds;
    }
}
