using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SteeringBoard.Data;

/// <summary>
/// What is hashed, laid out so that nothing can move from one field to the next: a number is 8 bytes, little-endian; a text is its length in
/// UTF-8 (4 bytes) and then its bytes; what is absent has length -1.
/// </summary>
internal sealed class HashedForm(int capacity)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    public void AddRaw(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), number);
        _bytes.Advance(sizeof(long));
    }

    public void Add(string? text)
    {
        AddLength(text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    public void Add(byte[]? bytes)
    {
        AddLength(bytes?.Length ?? -1);
        _bytes.Write(bytes);
    }

    /// <summary>SHA-256 of it all.</summary>
    public byte[] Hash() => SHA256.HashData(_bytes.WrittenSpan);

    private void AddLength(int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), length);
        _bytes.Advance(sizeof(int));
    }
}
