using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>The programme's time in the head of a page: it comes saying the server's minute and goes on from there.</summary>
public sealed class ClockTests(Fixtures.Browser browser, DemoBoard demo)
{
    [Theory]
    [InlineData("/directives", "vi")]
    [InlineData("/", "en")]
    [InlineData("/wallboard", "fr")]
    public async Task It_goes_on_in_the_words_it_came_with(string path, string language)
    {
        await using var still = await browser.VisitAsync(demo.Address, locale: language, script: false);
        await still.OpenAsync(path);
        var came = await still.Page.Locator("programme-clock time").InnerTextAsync();
        await using var visit = await browser.VisitAsync(demo.Address, locale: language);
        await visit.OpenAsync(path);
        var clock = visit.Page.Locator("programme-clock time");

        await Assertions.Expect(clock).Not.ToHaveTextAsync(came);
        var first = await clock.InnerTextAsync();
        await Assertions.Expect(clock).Not.ToHaveTextAsync(first);

        // The minutes differ, the words do not, but at midnight.
        await still.OpenAsync(path);
        Assert.Contains(DayOf(first), new[] { DayOf(came), DayOf(await still.Page.Locator("programme-clock time").InnerTextAsync()) });
        Assert.Empty(visit.Errors);
    }

    private static string DayOf(string told) => told[..told.LastIndexOf(',')];
}
