using System.Diagnostics;
using System.Globalization;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>A board that has recorded ten million readings: how long it takes to start, to tell a past moment, to give one page of a history.</summary>
internal static class TenMillion
{
    private const int Readings = 10_000_000;
    private const int ReadingsADocument = 10_000;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartAsync();
        var (began, ended) = await FillAsync(board);
        using var client = board.Server.CreateClient(connections: 1);
        client.Timeout = TimeSpan.FromMinutes(5);

        List<double> starts = [], pasts = [], pages = [];
        for (var run = 0; run < Interleaved.Runs; run++)
        {
            starts.Add(await SecondsAsync(board.RestartAsync));
            // A different moment each time: none was asked for before.
            var moment = began + ((ended - began) * (run + 1) / (Interleaved.Runs + 1));
            pasts.Add(await GetAsync($"board?asOf={Uri.EscapeDataString(moment.ToString("O", CultureInfo.InvariantCulture))}"));
            pages.Add(await GetAsync($"bodies/{(await board.ProvincesAsync())[run]}/history?indicator=I03&from={Uri.EscapeDataString(began.AddMilliseconds(100 * run).ToString("O", CultureInfo.InvariantCulture))}"));
            Console.Error.WriteLine($"  run {run + 1}: start {starts[^1]:0.00} s, asOf {pasts[^1]:0.000} s, page {pages[^1]:0.000} s");
        }

        return
        [
            Row.Of("start to ready on 10 million readings", "s", starts, Bar.AtMost(5)),
            Row.Of("a past moment of 10 million readings", "s", pasts, Bar.AtMost(0.5)),
            Row.Of("one page of a history of 10 million readings", "s", pages, Bar.AtMost(0.1)),
        ];

        Task<double> GetAsync(string path) => SecondsAsync(async () =>
        {
            using var response = await client.GetAsync(new Uri($"api/v1/programmes/{BoardServer.Programme}/{path}", UriKind.Relative));
            response.EnsureSuccessStatusCode();
            _ = await response.Content.ReadAsByteArrayAsync();
        });
    }

    /// <summary>Pushes them as any province would; gives the programme's time before the first and after the last.</summary>
    private static async Task<(DateTimeOffset Began, DateTimeOffset Ended)> FillAsync(BoardServer board)
    {
        var targets = await board.ManyTargetsAsync(ReadingsADocument);
        using var client = board.Server.CreateClient(connections: 1);
        client.Timeout = TimeSpan.FromMinutes(5);
        var began = await board.NowAsync();
        for (var document = 0; document < Readings / ReadingsADocument; document++)
        {
            await Server.PushAsync(client, board.Series.Bytes(document, targets));
        }

        return (began, await board.NowAsync());
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }
}
