namespace SteeringBoard.Tests.Fixtures;

/// <summary>A real Redis of one's own on a loopback port; it keeps nothing on disk, so a restart is also a wipe.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int Databases = 512;

    private readonly TempFolder _folder = new();
    private ChildProcess? _process;
    private int _database;

    private RedisServer()
    {
    }

    public int Port { get; } = FreePort.Next();

    /// <summary>For <c>ConnectionStrings:Redis</c>.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        await server.RestartAsync();
        return server;
    }

    /// <summary>A connection string to a database nobody else was given: keys do not meet, channels and scripts do.</summary>
    public string NextDatabase() => $"{ConnectionString},defaultDatabase={Interlocked.Increment(ref _database) % Databases}";

    /// <summary>SIGKILL: connections drop, everything in it is lost.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Starts it again, empty, on the same port; kills it first if it lives.</summary>
    public async Task RestartAsync()
    {
        Kill();
        _process = ChildProcess.Start(
            "redis-server",
            [
                "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder.Path,
                "--save", "", "--appendonly", "no", "--databases", $"{Databases}",
            ]);
        await _process.LineAsync(line => line.Contains("Ready to accept connections", StringComparison.Ordinal), "being ready");
    }

    /// <summary>Freezes it: connections stay open and nothing answers.</summary>
    public void Pause() => _process?.Send(Signal.Stop);

    /// <summary>Lets it go on after <see cref="Pause"/>.</summary>
    public void Resume() => _process?.Send(Signal.Continue);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }
}
