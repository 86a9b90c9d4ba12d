using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

public sealed class StartAgainTests(Fixtures.Browser browser)
{
    [Fact]
    public async Task An_operator_starts_the_week_of_the_demo_again_and_the_page_follows()
    {
        await using var own = await DemoBoard.StartAsync();
        await using var visit = await browser.VisitAsync(own.Address, 1440, 900, "en");
        await Eventually.HoldsAsync(async () => string.CompareOrdinal(await NowAsync(visit, own.Address), "2025-06-24T09:00") > 0, "an hour of the week", TimeSpan.FromSeconds(90));
        await visit.OpenAsync("/operations");

        await visit.Page.GetByText("Start the week again").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete and start again" }).ClickAsync();

        await Eventually.HoldsAsync(
            async () => await NowAsync(visit, own.Address) is { Length: > 0 } now && string.CompareOrdinal(now, "2025-06-24T08:50") < 0, "the week to begin again", TimeSpan.FromSeconds(60));
        await Eventually.HoldsAsync(async () => await visit.Page.GetByText("Start the week again").CountAsync() == 1, "the page to come back", TimeSpan.FromSeconds(60));
    }

    /// <summary>The programme's time; empty while the board is down.</summary>
    private static async Task<string> NowAsync(Visit visit, Uri board)
    {
        try
        {
            var answer = await visit.Page.APIRequest.GetAsync(new Uri(board, "api/v1/programmes").ToString());
            return (await answer.JsonAsync())?.EnumerateArray().First().GetProperty("clock").GetProperty("now").GetString() ?? "";
        }
        catch (PlaywrightException)
        {
            return "";
        }
    }
}
