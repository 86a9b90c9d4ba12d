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
    public async Task The_office_changes_a_locked_denominator_and_the_province_is_told_in_its_report()
    {
        await using var office = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await SignInAsync(office, "office");
        await office.OpenAsync("/provinces/52/cells/I03");
        var restate = office.Page.Locator("details.restate");
        // Before the page is alive a click opens it and no more.
        await office.DrawnAsync();
        await restate.Locator("summary").ClickAsync();
        await restate.Locator("input").First.FillAsync("abc");
        await restate.Locator("input").Last.FillAsync("Two procedures were merged");
        await restate.Locator("button").ClickAsync();
        await Assertions.Expect(restate.GetByRole(AriaRole.Alert)).ToContainTextAsync("whole number");
        await restate.Locator("input").First.FillAsync("2110");
        await restate.Locator("button").ClickAsync();

        await Assertions.Expect(office.Page.Locator(".restatements li")).ToContainTextAsync("2,110 · Two procedures were merged");
        Assert.Empty(await office.ViolationsAsync());
        Assert.Empty(office.Errors);
        await using var province = await browser.VisitAsync(board.Address, 390, 844, "en");
        await SignInAsync(province, "52-reporter");
        await province.OpenAsync("/report");
        await Assertions.Expect(province.Page.Locator(".restated").First).ToContainTextAsync("Two procedures were merged");
        Assert.Equal(0, await province.OverflowAsync());
    }

    private static async Task SignInAsync(Visit visit, string person)
    {
        await visit.OpenAsync("/sign-in");
        await visit.Page.Locator(".any select").SelectOptionAsync(person);
        await visit.Page.Locator(".any button").ClickAsync();
        await visit.Page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
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
