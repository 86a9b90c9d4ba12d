using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>What is ordered, answered and decided, by the people who do it.</summary>
public sealed class DirectivesTests(Fixtures.Browser browser, DemoBoard board)
{
    [Fact]
    public async Task A_directive_is_found_without_accents()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.OpenAsync("/directives");

        await visit.Page.Locator("input[name=q]").FillAsync("kiem thu chinh thuc");
        await visit.Page.Locator(".filters button").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("G13");
        Assert.Contains("q=", visit.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_ministry_answers_in_one_line_and_the_office_returns_it_with_a_reason()
    {
        await using (var ministry = await SignedInAsync("MOST-officer"))
        {
            await OpenFirstAsync(ministry);
            await ministry.Page.Locator("input[name='Step.Line']").FillAsync("Đã chuyển danh sách");
            await ministry.Page.Locator("select[name='Step.Action']").SelectOptionAsync("submit");
            await ministry.Page.Locator("form.step button").ClickAsync();
            await Assertions.Expect(ministry.Page.Locator("main")).ToContainTextAsync("Đã chuyển danh sách");
            Assert.Empty(ministry.Errors);
        }

        await using var office = await SignedInAsync("office");
        var row = office.Page.Locator("li[id$='-MOST']").First;
        await row.Locator("a.button").ClickAsync();
        await office.Page.Locator("select[name='Step.Action']").SelectOptionAsync("return");
        await office.Page.Locator("form.step button").ClickAsync();
        await Assertions.Expect(office.Page.Locator(".refused")).ToBeVisibleAsync();

        await office.Page.Locator("input[name='Step.Reason']").FillAsync("Thiếu phụ lục");
        await office.Page.Locator("form.step button").ClickAsync();
        await Assertions.Expect(office.Page.Locator("form.step")).ToHaveCountAsync(0);

        await using var again = await SignedInAsync("MOST-officer");
        await Assertions.Expect(again.Page.Locator("main")).ToContainTextAsync("Thiếu phụ lục");
    }

    [Fact]
    public async Task What_was_typed_stays_when_the_hard_stop_refuses_it()
    {
        await using var visit = await SignedInAsync("MOH-officer");
        await OpenFirstAsync(visit);
        await visit.Page.Locator("select[name='Step.Action']").SelectOptionAsync("ask-extension");
        await visit.Page.Locator("input[name='Step.NewDue']").FillAsync("2025-07-02T00:00");
        await visit.Page.Locator("input[name='Step.Reason']").FillAsync("chờ thiết bị");

        await visit.Page.Locator("form.step button").ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".refused")).ToContainTextAsync("01/07/2025");
        await Assertions.Expect(visit.Page.Locator("input[name='Step.Reason']")).ToHaveValueAsync("chờ thiết bị");
        await Assertions.Expect(visit.Page.Locator("input[name='Step.NewDue']")).ToHaveValueAsync("2025-07-02T00:00");
    }

    [Fact]
    public async Task A_guest_and_another_ministry_are_offered_no_step()
    {
        await using var guest = await browser.VisitAsync(board.Address, 1440, 900);
        await guest.OpenAsync("/directives/G15?body=MOF");
        await Assertions.Expect(guest.Page.Locator("h1")).ToContainTextAsync("G15");
        await Assertions.Expect(guest.Page.Locator("form.step")).ToHaveCountAsync(0);

        await using var other = await SignedInAsync("MOH-officer");
        await other.OpenAsync("/directives/G15?body=MOF");
        await Assertions.Expect(other.Page.Locator("h1")).ToContainTextAsync("G15");
        await Assertions.Expect(other.Page.Locator("form.step")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_people_at_once_never_overwrite_each_other()
    {
        await using var first = await SignedInAsync("MOHA-officer");
        await using var second = await SignedInAsync("MOHA-officer");
        await OpenFirstAsync(first);
        await OpenFirstAsync(second);
        await first.Page.Locator("input[name='Step.Line']").FillAsync("Người thứ nhất");
        await first.Page.Locator("form.step button").ClickAsync();
        await Assertions.Expect(first.Page.Locator("form.step")).ToHaveCountAsync(0);

        await second.Page.Locator("input[name='Step.Line']").FillAsync("Người thứ hai");
        await second.Page.Locator("form.step button").ClickAsync();

        await Assertions.Expect(second.Page.Locator(".refused")).ToContainTextAsync("Người thứ nhất");
        await Assertions.Expect(second.Page.Locator("input[name='Step.Line']")).ToHaveValueAsync("Người thứ hai");
        await second.Page.Locator("form.step button").ClickAsync();
        await Assertions.Expect(second.Page.Locator("main")).ToContainTextAsync("Người thứ hai");
    }

    private async Task<Visit> SignedInAsync(string person)
    {
        var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.SignInAsync(person);
        return visit;
    }

    private static async Task OpenFirstAsync(Visit visit)
    {
        await visit.Page.Locator(".work a.button").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("form.step")).ToHaveCountAsync(1);
    }
}
