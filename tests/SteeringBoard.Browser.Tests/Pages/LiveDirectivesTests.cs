using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>What others do with directives is seen by whoever has them open, and takes nothing from what they are typing.</summary>
public sealed class LiveDirectivesTests(Fixtures.Browser browser, DemoBoard board)
{
    [Fact]
    public async Task The_office_sees_a_ministry_submit_while_it_types()
    {
        await using var ministry = await SignedInAsync("GCC-officer");
        var code = await OpenFirstAsync(ministry);
        await using var office = await SignedInAsync("office");
        await office.OpenAsync($"/directives/{code}?body=GCC");
        await LineIsUpAsync(office);
        await office.Page.Locator("input[name='Step.Reason']").FillAsync("đang viết dở");

        await SubmitAsync(ministry, "Đã nộp báo cáo ngành");

        var row = office.Page.Locator("tr.chosen");
        await Assertions.Expect(row).ToContainTextAsync("Đã nộp báo cáo ngành");
        await Assertions.Expect(row.Locator("[data-changed]")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(office.Page.Locator(".updates li").First).ToContainTextAsync("Đã nộp báo cáo ngành");
        await Assertions.Expect(office.Page.Locator(".step-news[role=status]")).ToContainTextAsync(code);
        await Assertions.Expect(office.Page.Locator("input[name='Step.Reason']")).ToHaveValueAsync("đang viết dở");
        Assert.Empty(office.Errors);
    }

    [Fact]
    public async Task What_a_colleague_does_shows_in_my_work_and_what_is_typed_stays_until_it_is_sent()
    {
        await using var first = await SignedInAsync("VSS-officer");
        await using var second = await SignedInAsync("VSS-officer");
        var code = await OpenFirstAsync(first);
        await OpenFirstAsync(second);
        await LineIsUpAsync(second);
        await second.Page.Locator("input[name='Step.Line']").FillAsync("còn đang viết");
        await second.Page.Locator("input[name='Step.Line']").FocusAsync();

        await SubmitAsync(first, "Đồng nghiệp đã gửi");

        await Assertions.Expect(second.Page.Locator($"li[id='{code}-VSS']")).ToContainTextAsync("Đồng nghiệp đã gửi");
        await Assertions.Expect(second.Page.Locator(".step-news")).ToContainTextAsync(code);
        await Assertions.Expect(second.Page.Locator("input[name='Step.Line']")).ToHaveValueAsync("còn đang viết");
        await Assertions.Expect(second.Page.Locator("input[name='Step.Line']")).ToBeFocusedAsync();
        // It was decided on what stood before: it is told what came between, not written over it.
        await second.Page.Locator("form.step button").ClickAsync();
        await Assertions.Expect(second.Page.Locator(".refused")).ToContainTextAsync("Đồng nghiệp đã gửi");
        await Assertions.Expect(second.Page.Locator("input[name='Step.Line']")).ToHaveValueAsync("còn đang viết");
    }

    [Fact]
    public async Task The_register_moves_while_it_is_looked_at()
    {
        await using var ministry = await SignedInAsync("SBV-officer");
        var code = await OpenFirstAsync(ministry);
        await using var guest = await browser.VisitAsync(board.Address, 1440, 900);
        await guest.OpenAsync($"/directives?q={code}&official=done-on-time&body=SBV");
        await LineIsUpAsync(guest);
        await Assertions.Expect(guest.Page.Locator("tbody tr")).ToHaveCountAsync(0);
        await SubmitAsync(ministry, "Xong việc");

        await using var office = await SignedInAsync("office");
        await office.OpenAsync($"/directives/{code}?body=SBV");
        await office.Page.Locator("select[name='Step.Action']").SelectOptionAsync("confirm");
        await office.Page.Locator("input[name='Step.Override']").CheckAsync();
        await office.Page.Locator("input[name='Step.Reason']").FillAsync("Đã kiểm tra tại chỗ");
        await office.Page.Locator("form.step button").ClickAsync();

        await Assertions.Expect(guest.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(guest.Page.Locator("tbody tr")).ToContainTextAsync(code);
    }

    private async Task<Visit> SignedInAsync(string person)
    {
        var visit = await browser.VisitAsync(board.Address, 1440, 900);
        await visit.SignInAsync(person);
        return visit;
    }

    /// <summary>Opens the form of the first thing to do; the code of its directive.</summary>
    private static async Task<string> OpenFirstAsync(Visit visit)
    {
        await visit.Page.Locator(".work a.button").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("form.step")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("input[name='Step.Line']")).ToBeFocusedAsync();
        return visit.Page.Url.Split("&open=")[1].Split('&')[0];
    }

    private static Task LineIsUpAsync(Visit visit) =>
        Assertions.Expect(visit.Page.Locator("page-address")).ToHaveCountAsync(1, new() { Timeout = 30_000 });

    private static async Task SubmitAsync(Visit visit, string line)
    {
        await visit.Page.Locator("select[name='Step.Action']").SelectOptionAsync("submit");
        await visit.Page.Locator("input[name='Step.Line']").FillAsync(line);
        await visit.Page.Locator("form.step button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("form.step")).ToHaveCountAsync(0);
    }
}
