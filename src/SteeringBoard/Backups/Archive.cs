using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace SteeringBoard.Backups;

/// <summary>What an archive holds, by name: the SHA-256 of each file, in hexadecimal.</summary>
/// <param name="Form">Of the archive; this is <c>steeringboard-backup/1</c>.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="At">Real time.</param>
/// <param name="AuditHead">The last entry of the trail when it was begun: at least this much is in it.</param>
/// <param name="Files">Every file with its hash.</param>
public sealed record Manifest(string Form, string Database, DateTimeOffset At, string AuditHead, IReadOnlyDictionary<string, string> Files)
{
    public const string Name = "manifest.json";
    public const string ThisForm = "steeringboard-backup/1";
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgresql";
}

/// <summary>The one file a backup is: a ZIP with the database, the files of <c>Data:Directory</c> and a manifest over all of them.</summary>
internal static class Archive
{
    /// <summary>Adds a file and gives its hash.</summary>
    public static async Task<string> AddAsync(ZipArchive zip, string name, string file, CancellationToken cancellation)
    {
        await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var into = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
        return await CopyAsync(from, into, cancellation);
    }

    public static async Task AddAsync(ZipArchive zip, Manifest manifest, CancellationToken cancellation)
    {
        await using var into = await zip.CreateEntry(Manifest.Name).OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(into, manifest, cancellationToken: cancellation);
    }

    /// <exception cref="BackupException">The file is no such archive.</exception>
    public static async Task<Manifest> ReadAsync(ZipArchive zip, string file, CancellationToken cancellation)
    {
        try
        {
            if (zip.GetEntry(Manifest.Name) is { } entry)
            {
                await using var from = await entry.OpenAsync(cancellation);
                if (await JsonSerializer.DeserializeAsync<Manifest>(from, cancellationToken: cancellation) is { Form: Manifest.ThisForm } manifest)
                {
                    return manifest;
                }
            }
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new BackupException($"{file} is no backup of this board ({Manifest.ThisForm}).");
    }

    /// <summary>Writes a file of an archive to its place and compares its hash.</summary>
    /// <exception cref="BackupException">It is missing or damaged, or its name leads out of the folder.</exception>
    public static async Task ExtractAsync(ZipArchive zip, string name, string hash, string folder, CancellationToken cancellation)
    {
        var place = Path.GetFullPath(Path.Combine(folder, name));
        if (!place.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || zip.GetEntry(name) is not { } entry)
        {
            throw new BackupException($"The archive is damaged: {name} is not in it as its manifest says.");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await using var from = await entry.OpenAsync(cancellation);
        await using var into = new FileStream(place, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (await CopyAsync(from, into, cancellation) != hash)
        {
            throw new BackupException($"The archive is damaged: {name} is not what was saved.");
        }
        into.Flush(flushToDisk: true);
    }

    private static async Task<string> CopyAsync(Stream from, Stream into, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation)) > 0)
        {
            digest.AppendData(buffer, 0, read);
            await into.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
