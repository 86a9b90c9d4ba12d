using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SteeringBoard.Access.People;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>Somebody's own account on a board in production, from the invitation to the last session that is ended, in a real browser.</summary>
public sealed partial class AccountTests(Fixtures.Browser browser)
{
    [Fact]
    public async Task One_comes_in_by_app_and_by_recovery_code_and_ends_the_sessions_elsewhere()
    {
        await using var board = await Joining.StartAsync();
        var link = await Joining.InviteAsync(board);
        await using var desk = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await using var phone = await browser.VisitAsync(board.Address, 390, 844, "vi", ColorScheme.Dark);
        await using var other = await browser.VisitAsync(board.Address, 1440, 900, "en", ColorScheme.Dark);

        // The codes are shown once, on the page of the invitation.
        await desk.OpenAsync(link.AbsolutePath);
        var own = await desk.AcceptAsync();
        await desk.SoundAsync("account-codes-en-1440");
        await desk.Page.Locator("a.button.primary").ClickAsync();
        // Waits for all of it: a page left on its way is a request broken off.
        await desk.Page.WaitForURLAsync("**/admin");
        await desk.OpenAsync("/account");
        await Assertions.Expect(desk.Page.Locator("main")).ToContainTextAsync("10 codes are left");
        await Assertions.Expect(desk.Page.Locator(".codes")).ToHaveCountAsync(0);

        await SignOutAsync(desk);
        await desk.EnterAsync("000000");
        await Assertions.Expect(desk.Page.Locator("p.refused")).ToContainTextAsync("is not right");
        await desk.SoundAsync("account-refused-en-1440");
        // The code of the next half minute: the one of this was used up by accepting.
        await desk.EnterAsync(Totp.Code(own.Secret, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        await Assertions.Expect(desk.Page).ToHaveURLAsync(Account());

        await phone.EnterAsync(own.Codes[0]);
        await Assertions.Expect(phone.Page).ToHaveURLAsync(Account());
        await Assertions.Expect(phone.Page.Locator("main")).ToContainTextAsync("Còn 9 mã");
        await phone.SoundAsync("account-vi-390-dark");
        await other.EnterAsync(own.Codes[0]);
        await Assertions.Expect(other.Page.Locator("p.refused")).ToBeVisibleAsync();
        await other.EnterAsync(own.Codes[1]);
        await Assertions.Expect(other.Page.Locator("tbody tr")).ToHaveCountAsync(3);
        await other.SoundAsync("account-en-1440-dark");

        // One that is ended here is over there, and so are all others at once.
        await desk.OpenAsync("/account");
        await desk.Page.Locator("tbody tr").Filter(new() { HasNot = desk.Page.Locator("b") }).First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(desk.Page.Locator(".said")).ToContainTextAsync("ended");
        await Assertions.Expect(desk.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await desk.Page.Locator("form[action='/account/sessions']:not(:has([name=id])) button").ClickAsync();
        await Assertions.Expect(desk.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".said")).ToHaveTextAsync("The sessions are ended.");
        foreach (var ended in new[] { phone, other })
        {
            await ended.OpenAsync("/account");
            await Assertions.Expect(ended.Page).ToHaveURLAsync(Door());
        }
        await desk.Page.Locator("tbody").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(desk.Page).ToHaveURLAsync(Door());

        Assert.All(new[] { desk, phone, other }, visit => Assert.Empty(visit.Errors.Concat(visit.Failures)));
    }

    private static async Task SignOutAsync(Visit visit)
    {
        await visit.Page.Locator("details.menu:has(form[action='/sign-out']) > summary").ClickAsync();
        await visit.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Door());
    }

    [GeneratedRegex("/account$", RegexOptions.None, 1000)]
    private static partial Regex Account();

    [GeneratedRegex("/sign-in", RegexOptions.None, 1000)]
    private static partial Regex Door();
}
