using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SteeringBoard.Contract;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Pages;

/// <summary>
/// What was typed when the session had ended, carried in the address through signing in: nothing is kept on the server for somebody it
/// does not know. Sealed, so that nobody can send a province a link with numbers in it.
/// </summary>
public sealed class KeptForm(IDataProtectionProvider protection)
{
    /// <summary>Its name in the address.</summary>
    public const string Key = "kept";

    /// <summary>What an address may hold of it, in characters; a longer form stays on its page.</summary>
    private const int MostLetters = 5_000;

    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("report-form").ToTimeLimitedDataProtector();

    /// <summary>Seals a form; none where it is too long for an address.</summary>
    public string? Seal(FilledForm form)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            JsonSerializer.Serialize(deflate, new Kept(form.Seen, [.. form.Fields.Select(pair => new FieldChange(pair.Key.ToString(), pair.Value))]), WireJson.Options);
        }
        var text = Base64Url.EncodeToString(_seal.Protect(packed.ToArray(), Lasts));
        return text.Length <= MostLetters ? text : null;
    }

    /// <summary>Opens what was sealed; none for anything else.</summary>
    public FilledForm? Open(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MostLetters)
        {
            return null;
        }
        try
        {
            using var packed = new MemoryStream(_seal.Unprotect(Base64Url.DecodeFromChars(text)));
            using var deflate = new DeflateStream(packed, CompressionMode.Decompress);
            var buffer = new byte[MostBytes];
            var length = deflate.ReadAtLeast(buffer, MostBytes, throwOnEndOfStream: false);
            return JsonSerializer.Deserialize<Kept>(buffer.AsSpan(0, length), WireJson.Options) is { } kept
                ? new FilledForm(kept.Seen, kept.Fields.ToDictionary(change => FieldKey.Read(change.Field)!.Value, change => change.Text))
                : null;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or JsonException or InvalidDataException or InvalidOperationException)
        {
            // Cut short by hand, of another board, or too old.
            return null;
        }
    }

    private sealed record Kept(int Seen, IReadOnlyList<FieldChange> Fields);
}
