using System.IO.Compression;
using Npgsql;
using SteeringBoard.Data;

namespace SteeringBoard.Backups;

/// <summary>Brings a backup into a place that is empty: a folder without files and, on PostgreSQL, a database without tables.</summary>
public static class Restore
{
    /// <summary>The PostgreSQL database in an archive.</summary>
    internal const string Dump = "record.dump";

    /// <param name="options">Where to.</param>
    /// <param name="tools">The folder of PostgreSQL's tools; none: looked for.</param>
    /// <param name="file">The archive.</param>
    /// <param name="cancellation">Ends it, leaving the place empty.</param>
    /// <exception cref="BackupException">It was not done; the place is as it was.</exception>
    public static async Task<Manifest> RunAsync(RecordOptions options, string? tools, string file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!File.Exists(file))
        {
            throw new BackupException($"There is no file {Path.GetFullPath(file)}.");
        }
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, cancellation);
            var manifest = await Archive.ReadAsync(zip, file, cancellation);
            await RefuseAsync(options, manifest, cancellation);
            await FillAsync(zip, manifest, options, tools, cancellation);
            return manifest;
        }
        catch (InvalidDataException error)
        {
            throw new BackupException($"{file} is no archive, or a damaged one: {error.Message}", error);
        }
    }

    private static async Task RefuseAsync(RecordOptions options, Manifest manifest, CancellationToken cancellation)
    {
        var here = options.IsPostgres ? Manifest.Postgres : Manifest.Sqlite;
        if (manifest.Database != here)
        {
            throw new BackupException(
                $"The backup is of {manifest.Database} and the place is {here}: set or leave out ConnectionStrings:Record accordingly.");
        }
        if (Directory.Exists(options.Directory) && Directory.EnumerateFileSystemEntries(options.Directory).Any())
        {
            throw new BackupException($"The folder {Path.GetFullPath(options.Directory)} (Data:Directory) is not empty; a restore never writes over anything.");
        }
        if (options.IsPostgres)
        {
            await using var connection = new NpgsqlConnection(options.ConnectionString);
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand(
                "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'",
                connection);
            if ((long)(await command.ExecuteScalarAsync(cancellation))! > 0)
            {
                throw new BackupException($"The database {connection.Database} (ConnectionStrings:Record) is not empty; a restore never writes over anything.");
            }
        }
    }

    private static async Task FillAsync(ZipArchive zip, Manifest manifest, RecordOptions options, string? tools, CancellationToken cancellation)
    {
        var wasThere = Directory.Exists(options.Directory);
        Directory.CreateDirectory(options.Directory);
        try
        {
            foreach (var (name, hash) in manifest.Files)
            {
                await Archive.ExtractAsync(zip, name, hash, options.Directory, cancellation);
            }
            if (options.IsPostgres)
            {
                var dump = Path.Combine(options.Directory, Dump);
                await new PostgresTools(tools, options.ConnectionString!).RestoreAsync(dump, cancellation);
                File.Delete(dump);
            }
        }
        catch
        {
            Directory.Delete(options.Directory, recursive: true);
            if (wasThere)
            {
                Directory.CreateDirectory(options.Directory);
            }
            throw;
        }
    }
}
