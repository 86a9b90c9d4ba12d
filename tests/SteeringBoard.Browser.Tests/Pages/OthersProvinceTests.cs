using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>Somebody of a province goes from page to page while the line to the board stays up: what is not theirs stays closed, and nothing of the page before stays.</summary>
public sealed class OthersProvinceTests(Fixtures.Browser browser, DemoBoard board)
{
    private const string Closed = "Not yours to see";

    [Theory]
    [InlineData("/provinces/79", "/provinces/01")]
    [InlineData("/provinces/zz", "/provinces/01")]
    [InlineData("/provinces/79/cells/I03", "/provinces/01/cells/I03")]
    public async Task Another_province_stays_closed_whatever_page_was_open_before(string from, string to)
    {
        await using var visit = await OfAsync("79-reporter", from);

        await GoAsync(visit, to);

        await visit.Page.WaitForURLAsync($"**{to}");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Closed);
        // What the line draws comes a moment after the page.
        await visit.Page.WaitForTimeoutAsync(2_000);
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Closed);
        await Assertions.Expect(visit.Page.Locator("main table")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("Ha Noi");
    }

    [Fact]
    public async Task Ones_own_province_opens_again_after_another_was_closed()
    {
        await using var visit = await OfAsync("79-reporter", "/provinces/79");

        await GoAsync(visit, "/provinces/01");
        await Assertions.Expect(visit.Page.Locator("main table")).ToHaveCountAsync(0);
        await GoAsync(visit, "/provinces/79");

        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("Ho Chi Minh");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Its deadlines" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_typed_for_one_number_does_not_stand_under_the_next()
    {
        await using var visit = await OfAsync("office", "/provinces/56/cells/I03");
        var restate = visit.Page.Locator("details.restate");
        await restate.Locator("summary").ClickAsync();
        await restate.Locator("input").First.FillAsync("abc");
        await restate.Locator("input").Last.FillAsync("Typed for I03 alone");
        await restate.Locator("button").ClickAsync();
        await Assertions.Expect(restate.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await GoAsync(visit, "/provinces/56/cells/I04");

        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("I04");
        await Assertions.Expect(restate.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Assertions.Expect(restate.Locator("input").Last).ToHaveValueAsync("");
    }

    private async Task<Visit> OfAsync(string person, string path)
    {
        var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/sign-in");
        await visit.Page.Locator(".any select").SelectOptionAsync(person);
        await visit.Page.Locator(".any button").ClickAsync();
        await visit.Page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
        await visit.OpenAsync(path);
        // The line is up once the page has told where it is.
        await Assertions.Expect(visit.Page.Locator("page-address")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await visit.DrawnAsync();
        await visit.Page.WaitForTimeoutAsync(1_000);
        return visit;
    }

    private static async Task GoAsync(Visit visit, string path) => await visit.Page.EvaluateAsync("path => Blazor.navigateTo(path)", path);
}
