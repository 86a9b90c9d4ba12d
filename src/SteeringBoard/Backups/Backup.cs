using System.IO.Compression;
using Microsoft.Data.Sqlite;
using SteeringBoard.Audit;
using SteeringBoard.Data;

namespace SteeringBoard.Backups;

/// <summary>
/// Saves all a board keeps to one file, while it serves: the databases each at one moment, then the files of <c>Data:Directory</c>. A file
/// is there before the record names it, so whatever the saved record names is saved too.
/// </summary>
public static class Backup
{
    /// <param name="record">Of the board.</param>
    /// <param name="options">Where it lives.</param>
    /// <param name="tools">The folder of PostgreSQL's tools; none: looked for.</param>
    /// <param name="file">The archive; it must not be there yet.</param>
    /// <param name="time">Real time.</param>
    /// <param name="cancellation">Ends it, leaving nothing.</param>
    /// <exception cref="BackupException">It was not done.</exception>
    public static async Task<Manifest> RunAsync(
        IRecord record, RecordOptions options, string? tools, string file, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (File.Exists(file))
        {
            throw new BackupException($"{file} is there already; a backup never writes over one.");
        }
        if (IsBelow(file, options.Directory))
        {
            throw new BackupException(
                $"{Path.GetFullPath(file)} is in {Path.GetFullPath(options.Directory)} (Data:Directory), which is what is saved: give a FILE outside of it, best on another disk.");
        }
        var trail = new AuditTrail(record);
        var at = time.GetUtcNow();
        // Who holds a backup holds everything: on record before it is taken, and so in it.
        await trail.WriteAsync(
            new AuditEntry("record.backed-up", Environment.UserName, at) { Role = "Operator", Details = [Path.GetFileName(file)] }, cancellation);
        var head = await trail.HeadAsync(cancellation);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var coming = $"{file}.{Guid.NewGuid():N}";
        var scratch = Directory.CreateDirectory($"{coming}.d").FullName;
        try
        {
            Manifest manifest;
            await using (var stream = new FileStream(coming, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    var files = new Dictionary<string, string>(StringComparer.Ordinal);
                    await foreach (var (name, saved) in DatabasesAsync(options, tools, scratch, cancellation))
                    {
                        files[name] = await Archive.AddAsync(zip, name, saved, cancellation);
                        File.Delete(saved);
                    }
                    foreach (var name in Files(options.Directory))
                    {
                        files[name] = await Archive.AddAsync(zip, name, Path.Combine(options.Directory, name), cancellation);
                    }
                    manifest = new Manifest(Manifest.ThisForm, options.IsPostgres ? Manifest.Postgres : Manifest.Sqlite, at, head.ToString(), files);
                    await Archive.AddAsync(zip, manifest, cancellation);
                }
                stream.Flush(flushToDisk: true);
            }
            File.Move(coming, file);
            return manifest;
        }
        finally
        {
            File.Delete(coming);
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Each database as one file of one moment.</summary>
    private static async IAsyncEnumerable<(string Name, string File)> DatabasesAsync(
        RecordOptions options, string? tools, string scratch, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (options.IsPostgres)
        {
            var dump = Path.Combine(scratch, Restore.Dump);
            await new PostgresTools(tools, options.ConnectionString!).DumpAsync(dump, cancellation);
            yield return (Restore.Dump, dump);
            yield break;
        }
        // The record first: what the schedule knows beyond it does no harm.
        foreach (var database in Directory.EnumerateFiles(options.Directory, "*.db").OrderBy(database => database != options.SqliteFile))
        {
            var name = Path.GetFileName(database);
            var copy = Path.Combine(scratch, name);
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancellation);
            SqlitePragmas.Set(connection);
            await using var command = connection.CreateCommand();
            // Reads one moment of the log and keeps no writer waiting.
            command.CommandText = "VACUUM INTO @copy";
            command.Parameters.AddWithValue("@copy", copy);
            await command.ExecuteNonQueryAsync(cancellation);
            yield return (name, copy);
        }
    }

    private static bool IsBelow(string file, string folder) =>
        Path.GetRelativePath(folder, file) is var way && way != ".." && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(way);

    /// <summary>What else the folder holds, by its path in it; not what is still being written.</summary>
    internal static IEnumerable<string> Files(string folder) =>
        !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(name => !Path.GetFileName(name).StartsWith('.') && !Path.GetFileName(name).Contains(".db", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
