using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Serving;

namespace SteeringBoard.Tests.Access.SignOn;

/// <summary>A certified OpenID provider (npm <c>oidc-provider</c>) on a loopback port, which takes anybody for who they say they are.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    /// <summary>The board's secret there.</summary>
    public const string Secret = "a-secret-of-the-tests-alone";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "SteeringBoard.Tests", "Access", "SignOn", "Provider");

    private readonly int _port = FreePort.Next();
    private ChildProcess? _process;

    /// <summary>Why it cannot run here; empty when it can.</summary>
    public static string Missing { get; } = new[] { "node", "npm" }
        .Where(program => !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        .Select(program => $"{program} is not installed").FirstOrDefault("");

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>What a board is told of it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["SignOn:Authority"] = $"http://127.0.0.1:{_port}",
        ["SignOn:ClientId"] = "board",
        ["SignOn:ClientSecret"] = Secret,
        ["SignOn:Scope"] = "board",
        ["SignOn:Name"] = "Test login",
    };

    /// <summary>Starts it for a board; kills it first if it lives.</summary>
    public async Task StartAsync(Uri board)
    {
        await InstalledAsync();
        await StopAsync();
        _process = ChildProcess.Start("node", ["provider.mjs", $"{_port}", board.AbsoluteUri], folder: Folder);
        await _process.LineAsync(line => line.StartsWith("ready", StringComparison.Ordinal), "being ready");
    }

    public async Task StopAsync()
    {
        if (_process is { } living)
        {
            _process = null;
            await living.DisposeAsync();
        }
    }

    /// <summary>Goes from the board's door to the provider, says there who one is, and comes back; gives where the board is asked then.</summary>
    /// <param name="visitor">At the board.</param>
    /// <param name="login">Who they say they are, see <c>provider.mjs</c>.</param>
    /// <param name="back">Where they want to be then.</param>
    public async Task<Uri> VisitAsync(Visitor visitor, string login, string? back = null)
    {
        var at = await LeaveAsync(visitor, back);
        while (at.Port == _port)
        {
            using var answer = await visitor.AskAsync(at.AbsoluteUri);
            if (answer.Headers.Location is { } next)
            {
                at = new Uri(at, next);
                continue;
            }
            using var sent = await visitor.SendAsync(at.AbsoluteUri, "name=\"login\"", ("login", login));
            at = new Uri(at, sent.Headers.Location!);
        }
        return at;
    }

    /// <summary>Where the board's door sends somebody.</summary>
    public static async Task<Uri> LeaveAsync(Visitor visitor, string? back = null)
    {
        using var leaving = await visitor.AskAsync("/sign-in/sign-on" + (back is null ? "" : $"?back={Uri.EscapeDataString(back)}"));
        return new Uri(leaving.RequestMessage!.RequestUri!, leaving.Headers.Location ?? throw new InvalidOperationException($"The door does not open: {leaving.StatusCode}"));
    }

    /// <summary>Signs somebody in; gives where the board sends them then, on its own site.</summary>
    public async Task<string> EnterAsync(Visitor visitor, string login, string? back = null)
    {
        using var entered = await visitor.AskAsync((await VisitAsync(visitor, login, back)).AbsoluteUri);
        Assert.True(entered.Headers.Location is not null, await entered.Content.ReadAsStringAsync());
        return entered.Headers.Location.OriginalString;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Installs what the lockfile says where that is not there yet.</summary>
    private static async Task InstalledAsync()
    {
        var stamp = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return;
        }
        await using var npm = ChildProcess.Start("npm", ["ci"], folder: Folder);
        Assert.True(await npm.ExitAsync(TimeSpan.FromMinutes(5)) == 0, npm.Output);
        File.SetLastWriteTimeUtc(stamp, TimeProvider.System.GetUtcNow().UtcDateTime);
    }
}
