using System.Security.Cryptography;
using SteeringBoard.Data;

namespace SteeringBoard.Directives.Assignments;

/// <summary>
/// Evidence files, by the hash of what they hold, in <c>Data:Directory</c>/evidence: outside what the server hands out by itself. With
/// several nodes that folder must be one they share.
/// </summary>
public sealed class EvidenceFiles(RecordOptions options)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private string Folder => Path.Combine(options.Directory, "evidence");

    /// <summary>Whether there is such a file.</summary>
    /// <param name="hash">SHA-256 in hexadecimal.</param>
    public bool Has(string hash) => IsHash(hash) && File.Exists(Path.Combine(Folder, hash));

    /// <summary>Opens a file to read; none when there is none.</summary>
    /// <param name="hash">SHA-256 in hexadecimal.</param>
    public Stream? Open(string hash) => Has(hash) ? File.OpenRead(Path.Combine(Folder, hash)) : null;

    /// <summary>Keeps a file; gives its hash, or none when it is too large. It is on the disk before the answer.</summary>
    public async Task<string?> KeepAsync(Stream content, CancellationToken cancellation)
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
            File.Move(coming, Path.Combine(Folder, hash), overwrite: true);
            return hash;
        }
        finally
        {
            File.Delete(coming);
        }
    }

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
}
