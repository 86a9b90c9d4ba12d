using System.Globalization;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

public sealed class ProvincesTests(Fixtures.Browser browser, DemoBoard board)
{
    [Fact]
    public async Task A_column_sorts_the_provinces_and_turns_round_when_chosen_again()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/provinces");
        await visit.DrawnAsync();

        await visit.Page.Locator("th a[href*='sort=units']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Commune-level units");
        var rising = await UnitsAsync(visit);
        await visit.Page.Locator("th a[href*='sort=-units']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("th[aria-sort=descending]")).ToHaveCountAsync(1);
        var falling = await UnitsAsync(visit);

        Assert.Equal(34, rising.Count);
        Assert.Equal(rising.Order(), rising);
        Assert.Equal(rising.OrderDescending(), falling);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Like_is_compared_with_like()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/provinces");
        await visit.DrawnAsync();

        await visit.Page.Locator("select[name=like]").SelectOptionAsync("whole");
        await visit.Page.Locator(".filters button").ClickAsync();

        // Eleven provinces and cities were left whole by the merger of 2025.
        await Assertions.Expect(visit.Page.Locator("main table tbody tr")).ToHaveCountAsync(11);
        await Assertions.Expect(visit.Page.Locator("main table tbody")).ToContainTextAsync("Ha Noi");
        await Assertions.Expect(visit.Page.Locator("main table tbody")).Not.ToContainTextAsync("An Giang");
    }

    [Fact]
    public async Task A_province_tells_its_deadlines_its_source_and_what_was_refused_from_it()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        var refused = await visit.Page.APIRequest.PostAsync(new Uri(board.Address, "api/v1/readings").ToString(), new()
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer sb_demo_01" },
            DataObject = new
            {
                contract = "readiness/1",
                programme = "go-live-2025",
                body = "01",
                asOf = "2025-06-24T08:00:00+07:00",
                readings = new[] { new { indicator = "I03", value = -5, total = 2112 } },
            },
        });
        Assert.True(refused.Status < 500);

        // What was refused is told to the body itself, the office and auditors.
        await visit.OpenAsync("/sign-in");
        await visit.Page.Locator(".quick button[value=office]").ClickAsync();
        await visit.Page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
        await visit.OpenAsync("/provinces/01");

        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("Its deadlines");
        await Assertions.Expect(visit.Page.Locator(".health")).ToContainTextAsync("Closed (it is asked)");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "What was refused from it" })).ToContainTextAsync("I03");
        Assert.Empty(visit.Errors);
    }

    private static async Task<List<int>> UnitsAsync(Visit visit) =>
        [.. (await visit.Page.Locator("main table").First.Locator("tbody td.number").AllInnerTextsAsync()).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
}
