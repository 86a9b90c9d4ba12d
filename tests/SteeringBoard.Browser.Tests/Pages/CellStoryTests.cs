using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>From a number to its story, with one click.</summary>
public sealed class CellStoryTests(Fixtures.Browser browser, DemoBoard board)
{
    [Fact]
    public async Task A_number_of_a_province_leads_to_every_reading_behind_it()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/provinces/79");

        var number = visit.Page.Locator("td.number a[href*='/cells/I03']").First;
        await Assertions.Expect(number).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await number.ClickAsync();

        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("I03");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "History of readings" }).Locator("tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("What each level says");
        Assert.Empty(await visit.ViolationsAsync());
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_past_moment_stays_on_the_way_to_the_story()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/provinces/79?at=2025-06-24T08:00");

        await visit.Page.Locator("th a[href*='/cells/']").First.ClickAsync();

        await visit.Page.WaitForURLAsync(address => address.Contains("/cells/", StringComparison.Ordinal) && address.Contains("at=2025-06-24", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_situations_number_leads_to_the_provinces_it_counts()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/");

        await visit.Page.Locator("a.figure-number").First.ClickAsync();

        await visit.Page.WaitForURLAsync(address => address.Contains("/provinces?", StringComparison.Ordinal) && address.Contains("level=claimed", StringComparison.Ordinal));
    }
}
