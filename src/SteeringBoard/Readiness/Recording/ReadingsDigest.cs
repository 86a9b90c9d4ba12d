using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>SHA-256 over the readings of a change, as the trail keeps it: a reading that is altered or taken away later shows.</summary>
internal static class ReadingsDigest
{
    private const int Numbers = 9;

    public static byte[] Of(RecordedChange change, Catalog catalog)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var reading in change.Readings)
        {
            Append(
                hash, reading.Id, catalog.Bodies[reading.Cell.Body].Id, catalog.Indicators[reading.Cell.Indicator].Id, reading.Item, (int)reading.Level,
                reading.Value, reading.Total, reading.ObservedAt, reading.Moves, reading.Note, reading.Link);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>The same from rows of the record, in order.</summary>
    public static byte[] Of(IEnumerable<ReadingRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            Append(hash, row.Id, row.BodyId, row.IndicatorId, row.Item, row.Level, row.Value, row.Total, row.AsOf, row.Moves, row.Note, row.Link);
        }
        return hash.GetHashAndReset();
    }

    private static void Append(
        IncrementalHash hash, long id, int body, int indicator, int item, int level, long value, long total, DateTimeOffset asOf, bool moves,
        string? note, string? link)
    {
        Span<byte> form = stackalloc byte[Numbers * sizeof(long)];
        ReadOnlySpan<long> numbers = [id, body, indicator, item, level, value, total, asOf.ToUnixTimeMilliseconds(), moves ? 1 : 0];
        for (var place = 0; place < Numbers; place++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(form[(place * sizeof(long))..], numbers[place]);
        }
        hash.AppendData(form);
        Append(hash, note);
        Append(hash, link);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes?.Length ?? -1);
        hash.AppendData(length);
        hash.AppendData(bytes ?? []);
    }
}
