using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>SHA-256 over the readings of a change, as the trail keeps it: a reading that is altered or taken away later shows.</summary>
internal static class ReadingsDigest
{
    public static byte[] Of(RecordedChange change, Catalog catalog)
    {
        using var form = new HashedForm();
        foreach (var reading in change.Readings)
        {
            Add(
                form, reading.Id, catalog.Bodies[reading.Cell.Body].Id, catalog.Indicators[reading.Cell.Indicator].Id, reading.Item, (int)reading.Level,
                reading.Value, reading.Total, reading.ObservedAt, reading.Moves, reading.Note, reading.Link);
        }
        return form.Hash();
    }

    /// <summary>The same from rows of the record, in order.</summary>
    public static byte[] Of(IEnumerable<ReadingRow> rows)
    {
        using var form = new HashedForm();
        foreach (var row in rows)
        {
            Add(form, row.Id, row.BodyId, row.IndicatorId, row.Item, row.Level, row.Value, row.Total, row.AsOf, row.Moves, row.Note, row.Link);
        }
        return form.Hash();
    }

    private static void Add(
        HashedForm form, long id, int body, int indicator, int item, int level, long value, long total, DateTimeOffset asOf, bool moves,
        string? note, string? link)
    {
        form.Add(id);
        form.Add(body);
        form.Add(indicator);
        form.Add(item);
        form.Add(level);
        form.Add(value);
        form.Add(total);
        form.Add(asOf.ToUnixTimeMilliseconds());
        form.Add(moves ? 1 : 0);
        form.Add(note);
        form.Add(link);
    }
}
