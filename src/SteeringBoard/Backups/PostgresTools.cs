using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SteeringBoard.Backups;

/// <summary>
/// PostgreSQL's own <c>pg_dump</c> and <c>pg_restore</c>: from <c>Data:PostgresTools</c>, else the newest that Debian keeps, else the path.
/// </summary>
internal sealed class PostgresTools(string? folder, string connectionString)
{
    private const string Debian = "/usr/lib/postgresql";

    private readonly NpgsqlConnectionStringBuilder _connection = new(connectionString);

    /// <exception cref="BackupException">The tool is missing, or fails; it says why.</exception>
    public Task DumpAsync(string file, CancellationToken cancellation) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"], cancellation);

    /// <summary>All of it or nothing.</summary>
    /// <exception cref="BackupException">The tool is missing, or fails; it says why.</exception>
    public Task RestoreAsync(string file, CancellationToken cancellation) => RunAsync(
        "pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={_connection.Database}", file], cancellation);

    private async Task RunAsync(string tool, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder(), tool), arguments) { RedirectStandardError = true, UseShellExecute = false };
        // By the environment: a command line is read by everybody on the machine.
        Set(start, "PGHOST", _connection.Host);
        Set(start, "PGPORT", _connection.Port.ToString(CultureInfo.InvariantCulture));
        Set(start, "PGUSER", _connection.Username);
        Set(start, "PGPASSWORD", _connection.Password);
        Set(start, "PGDATABASE", _connection.Database);
        Set(start, "PGSSLMODE", _connection.SslMode.ToString() switch { "VerifyCA" => "verify-ca", "VerifyFull" => "verify-full", var mode => mode.ToLowerInvariant() });
        Set(start, "PGSSLROOTCERT", _connection.RootCertificate);
        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                throw new BackupException($"{tool} ended with {process.ExitCode}: {said.Trim()}");
            }
        }
        catch (Win32Exception error)
        {
            throw new BackupException(
                $"{tool} is not on this machine ({error.Message}). Install PostgreSQL's client of the server's version or newer "
                + "(Debian: apt-get install postgresql-client), or name its folder with Data:PostgresTools.", error);
        }
    }

    private string Folder() => folder is { Length: > 0 } ? folder
        : Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian)
                .MaxBy(version => int.TryParse(Path.GetFileName(version), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0) is { } newest
                ? Path.Combine(newest, "bin")
                : ""
            : "";

    private static void Set(ProcessStartInfo start, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            start.Environment[name] = value;
        }
    }
}

/// <summary>A backup or a restore was not done; the message says why and what to do. Nothing half-done is left.</summary>
public sealed class BackupException : Exception
{
    public BackupException(string message)
        : base(message)
    {
    }

    public BackupException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
