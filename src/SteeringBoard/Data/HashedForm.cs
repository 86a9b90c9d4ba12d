using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SteeringBoard.Data;

/// <summary>
/// What is hashed, laid out so that nothing can move from one field to the next: a number is 8 bytes, little-endian; a text is its length in
/// UTF-8 (4 bytes) and then its bytes; what is absent has length -1.
/// </summary>
internal sealed class HashedForm : IDisposable
{
    private const int Chunk = 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new(Chunk);
    private IncrementalHash? _before;

    public void AddRaw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        Drain();
    }

    public void Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), number);
        _bytes.Advance(sizeof(long));
        Drain();
    }

    public void Add(string? text)
    {
        AddLength(text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
        Drain();
    }

    public void Add(byte[]? bytes)
    {
        AddLength(bytes?.Length ?? -1);
        AddRaw(bytes);
    }

    /// <summary>SHA-256 of it all.</summary>
    public byte[] Hash()
    {
        if (_before is null)
        {
            return SHA256.HashData(_bytes.WrittenSpan);
        }
        _before.AppendData(_bytes.WrittenSpan);
        return _before.GetHashAndReset();
    }

    public void Dispose() => _before?.Dispose();

    private void AddLength(int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), length);
        _bytes.Advance(sizeof(int));
    }

    /// <summary>What is long is hashed as it comes: a country's readings are never held as one piece.</summary>
    private void Drain()
    {
        if (_bytes.FreeCapacity < Chunk / 4)
        {
            _before ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            _before.AppendData(_bytes.WrittenSpan);
            _bytes.ResetWrittenCount();
        }
    }
}
