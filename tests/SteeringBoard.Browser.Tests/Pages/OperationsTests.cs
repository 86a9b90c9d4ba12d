using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>What an operator does, on a board of the test's own.</summary>
public sealed class OperationsTests(Fixtures.Browser browser)
{
    [Fact]
    public async Task An_operator_pauses_a_sweep_lets_it_go_on_pulls_one_source_and_finds_one_by_its_name()
    {
        await using var board = await DemoBoard.StartAsync();
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/operations");
        var jobs = visit.Page.Locator(".vitals > li").First;
        var said = visit.Page.GetByRole(AriaRole.Status);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await Assertions.Expect(said).ToContainTextAsync("Sweep 1 is paused");
        await Assertions.Expect(jobs).ToContainTextAsync("1 paused");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pull now: Hue" }).First.ClickAsync();
        await Assertions.Expect(said).ToContainTextAsync("A pull was asked for: Hue");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Resume", Exact = true }).ClickAsync();
        await Assertions.Expect(said).ToContainTextAsync("Sweep 1 goes on");
        await Assertions.Expect(jobs).ToContainTextAsync("next run");

        await visit.Page.GetByLabel("Name or code").FillAsync("ha noi");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#sources tbody tr")).ToHaveCountAsync(1);
        Assert.Contains("q=ha", visit.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visit.Errors);
    }
}
