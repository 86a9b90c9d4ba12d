using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

public sealed class DeadlinesTests(Fixtures.Browser browser, DemoBoard board)
{
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
}
