using System.Collections.Frozen;
using System.Text;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>Cells and slots as the record keeps them: by the record's numbers, never by their places in a catalog.</summary>
internal static class SlotCodec
{
    public static byte[] Write(Catalog catalog, IReadOnlyCollection<CellKey> cells)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var cell in cells)
        {
            Write(writer, catalog, cell);
        }
        return stream.ToArray();
    }

    public static byte[] Write(Catalog catalog, IReadOnlyCollection<SlotKey> slots)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var slot in slots)
        {
            Write(writer, catalog, slot.Cell);
            writer.Write7BitEncodedInt(slot.Item + 1);
            writer.Write((byte)slot.Level);
        }
        return stream.ToArray();
    }

    /// <summary>Reads cells; those whose body or indicator is gone are passed over.</summary>
    public static List<CellKey> ReadCells(Catalog catalog, byte[]? bytes)
    {
        var cells = new List<CellKey>();
        if (bytes is null)
        {
            return cells;
        }
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        while (reader.BaseStream.Position < bytes.Length)
        {
            if (ReadCell(reader, catalog) is { } cell)
            {
                cells.Add(cell);
            }
        }
        return cells;
    }

    /// <summary>Reads slots; those whose body or indicator is gone are passed over.</summary>
    public static FrozenSet<SlotKey> ReadSlots(Catalog catalog, byte[] bytes)
    {
        var slots = new List<SlotKey>();
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        while (reader.BaseStream.Position < bytes.Length)
        {
            var cell = ReadCell(reader, catalog);
            var item = reader.Read7BitEncodedInt() - 1;
            var level = (EvidenceLevel)reader.ReadByte();
            if (cell is { } key)
            {
                slots.Add(new SlotKey(key, item, level));
            }
        }
        return slots.ToFrozenSet();
    }

    private static void Write(BinaryWriter writer, Catalog catalog, CellKey cell)
    {
        writer.Write7BitEncodedInt(catalog.Bodies[cell.Body].Id);
        writer.Write7BitEncodedInt(catalog.Indicators[cell.Indicator].Id);
    }

    private static CellKey? ReadCell(BinaryReader reader, Catalog catalog)
    {
        var body = catalog.BodyPlace(reader.Read7BitEncodedInt());
        var indicator = catalog.IndicatorPlace(reader.Read7BitEncodedInt());
        return body is { } b && indicator is { } i ? new CellKey(b, i) : null;
    }
}
