using System.Globalization;
using Microsoft.Playwright;
using SteeringBoard.Access.People;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>Somebody is invited to a board in production, signs in, and manages people, keys and an account, in a real browser.</summary>
public sealed class PeopleTests(Fixtures.Browser browser)
{
    private const string Email = "first@board.vn";
    private const string Password = "một câu dài dễ nhớ 2025";
    private static readonly string[] Pages = ["/sign-in", "/account", "/admin", "/admin/keys"];

    [Fact]
    public async Task Without_a_script_one_accepts_and_every_page_is_sound_in_every_language()
    {
        await using var board = await StartAsync();
        var link = await InviteAsync(board);
        await using (var looking = await browser.VisitAsync(board.Address, 390, 844))
        {
            await looking.OpenAsync(link.AbsolutePath);
            await SoundAsync(looking, "invitation-vi-390");
        }
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, script: false);
        await visit.OpenAsync(link.AbsolutePath);
        await AcceptAsync(visit);
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
                await SoundAsync(other, string.Create(CultureInfo.InvariantCulture, $"{path.Replace('/', '_')}-{language}-{width}-{scheme}"));
                Assert.Empty(other.Errors);
                Assert.Empty(other.Failures);
            }
        }
    }

    [Fact]
    public async Task A_passkey_lets_one_in_without_password_and_code()
    {
        await using var board = await StartAsync();
        var link = await InviteAsync(board);
        // A passkey is of a name, never of a bare address.
        var site = new UriBuilder(board.Address) { Host = "localhost" }.Uri;
        await using var visit = await browser.VisitAsync(site, 1440, 900, "en");
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
        await AcceptAsync(visit);

        await visit.OpenAsync("/account");
        await visit.Page.Locator("[name='Passkey.Password']").FillAsync(Password);
        await visit.Page.Locator("form[data-passkey] button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".said")).ToContainTextAsync("The passkey is added");
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

    private static async Task<BoardProcess> StartAsync()
    {
        // In earnest, but for its files, which are served from where they are built only while developing.
        var board = await BoardProcess.StartAsync(new Dictionary<string, string> { ["Demo:Enabled"] = "false", ["Access:Limits:SignIn"] = "1000" });
        await board.ReadyAsync(TimeSpan.FromMinutes(2));
        return board;
    }

    private static async Task<Uri> InviteAsync(BoardProcess board)
    {
        var file = Repository.Executable("SteeringBoard");
        await using var command = ChildProcess.Start(
            file, ["invite", "Người quản trị", Email, "Administrator"],
            new Dictionary<string, string> { ["Data__Directory"] = board.DataDirectory, ["ASPNETCORE_URLS"] = board.Address.ToString() },
            Path.GetDirectoryName(file));
        return new Uri(await command.LineAsync(line => line.Contains("/invitation/", StringComparison.Ordinal), "the link", TimeSpan.FromMinutes(1)));
    }

    private static async Task AcceptAsync(Visit visit)
    {
        var link = await visit.Page.Locator("a[href^='otpauth:']").GetAttributeAsync("href") ?? "";
        var secret = link[(link.IndexOf("secret=", StringComparison.Ordinal) + "secret=".Length)..link.IndexOf("&issuer", StringComparison.Ordinal)];
        await visit.Page.Locator("[name='Typed.Password']").FillAsync(Password);
        await visit.Page.Locator("[name='Typed.Again']").FillAsync(Password);
        await visit.Page.Locator("[name='Typed.Code']").FillAsync(Totp.Code(secret, TimeProvider.System.GetUtcNow()));
        await visit.Page.Locator("button.primary").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".codes")).ToBeVisibleAsync();
    }

    private static async Task SoundAsync(Visit visit, string name)
    {
        await visit.ShotAsync(name);
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(await visit.ViolationsAsync());
    }
}
