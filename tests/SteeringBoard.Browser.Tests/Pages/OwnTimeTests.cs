using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>Deadlines are the programme's; somebody in another zone is told them by their own clock too.</summary>
public sealed partial class OwnTimeTests(Fixtures.Browser browser, DemoBoard demo)
{
    // G12 is due at 18:00 on 27 June in Hà Nội.
    [Theory]
    [InlineData("en", "Europe/Paris", "27 June 13:00 your time")]
    [InlineData("vi", "Pacific/Auckland", "23:00 27/6 theo giờ nơi bạn")]
    [InlineData("fr", "America/New_York", "27 juin 07:00 à votre heure")]
    public async Task A_deadline_is_told_by_the_readers_clock_too(string language, string zone, string told)
    {
        await using var visit = await browser.VisitAsync(demo.Address, 390, 844, language, zone: zone);

        await visit.OpenAsync("/directives/G12?programme=go-live-2025");
        await Assertions.Expect(visit.Page.Locator(".facts own-time")).ToHaveTextAsync(told);
        await visit.OpenAsync("/directives?programme=go-live-2025&q=G12");
        await Assertions.Expect(visit.Page.Locator("tr:has(a[href*='/directives/G12']) own-time")).ToHaveTextAsync(told);
        await visit.ShotAsync($"own-time-{language}-390");

        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(await visit.ViolationsAsync());
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task It_stays_through_what_is_fetched_anew_and_drawn_anew()
    {
        await using var visit = await browser.VisitAsync(demo.Address, 1440, 900, "en", zone: "Europe/Paris");
        await visit.OpenAsync("/directives?programme=go-live-2025");
        await visit.Page.Locator("main a[href*='/directives/G12']").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".facts own-time")).ToHaveTextAsync("27 June 13:00 your time");
        await visit.Page.GoBackAsync();
        await Assertions.Expect(visit.Page.Locator("td own-time").First).ToHaveTextAsync(YourTime());

        await visit.OpenAsync("/?programme=go-live-2025");
        await visit.DrawnAsync();
        await Assertions.Expect(visit.Page.Locator(".next own-time").First).ToHaveTextAsync(YourTime());
        Assert.Equal(0, await visit.OverhangAsync());
        await visit.ShotAsync("own-time-situation-en-1440");
    }

    [Fact]
    public async Task One_whose_clock_is_the_programmes_is_told_it_once()
    {
        await using var visit = await browser.VisitAsync(demo.Address, 1440, 900, "en", zone: "Asia/Bangkok");
        await visit.OpenAsync("/directives/G12?programme=go-live-2025");
        await visit.Page.Locator("programme-clock time").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator(".facts own-time")).ToHaveTextAsync("");
    }

    [GeneratedRegex("^\\d+ June \\d\\d:00 your time$", RegexOptions.None, 1000)]
    private static partial Regex YourTime();
}
