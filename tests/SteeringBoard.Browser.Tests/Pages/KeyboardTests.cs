using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>Somebody moves by keyboard alone.</summary>
public sealed class KeyboardTests(Fixtures.Browser browser, DemoBoard board)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/provinces")]
    [InlineData("/directives")]
    public async Task The_first_stop_of_a_page_leads_past_the_head(string path)
    {
        await using var visit = await browser.VisitAsync(board.Address, locale: "en");
        await visit.OpenAsync(path);
        await visit.Page.WaitForFunctionAsync("() => globalThis.Blazor?._internal");
        await visit.DrawnAsync();

        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.Locator("a.skip")).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#content")).ToBeFocusedAsync();
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_page_that_a_link_leads_to_begins_at_its_heading()
    {
        await using var visit = await browser.VisitAsync(board.Address, locale: "en");
        await visit.OpenAsync("/directives");
        await visit.DrawnAsync();

        await visit.Page.Locator(".masthead nav a[href='/operations']").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(board.Address, "/operations").ToString());
        await Assertions.Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_moment_to_look_back_at_is_opened_and_left_by_keyboard()
    {
        await using var visit = await browser.VisitAsync(board.Address, locale: "en");
        await visit.OpenAsync("/provinces");
        await visit.DrawnAsync();
        var mark = visit.Page.Locator(".masthead .replay");
        var field = visit.Page.Locator("[popover] input[type=datetime-local]");

        await mark.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(field).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(field).ToBeHiddenAsync();
        await Assertions.Expect(mark).ToBeFocusedAsync();
    }
}
