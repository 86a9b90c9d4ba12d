using System.Net.Http.Json;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;
using SteeringBoard.Contract;

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

    [Fact]
    public async Task An_operator_starts_the_week_again_and_it_runs_from_its_beginning()
    {
        await using var board = await DemoBoard.StartAsync();
        using var client = board.CreateClient();
        // Later in the week than any board is that has just come up.
        await Eventually.HoldsAsync(async () => (await ClockAsync(client))!.At.TimeOfDay > TimeSpan.FromHours(8.75), "the week to be under way", TimeSpan.FromMinutes(3));
        var before = (await ClockAsync(client))!;
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.OpenAsync("/operations");

        await visit.Page.GetByText("Start the week again").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete and start again" }).ClickAsync();

        await Eventually.HoldsAsync(async () => await ClockAsync(client) is { } now && now.At < before.At, "the week to start again", TimeSpan.FromMinutes(3));
        // The page comes back by itself.
        await Assertions.Expect(visit.Page.GetByText("Start the week again")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visit.OpenAsync("/");
        await visit.DrawnAsync();
        Assert.True((await ClockAsync(client))!.Sequence < before.Sequence, "the changes of the week before are still there");
    }

    private sealed record Standing(DateTimeOffset At, long Sequence);

    /// <summary>The week's time and its last change; none while the board does not answer.</summary>
    private static async Task<Standing?> ClockAsync(HttpClient client)
    {
        try
        {
            var programmes = await client.GetFromJsonAsync<ProgrammeAnswer[]>(new Uri("api/v1/programmes", UriKind.Relative), WireJson.Options);
            var week = programmes!.Single(programme => programme.Code == "go-live-2025");
            return new Standing(week.Clock.Now, week.Sequence);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
