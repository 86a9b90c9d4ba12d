using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Benchmarks.Screens;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// The Gantt of the whole programme in Chromium, by directive and opened to the bodies of one: from what the board sent to the picture,
/// at first and for each live change.
/// </summary>
internal static class GanttDrawing
{
    private const int Runs = 5;
    private const int Changes = 20;

    // The procedures configured in Ho Chi Minh City: counted by G12.
    private const string Body = "79";
    private const string Indicator = "I03";

    /// <summary>Notes for each drawing of the Gantt the milliseconds until the picture after it.</summary>
    private const string Watch = """
        window.drawn = [];
        let plotly;
        Object.defineProperty(globalThis, 'Plotly', {
          configurable: true,
          get: () => plotly,
          set: value => {
            plotly = value;
            const react = value.react;
            value.react = (chart, ...rest) => {
              const begun = performance.now();
              const done = react(chart, ...rest);
              if (chart.closest('live-figure')?.getAttribute('name') === 'deadline-gantt') {
                requestAnimationFrame(() => {
                  const { port1, port2 } = new MessageChannel();
                  port1.onmessage = () => window.drawn.push(performance.now() - begun);
                  port2.postMessage(0);
                });
              }
              return done;
            };
          },
        });
        """;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartScreensAsync();
        var target = (await board.TargetsAsync()).Single(cell => cell is { Body: Body, Indicator: Indicator });
        await using var chromium = await Chromium.StartAsync();
        var rows = new List<Row>();
        foreach (var (what, path) in new[] { ("by directive", "/deadlines"), ("opened to the bodies of one", "/deadlines?gantt=G12") })
        {
            List<double> first = [], changes = [];
            for (var run = 0; run < Runs; run++)
            {
                await using var person = await chromium.PersonAsync();
                var page = await person.NewPageAsync();
                await page.AddInitScriptAsync(Watch);
                await page.GotoAsync(new Uri(board.Server.Address, path).ToString(), new() { Timeout = Chromium.Slow });
                first.Add(await DrawnAsync(page, 1));
                if (run == Runs - 1)
                {
                    changes.AddRange(await ChangesAsync(board, page, target));
                }
            }
            rows.Add(Row.Of($"Gantt in Chromium, {what}: first drawing", "ms", first, Bar.AtMost(1000)));
            rows.Add(Row.Of($"Gantt in Chromium, {what}: one live change", "ms", changes, Bar.AtMost(100)));
        }
        return rows;
    }

    private static async Task<List<double>> ChangesAsync(BoardServer board, Microsoft.Playwright.IPage page, Target target)
    {
        using var client = board.Server.CreateClient(connections: 1);
        var changes = new List<double>();
        for (var number = 1; number <= Changes; number++)
        {
            var known = await page.EvaluateAsync<int>("() => window.drawn.length");
            await Server.PushAsync(client, board.Series.Bytes(number * (target.Total / Changes), target));
            changes.Add(await DrawnAsync(page, known + 1));
        }
        return changes;
    }

    private static async Task<double> DrawnAsync(Microsoft.Playwright.IPage page, int count)
    {
        await page.WaitForFunctionAsync("count => window.drawn.length >= count", count, new() { Timeout = Chromium.Slow });
        return await page.EvaluateAsync<double>("count => window.drawn[count - 1]", count);
    }
}
