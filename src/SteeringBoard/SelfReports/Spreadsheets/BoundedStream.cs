namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>Reads another stream and stops where all that was unpacked together is more than a file may cost, whatever the file says of itself.</summary>
internal sealed class BoundedStream(Stream inner, BoundedStream.Allowance left) : Stream
{
    /// <summary>How many bytes are left to read, over all streams that share it.</summary>
    internal sealed class Allowance(long bytes)
    {
        public long Bytes { get; set; } = bytes;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        left.Bytes -= read;
        return left.Bytes < 0 ? throw new SheetException(SheetException.Unpacks, SheetLimits.UnpackedBytes / (1024 * 1024)) : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
