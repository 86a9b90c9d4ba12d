namespace SteeringBoard.Tests.Fixtures;

/// <summary>
/// The board's real executable as a child process, on a port and in a data folder of its own that stay the same
/// over restarts.
/// </summary>
public sealed class BoardProcess : IAsyncDisposable
{
    private readonly TempFolder _data = new();
    private readonly Dictionary<string, string> _environment;
    private readonly string _executable;
    private ChildProcess? _process;

    private BoardProcess(IReadOnlyDictionary<string, string>? settings, string? executable)
    {
        _executable = executable ?? Repository.Executable("SteeringBoard");
        _environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
            ["Data__Directory"] = _data.Path,
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            _environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
    }

    /// <summary>Where it serves: <c>http://127.0.0.1:{port}/</c>.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Next()}/");

    /// <summary>Where it keeps the files of the embedded mode, unless the settings say otherwise.</summary>
    public string DataDirectory => _data.Path;

    /// <summary>The running process; replaced by a restart.</summary>
    public ChildProcess Process => _process ?? throw new InvalidOperationException("The board was not started.");

    /// <summary>Starts a board and waits until it has printed its address.</summary>
    /// <param name="settings">By their configuration keys, such as <c>Demo:Enabled</c>; they win over the defaults here.</param>
    /// <param name="executable">Left out: the one built beside the tests.</param>
    public static async Task<BoardProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? executable = null)
    {
        var board = new BoardProcess(settings, executable);
        await board.RestartAsync();
        return board;
    }

    /// <summary>SIGKILL, as a power cut.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Starts it again on the same data and address; kills it first if it lives.</summary>
    public async Task RestartAsync()
    {
        Kill();
        _process = ChildProcess.Start(_executable, ["serve"], _environment, Path.GetDirectoryName(_executable));
        await _process.LineAsync(
            line => line.Contains($"http://127.0.0.1:{Address.Port}", StringComparison.Ordinal), "the line with its address", TimeSpan.FromMinutes(2));
    }

    /// <summary>Waits until <c>/readyz</c> says it can serve.</summary>
    public async Task ReadyAsync(TimeSpan? within = null)
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.PassesAsync(async () => (await client.GetAsync(new Uri("readyz", UriKind.Relative))).EnsureSuccessStatusCode(), within);
    }

    /// <summary>A client for its API, with an API key where one is given.</summary>
    public HttpClient CreateClient(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _data.Dispose();
    }
}
