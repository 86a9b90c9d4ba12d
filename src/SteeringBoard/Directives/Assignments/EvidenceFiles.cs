using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Directives.Assignments;

/// <summary>A file that was kept.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
/// <param name="IsNew">Whether nothing like it was kept before.</param>
/// <param name="Written">When it was written, real time: another who keeps the same writes it anew.</param>
public sealed record KeptFile(string Hash, bool IsNew, DateTime Written);

/// <summary>The hashes that rows of a slice name; each slice that keeps files registers it.</summary>
public delegate IQueryable<string> NamesFiles(BoardDb db);

/// <summary>
/// Evidence files, by the hash of what they hold, in <c>Data:Directory</c>/evidence: outside what the server hands out by itself. With
/// several nodes that folder must be one they share.
/// </summary>
public sealed class EvidenceFiles(RecordOptions options, IRecord record, IEnumerable<NamesFiles> namers, TimeProvider time)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>How long a file that no row names is left, real time: its step may still come.</summary>
    public static readonly TimeSpan LeftFor = TimeSpan.FromHours(1);

    private string Folder => Path.Combine(options.Directory, "evidence");

    /// <summary>Whether there is such a file.</summary>
    /// <param name="hash">SHA-256 in hexadecimal.</param>
    public bool Has(string hash) => IsHash(hash) && File.Exists(Path.Combine(Folder, hash));

    /// <summary>Whether there is such a file; if so no sweep takes it before the row that is about to name it is there.</summary>
    /// <param name="hash">SHA-256 in hexadecimal.</param>
    public bool Hold(string hash)
    {
        if (!Has(hash))
        {
            return false;
        }
        try
        {
            File.SetLastWriteTimeUtc(Path.Combine(Folder, hash), time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Opens a file to read; none when there is none.</summary>
    /// <param name="hash">SHA-256 in hexadecimal.</param>
    public Stream? Open(string hash) => Has(hash) ? File.OpenRead(Path.Combine(Folder, hash)) : null;

    /// <summary>Keeps a file; none when it is too large. It is on the disk before the answer.</summary>
    public async Task<KeptFile?> KeepAsync(Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        Directory.CreateDirectory(Folder);
        var coming = Path.Combine(Folder, $".{Guid.NewGuid():N}");
        try
        {
            string hash;
            await using (var file = new FileStream(coming, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var buffer = new byte[64 * 1024];
                int read;
                while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
                {
                    if (file.Length + read > MaxBytes)
                    {
                        return null;
                    }
                    digest.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
                file.Flush(flushToDisk: true);
                hash = Convert.ToHexStringLower(digest.GetHashAndReset());
            }
            var isNew = !Has(hash);
            File.Move(coming, Path.Combine(Folder, hash), overwrite: true);
            return new KeptFile(hash, isNew, File.GetLastWriteTimeUtc(Path.Combine(Folder, hash)));
        }
        finally
        {
            File.Delete(coming);
        }
    }

    /// <summary>Removes the file of something that was refused, unless it was there before, a row names it, or somebody has kept the same meanwhile.</summary>
    public async Task LetGoAsync(KeptFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var path = Path.Combine(Folder, file.Hash);
        if (file.IsNew && !(await NamedAsync(cancellation)).Contains(file.Hash) && File.GetLastWriteTimeUtc(path) == file.Written)
        {
            File.Delete(path);
        }
    }

    /// <summary>Removes what no row of the record names and is older than <see cref="LeftFor"/>: the board was stopped before the step came, or it never did.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }
        var named = await NamedAsync(cancellation);
        var old = (time.GetUtcNow() - LeftFor).UtcDateTime;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().Where(file => !named.Contains(file.Name) && file.LastWriteTimeUtc < old))
        {
            file.Delete();
        }
    }

    private async Task<HashSet<string>> NamedAsync(CancellationToken cancellation)
    {
        await using var db = record.Open();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var names in namers)
        {
            named.UnionWith(await names(db).Distinct().ToListAsync(cancellation));
        }
        return named;
    }

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
}
