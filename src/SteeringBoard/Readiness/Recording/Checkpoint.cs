using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>
/// A whole board as bytes: readings, spans and trails by the record's numbers. Each cell is judged again on loading as of the instant it was
/// judged last, so that what was written is what is read.
/// </summary>
internal static class Checkpoint
{
    private const byte Version = 2;

    /// <summary>Bytes packed at once: packing costs by the call.</summary>
    private const int Buffered = 1 << 16;

    public static byte[] Write(BoardSnapshot board)
    {
        using var stream = new MemoryStream();
        using (var packed = new BufferedStream(new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true), Buffered))
        using (var writer = new BinaryWriter(packed, Encoding.UTF8))
        {
            writer.Write(Version);
            writer.Write(board.Sequence);
            writer.Write(board.Mark.ChangeId);
            writer.Write(board.Mark.ReadingId);
            writer.Write(board.Mark.VouchId);
            WriteInstant(writer, board.At);
            var spans = WriteSpans(writer, board);
            WriteCells(writer, board, spans);
            WriteTrails(writer, board);
        }
        return stream.ToArray();
    }

    /// <summary>Reads a board back over a catalog; what the catalog no longer has is passed over.</summary>
    /// <exception cref="InvalidDataException">The bytes are no checkpoint of this version.</exception>
    public static BoardSnapshot Read(Catalog catalog, byte[] bytes, out IReadOnlyDictionary<long, Vouch> spans)
    {
        using var packed = new BufferedStream(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress), Buffered);
        using var reader = new BinaryReader(packed, Encoding.UTF8);
        if (reader.ReadByte() != Version)
        {
            throw new InvalidDataException("a checkpoint of another version");
        }
        var sequence = reader.ReadInt64();
        var mark = new RecordMark(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        var at = ReadInstant(reader);
        var draft = new BoardDraft(BoardSnapshot.Blank(catalog, at));
        var vouches = ReadSpans(reader, catalog, draft);
        ReadCells(reader, catalog, draft, vouches);
        ReadTrails(reader, catalog, draft);
        spans = vouches.ToFrozenDictionary(span => span.RowId);
        return draft.Seal(sequence, mark);
    }

    private static Dictionary<Vouch, int> WriteSpans(BinaryWriter writer, BoardSnapshot board)
    {
        var spans = new Dictionary<Vouch, int>(ReferenceEqualityComparer.Instance);
        foreach (var vouch in board.Rows.Where(row => row is not null).SelectMany(row => row!).OfType<Cell>().SelectMany(Readings).Select(reading => reading.Vouch)
            .Concat(board.Spans.Values).OfType<Vouch>())
        {
            spans.TryAdd(vouch, spans.Count);
        }
        writer.Write7BitEncodedInt(spans.Count);
        foreach (var (vouch, _) in spans)
        {
            var isCurrent = board.Spans.GetValueOrDefault(vouch.Source) == vouch;
            writer.Write7BitEncodedInt64(vouch.RowId);
            writer.Write7BitEncodedInt64(vouch.AfterChange);
            writer.Write7BitEncodedInt(vouch.Source);
            WriteInstant(writer, vouch.Until);
            WriteInstant(writer, vouch.RecordedFrom);
            writer.Write7BitEncodedInt64((long)vouch.Grace.TotalMilliseconds);
            var slots = isCurrent ? SlotCodec.Write(board.Catalog, vouch.Slots) : [];
            writer.Write(vouch.Stands);
            writer.Write(isCurrent);
            writer.Write7BitEncodedInt(slots.Length);
            writer.Write(slots);
        }
        return spans;
    }

    private static List<Vouch> ReadSpans(BinaryReader reader, Catalog catalog, BoardDraft draft)
    {
        var spans = new List<Vouch>();
        var current = new List<Vouch>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var rowId = reader.Read7BitEncodedInt64();
            var afterChange = reader.Read7BitEncodedInt64();
            var source = reader.Read7BitEncodedInt();
            var until = ReadInstant(reader);
            var recorded = ReadInstant(reader);
            var grace = TimeSpan.FromMilliseconds(reader.Read7BitEncodedInt64());
            var stands = reader.ReadBoolean();
            var isCurrent = reader.ReadBoolean();
            var slots = reader.ReadBytes(reader.Read7BitEncodedInt());
            var vouch = new Vouch(source, until, recorded, grace, SlotCodec.ReadSlots(catalog, slots)) { RowId = rowId, AfterChange = afterChange, Stands = stands };
            spans.Add(vouch);
            if (isCurrent)
            {
                current.Add(vouch);
            }
        }
        draft.Restore(current);
        return spans;
    }

    private static void WriteCells(BinaryWriter writer, BoardSnapshot board, Dictionary<Vouch, int> spans)
    {
        for (var body = 0; body < board.Rows.Length; body++)
        {
            for (var indicator = 0; board.Rows[body] is { } row && indicator < row.Length; indicator++)
            {
                if (row[indicator] is not { } cell)
                {
                    continue;
                }
                writer.Write(true);
                writer.Write7BitEncodedInt(board.Catalog.Bodies[body].Id);
                writer.Write7BitEncodedInt(board.Catalog.Indicators[indicator].Id);
                WriteLevels(writer, cell.Own, spans);
                writer.Write((byte)cell.Items.Length);
                foreach (var item in cell.Items)
                {
                    WriteLevels(writer, item, spans);
                }
                writer.Write(cell.ContradictedSince is not null);
                WriteInstant(writer, cell.ContradictedSince ?? default);
                WriteInstant(writer, cell.JudgedLast);
                writer.Write7BitEncodedInt(cell.Recent.Length);
                foreach (var point in cell.Recent)
                {
                    WriteInstant(writer, point.At);
                    writer.Write7BitEncodedInt64(point.Done);
                }
            }
        }
        writer.Write(false);
    }

    private static void ReadCells(BinaryReader reader, Catalog catalog, BoardDraft draft, List<Vouch> spans)
    {
        var restored = new List<CellKey>();
        while (reader.ReadBoolean())
        {
            var body = catalog.BodyPlace(reader.Read7BitEncodedInt());
            var indicator = catalog.IndicatorPlace(reader.Read7BitEncodedInt());
            var own = ReadLevels(reader, spans);
            var items = new Levels[reader.ReadByte()];
            for (var item = 0; item < items.Length; item++)
            {
                items[item] = ReadLevels(reader, spans);
            }
            var contradicted = reader.ReadBoolean();
            var since = ReadInstant(reader);
            var judged = ReadInstant(reader);
            var recent = new PacePoint[reader.Read7BitEncodedInt()];
            for (var point = 0; point < recent.Length; point++)
            {
                recent[point] = new PacePoint(ReadInstant(reader), reader.Read7BitEncodedInt64());
            }
            if (body is { } b && indicator is { } i)
            {
                var key = new CellKey(b, i);
                draft.Restore(key, new Cell
                {
                    Own = own,
                    Items = [.. items],
                    ContradictedSince = contradicted ? since : null,
                    JudgedLast = judged,
                    Recent = [.. recent],
                });
                restored.Add(key);
            }
        }
        // Sums are made of what lies below, so communes come first.
        foreach (var key in restored.OrderByDescending(key => catalog.Bodies[key.Body].Kind == Bodies.BodyKind.Commune))
        {
            draft.Refresh(key);
        }
    }

    private static void WriteLevels(BinaryWriter writer, Levels levels, Dictionary<Vouch, int> spans)
    {
        var mask = EvidenceLevels.All.Where(level => levels[level] is not null).Aggregate(0, (bits, level) => bits | 1 << (int)level);
        writer.Write((byte)mask);
        foreach (var level in EvidenceLevels.All)
        {
            if (levels[level] is not { } reading)
            {
                continue;
            }
            writer.Write7BitEncodedInt64(reading.Value);
            writer.Write7BitEncodedInt64(reading.Total);
            WriteInstant(writer, reading.ObservedAt);
            WriteInstant(writer, reading.RecordedAt);
            writer.Write7BitEncodedInt(reading.Source);
            writer.Write7BitEncodedInt(reading.Vouch is { } vouch ? spans[vouch] + 1 : 0);
            writer.Write(reading.Restated is not null);
            writer.Write7BitEncodedInt64(reading.Restated?.Value ?? 0);
            writer.Write7BitEncodedInt64(reading.Restated?.Total ?? 0);
        }
    }

    private static Levels ReadLevels(BinaryReader reader, List<Vouch> spans)
    {
        var mask = reader.ReadByte();
        var levels = Levels.None;
        foreach (var level in EvidenceLevels.All.Where(level => (mask & 1 << (int)level) != 0))
        {
            var reading = new LevelReading
            {
                Value = reader.Read7BitEncodedInt64(),
                Total = reader.Read7BitEncodedInt64(),
                ObservedAt = ReadInstant(reader),
                RecordedAt = ReadInstant(reader),
                Source = reader.Read7BitEncodedInt(),
                Vouch = reader.Read7BitEncodedInt() is > 0 and var place ? spans[place - 1] : null,
            };
            var restated = reader.ReadBoolean();
            (long Value, long Total) sent = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            levels = levels.With(level, restated ? reading with { Restated = sent } : reading);
        }
        return levels;
    }

    private static void WriteTrails(BinaryWriter writer, BoardSnapshot board)
    {
        writer.Write7BitEncodedInt(board.Catalog.Indicators.Length);
        for (var indicator = 0; indicator < board.Catalog.Indicators.Length; indicator++)
        {
            writer.Write7BitEncodedInt(board.Catalog.Indicators[indicator].Id);
            foreach (var level in EvidenceLevels.All)
            {
                var points = board.Trail(indicator, level).Points.ToList();
                writer.Write7BitEncodedInt(points.Count);
                foreach (var point in points)
                {
                    WriteInstant(writer, point.At);
                    writer.Write7BitEncodedInt64(point.Done);
                }
            }
        }
    }

    private static void ReadTrails(BinaryReader reader, Catalog catalog, BoardDraft draft)
    {
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var indicator = catalog.IndicatorPlace(reader.Read7BitEncodedInt());
            foreach (var level in EvidenceLevels.All)
            {
                var points = ImmutableArray.CreateBuilder<TrailPoint>();
                for (var point = reader.Read7BitEncodedInt(); point > 0; point--)
                {
                    points.Add(new TrailPoint(ReadInstant(reader), reader.Read7BitEncodedInt64()));
                }
                if (indicator is { } place && points.Count > 0)
                {
                    var open = points[^1];
                    points.RemoveAt(points.Count - 1);
                    draft.Restore(BoardSnapshot.Place(place, level), new Trail(points.ToImmutable(), open));
                }
            }
        }
    }

    private static IEnumerable<LevelReading> Readings(Cell cell) =>
        EvidenceLevels.All.SelectMany(level => cell.Items.Select(item => item[level]).Prepend(cell.Own[level])).OfType<LevelReading>();

    private static void WriteInstant(BinaryWriter writer, DateTimeOffset instant) => writer.Write(instant.UtcTicks);

    private static DateTimeOffset ReadInstant(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);
}
