using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Benchmarks.Screens;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// From a push's first byte, so with its commit, until Chromium has painted it on <c>/</c>: a province's tile, and the deadline
/// burn-up; while 200 circuits without a browser show the same page.
/// </summary>
internal static class Pixel
{
    private const int Circuits = 200;
    private const int WarmUp = 5;
    private const int Changes = 100;

    // The procedures configured in Ho Chi Minh City: on its tile, and on the burn-up of G12.
    private const string Body = "79";
    private const string Indicator = "I03";
    private const string Page = "/?directive=G12";

    /// <summary>
    /// Watches the claimed part of the tile and the end of the claimed curve: each promise gives the wall clock's milliseconds after the
    /// picture that shows the change. The change is found in the page's own script, after it; the picture after the next is waited for.
    /// </summary>
    private const string Watch = """
        body => {
          const painted = read => new Promise(resolve => {
            const before = read();
            const observer = new MutationObserver(() => {
              if (read() === before) return;
              observer.disconnect();
              requestAnimationFrame(() => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => resolve(Date.now());
                port2.postMessage(0);
              });
            });
            observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
          });
          const tile = () => document.querySelector(`.tile[href*="/provinces/${body}"] .evidence-claimed`)?.style.width;
          const curve = () => document.querySelector('live-figure[name=deadline-burnup] .chart').data?.find(trace => trace.name === 'claimed')?.y.at(-1);
          window.painted = [painted(tile), painted(curve)];
        }
        """;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartScreensAsync();
        var target = (await board.TargetsAsync()).Single(cell => cell is { Body: Body, Indicator: Indicator });
        var address = new Uri(board.Server.Address, Page);
        await using var viewers = await Viewers.OpenAsync(new ViewersPlan(address, Circuits, Figures: false));
        await using var chromium = await Chromium.StartAsync();
        await using var person = await chromium.PersonAsync();
        var page = await person.NewPageAsync();
        await page.GotoAsync(address.ToString(), new() { Timeout = Chromium.Slow });
        await page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('live-figure')].every(figure => figure.querySelector('.main-svg'))", null, new() { Timeout = Chromium.Slow });

        using var client = board.Server.CreateClient(connections: 1);
        List<double> tiles = [], figures = [];
        for (var number = 1; number <= WarmUp + Changes; number++)
        {
            // At another moment of every throttle's pause each time.
            await Task.Delay(TimeSpan.FromSeconds(0.4 + (number * 0.618 % 1)));
            await page.EvaluateAsync(Watch, Body);
            var started = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            // A tenth of the whole each time, which can be seen.
            await Server.PushAsync(client, board.Series.Bytes(number * (target.Total / 10), target));
            var painted = await page.EvaluateAsync<long[]>("() => Promise.all(window.painted)");
            if (number > WarmUp)
            {
                tiles.Add(painted[0] - started);
                figures.Add(painted[1] - started);
            }
        }

        return
        [
            Line("a tile", tiles, 50, 300), Line("a tile", tiles, 99, 1000),
            Line("a figure", figures, 50, 600), Line("a figure", figures, 99, 1500),
        ];

        static Row Line(string what, List<double> milliseconds, double percent, double limit) => Row.Of(
            $"change to pixel, {what}, {Circuits} circuits open, p{percent}", "ms", [milliseconds.Percentile(percent)], Bar.AtMost(limit));
    }
}
