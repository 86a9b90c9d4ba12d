using System.Net.Http.Json;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;
using SteeringBoard.Contract;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>What an operator does, on a board of the test's own.</summary>
public sealed class OperationsTests(Fixtures.Browser browser)
{
    /// <summary>Where the demo's week begins.</summary>
    private static readonly DateTimeOffset WeekBegins = new(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task An_operator_pauses_a_sweep_lets_it_go_on_pulls_one_source_and_finds_one_by_its_name()
    {
        await using var board = await DemoBoard.StartAsync();
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await EnterAsync(visit);
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
        await Eventually.HoldsAsync(async () => (await StandingAsync(client))?.At.TimeOfDay > TimeSpan.FromHours(8.5), "the week to be under way", TimeSpan.FromMinutes(3));
        var before = (await StandingAsync(client))!;
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await EnterAsync(visit);

        await visit.Page.GetByText("Start the week again").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete and start again" }).ClickAsync();

        // However long a busy machine takes, a week begun later is another week.
        var after = await Eventually.GetAsync(
            async () => await StandingAsync(client) is { } now && now.Began > before.Began + TimeSpan.FromSeconds(20) ? now : null,
            () => $"the week to start again; the board said:\n{board.Process.Output}",
            TimeSpan.FromMinutes(3));
        Assert.True(after.Sequence < before.Sequence, "the changes of the week before are still there");
        // The page comes back by itself.
        await Assertions.Expect(visit.Page.GetByText("Start the week again")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visit.OpenAsync("/");
        await visit.DrawnAsync();
    }

    /// <summary>As a guest of the demo comes to operate: by the page's own link, and one click.</summary>
    private static async Task EnterAsync(Visit visit)
    {
        await visit.OpenAsync("/operations");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "sign in as the operator" }).ClickAsync();
        await visit.Page.Locator(".quick button[value=operator]").ClickAsync();
        await visit.Page.WaitForURLAsync("**/operations");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        // Before the page is alive a click is nobody's.
        await visit.Page.WaitForTimeoutAsync(1_000);
    }

    /// <summary>How far a week is.</summary>
    /// <param name="At">The programme's time.</param>
    /// <param name="Began">When the week began, in real time.</param>
    /// <param name="Sequence">Its last change.</param>
    private sealed record Standing(DateTimeOffset At, DateTimeOffset Began, long Sequence);

    /// <summary>How far the week is; none while the board does not answer.</summary>
    private static async Task<Standing?> StandingAsync(HttpClient client)
    {
        try
        {
            var programmes = await client.GetFromJsonAsync<ProgrammeAnswer[]>(new Uri("api/v1/programmes", UriKind.Relative), WireJson.Options);
            var week = programmes!.Single(programme => programme.Code == "go-live-2025");
            return new Standing(week.Clock.Now, TimeProvider.System.GetUtcNow() - (week.Clock.Now - WeekBegins) / week.Clock.Speed, week.Sequence);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
