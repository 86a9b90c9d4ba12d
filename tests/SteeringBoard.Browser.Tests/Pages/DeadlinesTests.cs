using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

public sealed class DeadlinesTests(Fixtures.Browser browser, DemoBoard board)
{
    private const string Drawings = "figure => figure.querySelector('.chart').drawings";

    private const string NoteDrawings = """
        let plotly;
        Object.defineProperty(globalThis, 'Plotly', {
          configurable: true,
          get: () => plotly,
          set: value => {
            plotly = value;
            const react = value.react;
            value.react = (chart, ...rest) => {
              chart.drawings = (chart.drawings ?? 0) + 1;
              return react(chart, ...rest);
            };
          },
        });
        """;

    [Fact]
    public async Task Only_the_deadlines_of_the_chosen_body_are_shown_and_the_address_carries_it()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/deadlines");
        await visit.DrawnAsync();
        var all = await visit.Page.Locator(".deadline-rows tbody tr").CountAsync();

        await visit.Page.Locator("select[name=body]").SelectOptionAsync("MOH");
        await visit.Page.Locator(".filters button").First.ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".deadline-rows tbody tr")).ToHaveCountAsync(2);
        Assert.True(all > 10);
        Assert.Contains("body=MOH", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal(["G18", "G19"], await visit.Page.Locator(".deadline-rows tbody th b").AllInnerTextsAsync());
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_body_without_deadlines_is_said_to_have_none()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");

        await visit.OpenAsync("/deadlines?body=nobody");

        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("No deadline fits this choice.");
    }

    [Fact]
    public async Task Figures_out_of_sight_are_drawn_once_and_again_when_they_are_scrolled_to()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.Page.AddInitScriptAsync(NoteDrawings);
        await visit.OpenAsync("/deadlines");
        await visit.DrawnAsync();
        var last = visit.Page.Locator("live-figure").Last;

        // The Gantt, once in sight, follows the clock; how far down it begins depends on how many deadlines other tests have set.
        await visit.Page.Locator("live-figure").First.ScrollIntoViewIfNeededAsync();
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('live-figure .chart').drawings > 3");
        Assert.Equal(1, await last.EvaluateAsync<int>(Drawings));
        await last.ScrollIntoViewIfNeededAsync();

        await visit.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('live-figure .chart')].at(-1).drawings > 1");
        Assert.Empty(visit.Errors);
    }
}
