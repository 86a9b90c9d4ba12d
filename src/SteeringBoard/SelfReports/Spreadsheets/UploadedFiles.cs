using System.Security.Cryptography;
using System.Text.Json;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Data;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>A file somebody sent, until it is taken in or a day has passed.</summary>
/// <param name="Id">Unguessable.</param>
/// <param name="Programme">Code of the programme it is for.</param>
/// <param name="Name">As it was sent.</param>
/// <param name="Language">Two letters: the language numbers are written in.</param>
/// <param name="By">Whose it is: nobody else sees it.</param>
public sealed record UploadedFile(string Id, string Programme, string Name, string Language, Actor By);

/// <summary>
/// Files on their way into reports, in <c>Data:Directory</c>/uploads: outside what the server hands out. With several nodes that folder must
/// be one they share.
/// </summary>
public sealed class UploadedFiles(RecordOptions options, TimeProvider time)
{
    private const int Letters = 32;
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    private string Folder => Path.Combine(options.Directory, "uploads");

    /// <summary>Keeps a file; none where it is larger than a file may be, and then nothing of it is kept.</summary>
    public async Task<UploadedFile?> KeepAsync(Stream content, string programme, string name, string language, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        Directory.CreateDirectory(Folder);
        RemoveOld();
        var file = new UploadedFile(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Letters / 2)), programme, Path.GetFileName(name), language, by);
        var isWhole = false;
        try
        {
            await using (var kept = new FileStream(PathOf(file.Id), FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                var buffer = new byte[64 * 1024];
                int read;
                while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
                {
                    if (kept.Length + read > SheetLimits.FileBytes)
                    {
                        return null;
                    }
                    await kept.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
            }
            await File.WriteAllBytesAsync(PathOf(file.Id) + ".json", JsonSerializer.SerializeToUtf8Bytes(file, WireJson.Options), cancellation);
            isWhole = true;
            return file;
        }
        finally
        {
            if (!isWhole)
            {
                File.Delete(PathOf(file.Id));
            }
        }
    }

    /// <summary>Somebody's own file; none for any other.</summary>
    public async Task<UploadedFile?> FindAsync(string? id, Actor actor, CancellationToken cancellation)
    {
        if (id is not { Length: Letters } || !id.All(char.IsAsciiHexDigitLower) || !File.Exists(PathOf(id) + ".json"))
        {
            return null;
        }
        var file = JsonSerializer.Deserialize<UploadedFile>(await File.ReadAllBytesAsync(PathOf(id) + ".json", cancellation), WireJson.Options);
        return file?.By == actor ? file : null;
    }

    /// <summary>Opens a file to read.</summary>
    /// <exception cref="FileNotFoundException">It was taken in or removed meanwhile.</exception>
    public Stream Open(UploadedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return File.OpenRead(PathOf(file.Id));
    }

    /// <summary>Removes a file.</summary>
    public void Remove(UploadedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        File.Delete(PathOf(file.Id));
        File.Delete(PathOf(file.Id) + ".json");
    }

    private void RemoveOld()
    {
        var before = (time.GetUtcNow() - Lasts).UtcDateTime;
        foreach (var old in Directory.EnumerateFiles(Folder).Where(file => File.GetLastWriteTimeUtc(file) < before))
        {
            File.Delete(old);
        }
    }

    private string PathOf(string id) => Path.Combine(Folder, id);
}
