using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>
/// A real PostgreSQL of one's own on a loopback port, in a temporary folder. Writes are as durable as in production (fsync).
/// PostgreSQL refuses to run as root, so root runs it as the user <c>postgres</c> that Debian's package brings.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new();
    private readonly bool _fsync;
    private ChildProcess? _process;
    private int _databases;

    private PostgresServer(bool fsync) => _fsync = fsync;

    public int Port { get; } = FreePort.Next();

    public static async Task<PostgresServer> StartAsync(bool fsync = true)
    {
        var server = new PostgresServer(fsync);
        await server.InitialiseAsync();
        await server.RestartAsync();
        return server;
    }

    /// <summary>A new empty database; gives its connection string, as for <c>ConnectionStrings:Record</c>.</summary>
    public Task<string> CreateDatabaseAsync() => CreateAsync("template1");

    /// <summary>
    /// A new copy of a template, which is made and prepared the first time it is asked for: a schema is migrated once
    /// and copied for each test.
    /// </summary>
    /// <param name="template">The template's name, lower case.</param>
    /// <param name="prepare">Given the template's connection string; it leaves no connection open.</param>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> prepare)
    {
        await _templates.GetOrAdd(template, name => new Lazy<Task>(async () =>
        {
            await ExecuteAsync($"create database \"{name}\"");
            await prepare(ConnectionString(name, pooling: false));
        })).Value;
        return await CreateAsync(template);
    }

    /// <summary>SIGKILL to the server and all its sessions, as a power cut.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Starts it again on the same data and port; kills it first if it lives.</summary>
    public async Task RestartAsync()
    {
        Kill();
        var (file, before) = AsServerUser("postgres");
        _process = ChildProcess.Start(
            file,
            [
                .. before, "-D", Data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "max_connections=300", "-c", $"fsync={(_fsync ? "on" : "off")}",
            ],
            Plain,
            _folder.Path);
        await _process.LineAsync(
            line => line.Contains("database system is ready to accept connections", StringComparison.Ordinal), "being ready");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            // Asked politely first: a killed server leaves its shared memory segment behind.
            _process.Send(Signal.Interrupt);
            await _process.ExitAsync();
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static IReadOnlyDictionary<string, string> Plain { get; } = new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" };

    private string Data => _folder["data"];

    private async Task InitialiseAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres:postgres", _folder.Path);
        }

        var (file, before) = AsServerUser("initdb");
        await RunAsync(
            file, [.. before, "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]);
    }

    private async Task RunAsync(string file, params string[] arguments)
    {
        await using var process = ChildProcess.Start(file, arguments, Plain, _folder.Path);
        if (await process.ExitAsync() is not 0 and var code)
        {
            throw new ChildProcessException($"{file} ended with {code}:\n{process.Output}");
        }
    }

    private async Task<string> CreateAsync(string template)
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database \"{name}\" template \"{template}\"");
        return ConnectionString(name);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database, bool pooling = true) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Database = database,
        Pooling = pooling,
    }.ConnectionString;

    /// <summary>How to run one of PostgreSQL's programs: setpriv becomes it, so that the child's id is the server's.</summary>
    private static (string File, string[] Before) AsServerUser(string program)
    {
        var path = Path.Combine(Binaries, program);
        return Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path])
            : (path, []);
    }

    /// <summary>Debian keeps the binaries by version and out of the path; the newest is taken.</summary>
    private static string Binaries { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .MaxBy(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0) + "/bin"
            : "";
}
