using System.Collections.Concurrent;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>A figure that is on the page is watched, whatever the page does with it.</summary>
public sealed class LiveFigureTests(Fixtures.Browser browser, DemoBoard board)
{
    private const string Figure = "live-figure[name=readiness-heatmap]";

    /// <summary>How long what has left the page keeps its subscription, and a little more, in milliseconds.</summary>
    private const float Lingering = 4_500;

    [Fact]
    public async Task A_figure_moved_on_the_page_stays_live()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        var said = Listen(visit);
        await visit.OpenAsync("/provinces");
        await visit.DrawnAsync();

        await visit.Page.Locator(Figure).EvaluateAsync("figure => { const after = figure.nextSibling, parent = figure.parentNode; figure.remove(); parent.insertBefore(figure, after); }");
        await visit.Page.WaitForTimeoutAsync(Lingering);

        Assert.Contains(said, line => line.Contains("WatchFigure", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains("UnwatchFigure", StringComparison.Ordinal) && line.Contains("readiness-heatmap", StringComparison.Ordinal));
        await visit.DrawnAsync();
    }

    [Fact]
    public async Task A_figure_that_leaves_the_page_is_no_longer_watched()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        var said = Listen(visit);
        await visit.OpenAsync("/provinces");
        await visit.DrawnAsync();

        await visit.Page.Locator(Figure).EvaluateAsync("figure => figure.remove()");

        await Eventually.HoldsAsync(
            () => said.Any(line => line.Contains("UnwatchFigure", StringComparison.Ordinal) && line.Contains("readiness-heatmap", StringComparison.Ordinal)), "the end of the watch");
    }

    /// <summary>What the page says to the board.</summary>
    private static ConcurrentQueue<string> Listen(Visit visit)
    {
        var said = new ConcurrentQueue<string>();
        visit.Page.WebSocket += (_, line) => line.FrameSent += (_, frame) => said.Enqueue(frame.Text ?? "");
        return said;
    }
}
