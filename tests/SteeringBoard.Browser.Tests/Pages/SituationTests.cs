using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

public sealed class SituationTests(Fixtures.Browser browser, DemoBoard board)
{
    private const string Shown = "() => [...document.querySelectorAll('.tile .evidence-bar, .ladder .figure-number, .ladder .family, .deadline-rows .bar, live-figure .main-svg .scatterlayer')].map(each => each.outerHTML).join()";

    [Fact]
    public async Task The_page_moves_by_itself_within_15_seconds()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.OpenAsync("/");
        await visit.DrawnAsync();
        await visit.Page.EvaluateAsync("() => { window.notReloaded = true }");
        var before = await visit.Page.EvaluateAsync<string>(Shown);

        await Eventually.HoldsAsync(
            async () => await visit.Page.EvaluateAsync<string>(Shown) != before, "a tile, a number or a figure to move", TimeSpan.FromSeconds(15));

        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.notReloaded === true"));
    }

    [Fact]
    public async Task What_has_changed_is_marked_and_what_a_page_comes_with_is_not()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.OpenAsync("/?at=2025-06-24T08:00:01%2B07:00");
        await visit.DrawnAsync();
        await Assertions.Expect(visit.Page.Locator("[data-live]")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("[data-changed]")).ToHaveCountAsync(0);

        await visit.OpenAsync("/");

        await Assertions.Expect(visit.Page.Locator(".tile[data-changed]")).Not.ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task The_level_is_in_the_address_and_is_marked()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.OpenAsync("/");
        await visit.DrawnAsync();

        await visit.Page.Locator(".level-switch a[href*='level=tested']").First.ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".ladder .asked .evidence-tested")).ToHaveCountAsync(4);
        await Assertions.Expect(visit.Page.Locator(".ladder .asked .evidence-claimed")).ToHaveCountAsync(0);
        Assert.Contains("level=tested", visit.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("live-figure[level=tested]")).Not.ToHaveCountAsync(0);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Every_figure_is_drawn_and_has_its_table()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.OpenAsync("/");
        await visit.DrawnAsync();

        var figures = visit.Page.Locator("live-figure");
        Assert.Equal(3, await figures.CountAsync());
        foreach (var figure in await figures.AllAsync())
        {
            await figure.Locator("details > summary").ClickAsync();
            await Assertions.Expect(figure.Locator("table tbody tr")).Not.ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task A_programme_without_a_map_of_provinces_shows_none()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.OpenAsync("/");
        await visit.Page.Locator("details.menu:has([href*='project-06']) > summary").ClickAsync();
        await visit.Page.Locator("details.menu [href*='project-06']").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("06");
        await Assertions.Expect(visit.Page.Locator(".tile")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator(".no-map")).ToBeVisibleAsync();
        await visit.DrawnAsync();
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_board_that_is_gone_is_told_and_comes_back()
    {
        await using var own = await DemoBoard.StartAsync();
        await using var visit = await browser.VisitAsync(own.Address, 1440, 900);
        await visit.OpenAsync("/");
        await visit.DrawnAsync();

        own.Kill();
        await Assertions.Expect(visit.Page.Locator("live-figure .touch.lost").First).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await own.RestartAsync();
        await own.ReadyAsync(TimeSpan.FromMinutes(2));
        await Assertions.Expect(visit.Page.Locator("live-figure .touch.lost")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(visit.Page.Locator("live-figure .touch.live")).Not.ToHaveCountAsync(0, new() { Timeout = 60_000 });
    }
}
