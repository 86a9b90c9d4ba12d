using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Benchmarks.Screens;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>The report of the largest province: what its first load brings over the wire without scripts, and how long the server takes.</summary>
internal static partial class ReportVisits
{
    private const double Kilobyte = 1000;
    private const int Visits = 5;
    private const int WarmCalls = 30;
    private const int Calls = 400;
    private const string Reporter = "79-reporter";
    private const string Page = "/report";
    private const string Grid = "/report?grid=I08";

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartScreensAsync();
        await using var chromium = await Chromium.StartAsync();
        using var client = new HttpClient { BaseAddress = board.Server.Address };
        await SignInAsync(client);
        return
        [
            Row.Of("first load of /report, over the wire without scripts", "kB", await BytesAsync(chromium, board, Page), Bar.AtMost(60)),
            Row.Of("first load of a grid of 168 communes, over the wire without scripts", "kB", await BytesAsync(chromium, board, Grid), Bar.AtMost(60)),
            await TimesAsync(client, "/report", Page),
            await TimesAsync(client, "a grid of 168 communes", Grid),
        ];
    }

    /// <summary>Bytes down the wire until the page is whole, to a browser that has nothing of the site but the session and runs no script.</summary>
    private static async Task<List<double>> BytesAsync(Chromium chromium, BoardServer board, string page)
    {
        var bytes = new List<double>();
        for (var visit = 0; visit < Visits; visit++)
        {
            await using var relay = new Relay(board.Server.Address);
            await using var person = await chromium.PersonAsync(script: false);
            var tab = await person.NewPageAsync();
            // Signing in is not the visit, and what it leaves in the cache is thrown away.
            await tab.GotoAsync(new Uri(relay.Address, $"/sign-in?back={Uri.EscapeDataString(page)}").ToString(), new() { Timeout = Chromium.Slow });
            await tab.Locator(".any select").SelectOptionAsync(Reporter);
            await tab.Locator(".any button").ClickAsync();
            await tab.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = Chromium.Slow });
            var state = await person.StorageStateAsync();
            await using var fresh = await chromium.PersonAsync(script: false, state: state);
            var first = await fresh.NewPageAsync();
            var before = relay.Down;
            await first.GotoAsync(new Uri(relay.Address, page).ToString(), new() { Timeout = Chromium.Slow });
            await first.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = Chromium.Slow });
            if (await first.Locator("#report-form").CountAsync() != 1)
            {
                throw new InvalidOperationException("The report was not shown.");
            }
            bytes.Add((relay.Down - before) / Kilobyte);
        }
        return bytes;
    }

    private static async Task<Row> TimesAsync(HttpClient client, string what, string page)
    {
        var took = new List<double>();
        for (var call = 0; call < WarmCalls + Calls; call++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            if (call >= WarmCalls)
            {
                took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        return new Row($"{what}, server time p95", "ms", took.Percentile(95), null, null, Bar.AtMost(50));
    }

    private static async Task SignInAsync(HttpClient client)
    {
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        var offered = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(
            [new("person", Reporter), new("back", Page), new("__RequestVerificationToken", Token().Match(offered).Groups["value"].Value)]);
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
