using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SteeringBoard.Audit;

/// <summary>
/// What seals an entry: SHA-256 over the hash before it and its own fields in a fixed order. A number is 8 bytes, little-endian; a text is
/// its length in UTF-8 (4 bytes) and then its bytes, so that nothing can move from one field to the next; what is absent has length -1.
/// </summary>
public static class AuditSeal
{
    private const string Form = "audit/1";

    /// <summary>What stands before the first entry.</summary>
    public static byte[] First { get; } = new byte[SHA256.HashSizeInBytes];

    internal static byte[] Of(
        ReadOnlySpan<byte> before, long number, long atReal, long? at, string what, string by, string role, string? byBody, string? programme,
        string? body, string? subject, string details, byte[]? digest)
    {
        using var form = new MemoryStream(256);
        form.Write(before);
        Write(form, Form);
        Write(form, number);
        Write(form, atReal);
        Write(form, at ?? long.MinValue);
        Write(form, what);
        Write(form, by);
        Write(form, role);
        Write(form, byBody);
        Write(form, programme);
        Write(form, body);
        Write(form, subject);
        Write(form, details);
        Write(form, digest);
        return SHA256.HashData(form.GetBuffer().AsSpan(0, (int)form.Length));
    }

    private static void Write(Stream form, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        form.Write(bytes);
    }

    private static void Write(Stream form, string? text) => Write(form, text is null ? null : Encoding.UTF8.GetBytes(text));

    private static void Write(Stream form, byte[]? bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes?.Length ?? -1);
        form.Write(length);
        form.Write(bytes);
    }
}
