using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

public sealed class ReplayTests(Fixtures.Browser browser, DemoBoard board)
{
    private const string Moment = "2025-06-24T08:05:00+07:00";

    private static readonly string Past = $"/?at={Uri.EscapeDataString(Moment)}";

    [Fact]
    public async Task A_page_of_the_past_says_so_stands_still_and_leads_back_to_live()
    {
        await using var visit = await OpenPastAsync(Past);
        await Assertions.Expect(visit.Page.Locator(".replay-bar")).ToContainTextAsync("24 June 2025, 08:05");
        var before = await SeenAsync(visit);

        await visit.Page.ReloadAsync();
        await visit.DrawnAsync();
        Assert.Equal(before, await SeenAsync(visit));

        await visit.Page.Locator(".replay-bar a.button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".replay-bar")).ToHaveCountAsync(0);
        Assert.DoesNotContain("at=", visit.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task The_moment_goes_along_from_page_to_page()
    {
        await using var visit = await OpenPastAsync(Past);

        await visit.Page.Locator("header nav a[href*='/provinces']").ClickAsync();

        await visit.Page.WaitForURLAsync(address => address.Contains("/provinces?", StringComparison.Ordinal) && Uri.UnescapeDataString(address).Contains($"at={Moment}", StringComparison.Ordinal));
        await Assertions.Expect(visit.Page.Locator(".replay-bar")).ToContainTextAsync("08:05");
        await visit.DrawnAsync();
        await Assertions.Expect(visit.Page.Locator("live-figure[as-of]")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Played_the_past_runs_on_and_ends_live()
    {
        await using var visit = await OpenPastAsync(Past);
        await visit.Page.Locator("replay-player select").SelectOptionAsync("60");
        await visit.Page.Locator("replay-player button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".replay-bar p")).ToContainTextAsync("08:07", new() { Timeout = 20_000 });

        await visit.Page.Locator("replay-player select").SelectOptionAsync("3600");

        await Assertions.Expect(visit.Page.Locator(".replay-bar")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_moment_is_chosen_without_script()
    {
        await using var visit = await browser.VisitAsync(board.Address, locale: "en", script: false);
        await visit.OpenAsync("/provinces");
        await LiveAtAsync(visit);

        await visit.Page.Locator(".masthead .replay").ClickAsync();
        await visit.Page.Locator("[popover] input[type=datetime-local]").FillAsync("2025-06-24T08:02");
        await visit.Page.Locator("[popover] button").ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".replay-bar")).ToContainTextAsync("24 June 2025, 08:02");
    }

    [Fact]
    public async Task A_moment_that_is_still_to_come_shows_the_board_live()
    {
        await using var visit = await browser.VisitAsync(board.Address, locale: "en");

        await visit.OpenAsync("/?at=2025-07-30T00:00");

        await Assertions.Expect(visit.Page.Locator(".replay-bar")).ToHaveCountAsync(0);
        await visit.DrawnAsync();
        Assert.Empty(visit.Errors);
    }

    /// <summary>The demo week begins at 08:00 and a minute of it is a second: the moment looked back at has to be past.</summary>
    private async Task<Visit> OpenPastAsync(string path)
    {
        var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await LiveAtAsync(visit);
        await visit.OpenAsync(path);
        await visit.DrawnAsync();
        return visit;
    }

    private Task LiveAtAsync(Visit visit) => Eventually.HoldsAsync(
        async () => string.CompareOrdinal((await (await visit.Page.APIRequest.GetAsync(new Uri(board.Address, "api/v1/programmes").ToString())).JsonAsync())
            ?.EnumerateArray().First().GetProperty("clock").GetProperty("now").GetString(), "2025-06-24T08:20") > 0,
        "twenty minutes of the week to pass",
        TimeSpan.FromSeconds(60));

    private static Task<string> SeenAsync(Visit visit) => visit.Page.EvaluateAsync<string>(
        "() => [...document.querySelectorAll('.tile, .ladder, .deadline-rows, .decisions, .next')].map(each => each.innerText).join()");
}
