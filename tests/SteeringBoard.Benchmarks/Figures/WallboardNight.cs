using System.Globalization;
using Microsoft.Playwright;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Benchmarks.Screens;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// How much the heaps of Chromium and of the board grow while <c>/wallboard</c> hangs in the meeting room for twelve programme hours at
/// 60 times: twelve minutes, or as many as WALLBOARD_MINUTES says.
/// </summary>
internal static class WallboardNight
{
    private const double Megabyte = 1_000_000;

    // Each page twice, in each of its families' turns.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var minutes = int.Parse(Environment.GetEnvironmentVariable("WALLBOARD_MINUTES") ?? "12", CultureInfo.InvariantCulture);
        await using var board = await BoardServer.StartScreensAsync(new Dictionary<string, string> { ["Demo:Enabled"] = "true", ["Demo:Speed"] = "60" });
        await using var chromium = await Chromium.StartAsync();
        await using var wall = await chromium.PersonAsync(1920, 1080);
        var page = await wall.NewPageAsync();
        await page.GotoAsync(new Uri(board.Server.Address, "wallboard").ToString(), new() { Timeout = Chromium.Slow });
        var inside = await wall.NewCDPSessionAsync(page);

        await Task.Delay(WarmUp);
        var before = await HeapsAsync();
        var shown = "";
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        for (var minute = 1; ; minute++)
        {
            await timer.WaitForNextTickAsync();
            var now = await HeapsAsync();
            var said = await page.InnerTextAsync(".wall");
            shown = said != shown ? said : throw new InvalidOperationException("The wallboard stands still.");
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  minute {minute}: browser {now.Browser:0.00} MB ({now.Browser - before.Browser:+0.00;-0.00}), server {now.Server:0.00} MB ({now.Server - before.Server:+0.00;-0.00})"));
            if (minute >= minutes)
            {
                return
                [
                    Row.Of($"wallboard, {minute} programme hours, growth of the browser's heap", "MB", [now.Browser - before.Browser], Bar.AtMost(2)),
                    Row.Of($"wallboard, {minute} programme hours, growth of the server's heap", "MB", [now.Server - before.Server], Bar.AtMost(2)),
                ];
            }
        }

        async Task<(double Browser, double Server)> HeapsAsync()
        {
            await inside.SendAsync("HeapProfiler.collectGarbage");
            var usage = await inside.SendAsync("Runtime.getHeapUsage");
            return (usage!.Value.GetProperty("usedSize").GetDouble() / Megabyte, (await board.StateAsync()).Live / Megabyte);
        }
    }
}
