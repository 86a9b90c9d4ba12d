using Microsoft.Playwright;
using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Benchmarks.Screens;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// What a visit of <c>/</c> brings over the wire, in how many requests, and when the browser first paints something and then the first
/// live value, which the circuit draws or the board pushes as a figure; and when the first figure. On the bare hello-world page the circuit draws
/// a heading.
/// </summary>
internal static class Visits
{
    private const double Kilobyte = 1000;
    private const int WarmCalls = 100;

    /// <summary>
    /// Notes when the browser has painted what the circuit drew, which takes the place of what came with the page, and when the first figure.
    /// </summary>
    private const string Watch = """
        selector => {
          const noted = {};
          const note = name => {
            if (noted[name]) return;
            noted[name] = true;
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => { window[name] = performance.now(); };
              port2.postMessage(0);
            });
          };
          let came;
          new MutationObserver(() => {
            const now = document.querySelector(selector);
            came ??= now;
            if (now && now !== came) note('circuitAt');
            if (document.querySelector('live-figure .main-svg')) note('figureAt');
          }).observe(document, { subtree: true, childList: true });
        }
        """;

    private const string Painted = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN";

    /// <summary>A page, and an element its circuit draws.</summary>
    private sealed record Site(Uri Address, string Drawn);

    /// <summary>One visit: bytes that came down, requests, milliseconds from its start.</summary>
    private sealed record Visit(double Bytes, double Requests, double Paint, double Circuit, double Figure)
    {
        public double Live => Figure < Circuit ? Figure : Circuit;
    }

    public static async Task<IReadOnlyList<Row>> FirstAsync()
    {
        var (ours, bare) = await MeasureAsync(revisit: false);
        return
        [
            Row.Of("first visit of /, over the wire (bare: hello world)", "kB", Of(ours, visit => visit.Bytes), Of(bare, visit => visit.Bytes), Bar.AtMost(800)),
            Row.Of("first visit of /, requests", "", Of(ours, visit => visit.Requests), Of(bare, visit => visit.Requests), Bar.AtMost(25)),
            Row.Of("first visit of /, first contentful paint", "ms", Of(ours, visit => visit.Paint), Of(bare, visit => visit.Paint), Bar.AtMostBare(1.5)),
            Row.Of("first visit of /, first live value", "ms", Of(ours, visit => visit.Live), Of(bare, visit => visit.Live), Bar.AtMostBare(2.5)),
            Row.Of("first visit of /, first figure (bare: first live value)", "ms", Of(ours, visit => visit.Figure), Of(bare, visit => visit.Live), bar: null),
        ];
    }

    public static async Task<IReadOnlyList<Row>> SecondAsync()
    {
        var (ours, bare) = await MeasureAsync(revisit: true);
        return [Row.Of("second visit of /, over the wire (bare: hello world)", "kB", Of(ours, visit => visit.Bytes), Of(bare, visit => visit.Bytes), Bar.AtMost(60))];
    }

    private static List<double> Of(List<Visit> visits, Func<Visit, double> number) => [.. visits.Select(number)];

    private static async Task<(List<Visit> Ours, List<Visit> Bare)> MeasureAsync(bool revisit)
    {
        await using var board = await BoardServer.StartScreensAsync();
        var (process, address) = await Worker.ServeAsync(BareBlazor.Mode, new BareBlazorPlan(Published.Folder));
        await using var bare = process;
        await using var chromium = await Chromium.StartAsync();
        var (ours, hello) = (new Site(board.Server.Address, ".situation"), new Site(address, "h1"));
        // A board serves many visits a day: it is the browser's first, not the server's.
        foreach (var site in new[] { ours, hello })
        {
            await WarmAsync(site.Address);
            await VisitAsync(site);
        }
        return await Interleaved.RunAsync(() => VisitAsync(ours), () => VisitAsync(hello));

        async Task<Visit> VisitAsync(Site site)
        {
            await using var relay = new Relay(site.Address);
            await using var person = await chromium.PersonAsync();
            var first = await OpenAsync(person, relay, site.Drawn);
            return revisit ? await OpenAsync(person, relay, site.Drawn) : first;
        }
    }

    private static async Task WarmAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var call = 0; call < WarmCalls; call++)
        {
            await client.GetByteArrayAsync(new Uri("/", UriKind.Relative));
        }
    }

    private static async Task<Visit> OpenAsync(IBrowserContext person, Relay relay, string drawn)
    {
        var page = await person.NewPageAsync();
        var requests = 0;
        page.Request += (_, _) => requests++;
        page.WebSocket += (_, _) => requests++;
        await page.AddInitScriptAsync($"({Watch})('{drawn}')");
        var before = relay.Down;
        await page.GotoAsync(relay.Address.ToString(), new() { Timeout = Chromium.Slow });
        await page.WaitForFunctionAsync("() => window.circuitAt !== undefined", null, new() { Timeout = Chromium.Slow });
        // The rest of the page comes too.
        await page.WaitForFunctionAsync(
            "() => !document.querySelector('live-figure') || [...document.querySelectorAll('live-figure')].every(figure => figure.querySelector('.main-svg')) && window.figureAt !== undefined",
            null,
            new() { Timeout = Chromium.Slow });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = Chromium.Slow });
        var visit = new Visit(
            (relay.Down - before) / Kilobyte, requests,
            await page.EvaluateAsync<double>(Painted), await page.EvaluateAsync<double>("() => window.circuitAt"), await page.EvaluateAsync<double>("() => window.figureAt ?? NaN"));
        await page.CloseAsync();
        return visit;
    }
}
