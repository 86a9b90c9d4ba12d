using System.Globalization;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

public sealed class WallboardTests(Fixtures.Browser browser, DemoBoard board)
{
    [Fact]
    public async Task The_pages_turn_by_themselves_and_are_dark_and_say_what_is_simulated()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1920, 1080, "en", ColorScheme.Light);
        await visit.OpenAsync("/wallboard");
        var first = await visit.Page.Locator(".wall > section").GetAttributeAsync("class");

        await Eventually.HoldsAsync(
            async () => await visit.Page.Locator(".wall > section").GetAttributeAsync("class") != first, "the next page", TimeSpan.FromSeconds(25));

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(visit.Page.Locator(".simulated")).ToBeVisibleAsync();
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_wall_of_the_past_says_so_and_leads_back()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1920, 1080, "en");
        await visit.OpenAsync($"/wallboard?page=1&at={Uri.EscapeDataString("2025-06-24T08:01")}");

        await Assertions.Expect(visit.Page.Locator(".wall .past")).ToContainTextAsync("24 June 2025, 08:01");
        await Assertions.Expect(visit.Page.Locator(".wall .clock")).ToHaveCountAsync(0);

        await visit.Page.Locator(".wall .past a").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".wall .clock")).ToBeVisibleAsync();
        Assert.Empty(visit.Errors);
    }

    [Theory]
    [InlineData(3, ".deadline-rows tbody tr")]
    [InlineData(4, ".decisions > li")]
    public async Task A_list_with_no_room_for_all_says_of_how_many_it_shows_the_first(int page, string row)
    {
        await using var visit = await browser.VisitAsync(board.Address, 1920, 1080, "en");

        await visit.OpenAsync($"/wallboard?page={page}");

        var heading = await visit.Page.Locator(".wall > section h2").InnerTextAsync();
        var numbers = heading.Split(' ').Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).ToList();
        Assert.Contains(" · the first ", heading, StringComparison.Ordinal);
        Assert.Equal(await visit.Page.Locator(row).CountAsync(), numbers[0]);
        Assert.True(numbers[1] > numbers[0]);
    }

    [Theory]
    [InlineData(1, 1920, 1080)]
    [InlineData(2, 1920, 1080)]
    [InlineData(3, 1920, 1080)]
    [InlineData(4, 1920, 1080)]
    [InlineData(2, 3840, 2160)]
    [InlineData(3, 3840, 2160)]
    public async Task A_page_held_fills_the_wall_and_nothing_more_and_can_be_read_from_six_metres(int page, int width, int height)
    {
        await using var visit = await browser.VisitAsync(board.Address, width, height);

        await visit.OpenAsync($"/wallboard?page={page}");

        Assert.Equal(0, await visit.OverflowAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight"));
        // A sixtieth of the height: the small print of a wall.
        var smallest = await visit.Page.EvaluateAsync<double>(
            "() => Math.min(...[...document.querySelectorAll('.wall *')].filter(each => each.children.length === 0 && each.textContent.trim() && each.getBoundingClientRect().width > 2).map(each => parseFloat(getComputedStyle(each).fontSize)))");
        Assert.True(smallest >= height / 60.0, $"the smallest text is {smallest} px");
        Assert.Empty(await visit.ViolationsAsync());
        Assert.Empty(visit.Errors);
    }
}
