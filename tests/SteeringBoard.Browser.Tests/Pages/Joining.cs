using Microsoft.Playwright;
using SteeringBoard.Access.People;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>What somebody has who was invited and has accepted.</summary>
/// <param name="Secret">Of the second factor.</param>
/// <param name="Codes">The recovery codes, shown once.</param>
internal sealed record Joined(string Secret, IReadOnlyList<string> Codes);

/// <summary>How people come to a board in production: invited by the command, accepted on the page, signed in at the door.</summary>
internal static class Joining
{
    public const string Password = "một câu dài dễ nhớ 2025";
    private const string Email = "first@board.vn";

    /// <summary>In earnest, but for its files, which are served from where they are built only while developing.</summary>
    public static async Task<BoardProcess> StartAsync()
    {
        var board = await BoardProcess.StartAsync(new Dictionary<string, string> { ["Demo:Enabled"] = "false", ["Access:Limits:SignIn"] = "1000" });
        await board.ReadyAsync(TimeSpan.FromMinutes(2));
        return board;
    }

    /// <summary>Invites the first administrator by the command; the link it prints.</summary>
    public static async Task<Uri> InviteAsync(BoardProcess board)
    {
        var file = Repository.Executable("SteeringBoard");
        await using var command = ChildProcess.Start(
            file, ["invite", "Người quản trị", Email, "Administrator"],
            new Dictionary<string, string> { ["Data__Directory"] = board.DataDirectory, ["ASPNETCORE_URLS"] = board.Address.ToString() },
            Path.GetDirectoryName(file));
        return new Uri(await command.LineAsync(line => line.Contains("/invitation/", StringComparison.Ordinal), "the link", TimeSpan.FromMinutes(1)));
    }

    /// <summary>Fills the page of an invitation, which is open.</summary>
    public static async Task<Joined> AcceptAsync(this Visit visit)
    {
        var link = await visit.Page.Locator("a[href^='otpauth:']").GetAttributeAsync("href") ?? "";
        var secret = link[(link.IndexOf("secret=", StringComparison.Ordinal) + "secret=".Length)..link.IndexOf("&issuer", StringComparison.Ordinal)];
        await visit.Page.Locator("[name='Typed.Password']").FillAsync(Password);
        await visit.Page.Locator("[name='Typed.Again']").FillAsync(Password);
        await visit.Page.Locator("[name='Typed.Code']").FillAsync(Totp.Code(secret, TimeProvider.System.GetUtcNow()));
        await visit.Page.Locator("button.primary").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".codes li")).ToHaveCountAsync(10);
        return new Joined(secret, await visit.Page.Locator(".codes code").AllInnerTextsAsync());
    }

    /// <summary>Fills the door with a code of the app or of recovery; then comes the account, or the door again.</summary>
    public static async Task EnterAsync(this Visit visit, string code)
    {
        await visit.OpenAsync("/sign-in?back=%2Faccount");
        await visit.Page.Locator("[name='Typed.Email']").FillAsync(Email);
        await visit.Page.Locator("[name='Typed.Password']").FillAsync(Password);
        await visit.Page.Locator("[name='Typed.Code']").FillAsync(code);
        await visit.Page.Locator("form.access button").ClickAsync();
    }

    /// <summary>Nothing on the page is wrong as it stands.</summary>
    public static async Task SoundAsync(this Visit visit, string name)
    {
        await visit.ShotAsync(name);
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(await visit.ViolationsAsync());
    }
}
