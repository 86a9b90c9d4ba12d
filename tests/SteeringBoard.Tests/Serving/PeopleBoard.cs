using System.Text.RegularExpressions;
using SteeringBoard.Access.People;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>A board in production with its first administrator, invited by the command, who has accepted.</summary>
public partial class PeopleBoard : IAsyncLifetime
{
    public const string Password = "một câu dài dễ nhớ 2025";

    public BoardProcess Board { get; private set; } = null!;

    /// <summary>Manages everybody.</summary>
    internal Member Administrator { get; private set; } = null!;

    /// <summary>What the board is started with: a test sends forms more often than a person.</summary>
    protected virtual Dictionary<string, string> Settings => new(RealBoard.Settings) { ["Access:Limits:SignIn"] = "10000", ["Access:Limits:Address"] = "10000", ["Access:Limits:Person"] = "10000" };

    public virtual async ValueTask InitializeAsync()
    {
        Board = await BoardProcess.StartAsync(Settings);
        var said = await Executable.DoneAsync(Board.DataDirectory, "invite", "Người quản trị", "first@board.vn", "Administrator");
        Administrator = await AcceptAsync(Link().Match(said).Value, "first@board.vn");
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Administrator.Dispose();
        await Board.DisposeAsync();
    }

    /// <summary>Somebody new, invited by the administrator or by another one, who has accepted.</summary>
    internal async Task<Member> JoinAsync(string role, string body = "", Member? by = null)
    {
        var email = $"{Guid.NewGuid():N}@board.vn";
        var page = await (by ?? Administrator).Visitor.FillAsync(
            "/admin", "value=\"invite\"", ("Typed.Name", $"Người {email[..6]}"), ("Typed.Email", email), ("Typed.Role", role), ("Typed.Body", body));
        Assert.True(Link().IsMatch(page), page);
        return await AcceptAsync(Link().Match(page).Value, email);
    }

    internal async Task<Member> AcceptAsync(string link, string email)
    {
        var visitor = new Visitor(Board.Address);
        var path = new Uri(link).AbsolutePath;
        var secret = SecretOf(await visitor.OpenAsync(path), out var kept);
        var page = await visitor.FillAsync(
            path, "value=\"accept\"",
            ("Typed.Password", Password), ("Typed.Again", Password), ("Typed.Sealed", kept), ("Typed.Code", Totp.Code(secret, TimeProvider.System.GetUtcNow())));
        var codes = Code().Matches(page).Select(match => match.Groups["it"].Value).ToList();
        Assert.True(codes.Count == 10, page);
        return new Member(visitor, email, secret, codes);
    }

    internal static string SecretOf(string page, out string kept)
    {
        kept = Sealed().Match(page).Groups["it"].Value;
        return Secret().Match(page).Groups["it"].Value;
    }

    [GeneratedRegex("https?://\\S+/invitation/[\\w-]+", RegexOptions.None, 1000)]
    internal static partial Regex Link();

    [GeneratedRegex("secret=(?<it>[A-Z2-7]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();

    [GeneratedRegex("name=\"Typed.Sealed\" value=\"(?<it>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sealed();

    [GeneratedRegex("<li><code>(?<it>[^<]+)</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}

/// <summary>One of the people: signed in, with what they know and have.</summary>
internal sealed record Member(Visitor Visitor, string Email, string Secret, List<string> Codes) : IDisposable
{
    /// <summary>Signs in on another device, by a recovery code not used before.</summary>
    public async Task<Visitor> ElsewhereAsync(Uri board)
    {
        var visitor = new Visitor(board);
        var code = Codes[^1];
        Codes.RemoveAt(Codes.Count - 1);
        using var entered = await SignInAsync(visitor, Email, PeopleBoard.Password, code);
        Assert.True(entered.StatusCode == System.Net.HttpStatusCode.Redirect, await entered.Content.ReadAsStringAsync());
        return visitor;
    }

    public static Task<HttpResponseMessage> SignInAsync(Visitor visitor, string email, string password, string code, string path = "/sign-in") =>
        visitor.SendAsync(path, "Typed.Email", ("Typed.Email", email), ("Typed.Password", password), ("Typed.Code", code));

    public void Dispose() => Visitor.Dispose();
}
