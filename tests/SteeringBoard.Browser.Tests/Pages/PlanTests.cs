using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>The office looks what is wrong with the plan, and names who answers for a body.</summary>
public sealed class PlanTests(Fixtures.Browser browser, DemoBoard board)
{
    [Fact]
    public async Task From_the_register_to_the_faults_of_one_kind_and_to_the_directive_they_are_of()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await visit.OpenAsync("/directives?programme=go-live-2025");

        await visit.Page.Locator("a[href^='/directives/plan-check']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("Faults of the plan");
        await visit.Page.Locator(".kinds a", new() { HasText = "No time to spare" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("main section h2")).ToHaveCountAsync(1);
        Assert.Contains("kind=zero-float", visit.Page.Url, StringComparison.Ordinal);
        await NothingIsWrongAsync(visit);
        await visit.Page.Locator(".faults a", new() { HasText = "G22" }).ClickAsync();

        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("G22");
        await Assertions.Expect(visit.Page.Locator("main h3")).ToHaveTextAsync("No time to spare");
        await Assertions.Expect(visit.Page.Locator(".faults")).ToContainTextAsync("derived by us");
        await NothingIsWrongAsync(visit);
    }

    [Fact]
    public async Task The_office_names_somebody_is_refused_what_is_empty_and_finds_who_answered_before()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await visit.SignInAsync("office");
        await visit.OpenAsync("/directives/accountable?programme=go-live-2025");
        var row = visit.Page.Locator("#body-92");
        await row.Locator("a.button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("input[name='Naming.Head']")).ToBeFocusedAsync();

        await visit.Page.Locator("input[name='Naming.Head']").FillAsync("   ");
        await visit.Page.Locator("input[name='Naming.Officer']").FillAsync("Chánh Văn phòng mới");
        await visit.Page.Locator("#step button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".refused")).ToContainTextAsync("person");
        await Assertions.Expect(visit.Page.Locator("input[name='Naming.Officer']")).ToHaveValueAsync("Chánh Văn phòng mới");
        await NothingIsWrongAsync(visit);
        await visit.Page.Locator("input[name='Naming.Head']").FillAsync("Chủ tịch mới");
        await visit.Page.Locator("#step button").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("#step")).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToContainTextAsync("Chủ tịch mới");
        await row.Locator("summary").ClickAsync();
        await Assertions.Expect(row.Locator(".named li")).ToHaveCountAsync(2);
        await NothingIsWrongAsync(visit);
    }

    private static async Task NothingIsWrongAsync(Visit visit)
    {
        Assert.Empty(await visit.ViolationsAsync());
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(visit.Errors);
        // What a click has left behind is let go.
        Assert.DoesNotContain(visit.Failures, failure => !failure.StartsWith("net::ERR_ABORTED", StringComparison.Ordinal));
    }
}
