using System.Globalization;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>Somebody is invited to a board in production, signs in, and manages people, keys and an account, in a real browser.</summary>
public sealed class PeopleTests(Fixtures.Browser browser)
{
    private static readonly string[] Pages = ["/sign-in", "/account", "/admin", "/admin/keys"];

    [Fact]
    public async Task Without_a_script_one_accepts_and_every_page_is_sound_in_every_language()
    {
        await using var board = await Joining.StartAsync();
        var link = await Joining.InviteAsync(board);
        await using (var looking = await browser.VisitAsync(board.Address, 390, 844))
        {
            await looking.OpenAsync(link.AbsolutePath);
            await looking.SoundAsync("invitation-vi-390");
        }
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, script: false);
        await visit.OpenAsync(link.AbsolutePath);
        await visit.AcceptAsync();
        await Assertions.Expect(visit.Page.Locator(".codes li")).ToHaveCountAsync(10);
        await visit.ShotAsync("welcome-vi-390");
        await visit.Page.Locator("a.button.primary").ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(board.Address, "/admin").ToString());
        var cookies = await visit.Page.Context.CookiesAsync();

        foreach (var (language, width, height, scheme) in new[]
        {
            ("vi", 1440, 900, ColorScheme.Light), ("en", 1440, 900, ColorScheme.Dark), ("fr", 390, 844, ColorScheme.Light), ("vi", 390, 844, ColorScheme.Dark),
        })
        {
            await using var other = await browser.VisitAsync(board.Address, width, height, language, scheme);
            await other.Page.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = board.Address.ToString() }));
            foreach (var path in Pages)
            {
                await other.OpenAsync(path);
                Assert.Equal(language, await other.Page.Locator("html").GetAttributeAsync("lang"));
                await other.SoundAsync(string.Create(CultureInfo.InvariantCulture, $"{path.Replace('/', '_')}-{language}-{width}-{scheme}"));
                Assert.Empty(other.Errors);
                Assert.Empty(other.Failures);
            }
        }
    }

    [Fact]
    public async Task A_passkey_lets_one_in_without_password_and_code()
    {
        await using var board = await Joining.StartAsync();
        var link = await Joining.InviteAsync(board);
        var site = NamedSite(board);
        await using var visit = await browser.VisitAsync(site, 1440, 900, "en");
        await WithPasskeyAsync(visit, link);
        await visit.Page.Context.ClearCookiesAsync();
        await visit.OpenAsync("/sign-in?back=%2Faccount");
        await visit.Page.Locator("form[data-passkey] button").ClickAsync();

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(site, "/account").ToString());
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("passkey");
        await visit.Page.Locator("form[action='/account/passkeys/remove'] button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".said")).ToContainTextAsync("The passkey is removed");
        await visit.Page.Context.ClearCookiesAsync();
        await visit.OpenAsync("/sign-in");
        await visit.Page.Locator("form[data-passkey] button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".refused")).ToContainTextAsync("The passkey was not taken");
    }

    [Fact]
    public async Task A_passkey_ends_the_row_of_wrong_tries()
    {
        await using var board = await Joining.StartAsync();
        var link = await Joining.InviteAsync(board);
        var account = new Uri(NamedSite(board), "/account").ToString();
        await using var visit = await browser.VisitAsync(NamedSite(board), 1440, 900, "en");
        var own = await WithPasskeyAsync(visit, link);

        await LeaveAndTryAsync(4);
        await visit.Page.Locator("form[data-passkey] button").ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(account);
        // With the four before them these would lock the account.
        await LeaveAndTryAsync(4);
        await visit.EnterAsync(own.Codes[0]);

        await Assertions.Expect(visit.Page).ToHaveURLAsync(account);

        async Task LeaveAndTryAsync(int times)
        {
            await visit.Page.Context.ClearCookiesAsync();
            for (var time = 0; time < times; time++)
            {
                await visit.OpenAsync("/sign-in");
                await visit.EnterAsync("000000");
                await Assertions.Expect(visit.Page.Locator("p.refused")).ToContainTextAsync("is not right");
            }
        }
    }

    /// <summary>A passkey is of a name, never of a bare address.</summary>
    private static Uri NamedSite(BoardProcess board) => new UriBuilder(board.Address) { Host = "localhost" }.Uri;

    /// <summary>Accepts an invitation on a device that has an authenticator, and adds its passkey.</summary>
    private static async Task<Joined> WithPasskeyAsync(Visit visit, Uri link)
    {
        var devices = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await visit.OpenAsync(link.AbsolutePath);
        var own = await visit.AcceptAsync();
        await visit.OpenAsync("/account");
        await visit.Page.Locator("[name='Passkey.Password']").FillAsync(Joining.Password);
        await visit.Page.Locator("form[data-passkey] button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".said")).ToContainTextAsync("The passkey is added");
        return own;
    }
}
