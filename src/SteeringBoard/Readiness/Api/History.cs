using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Api;

/// <summary>The readings of a body with their provenance.</summary>
public static class History
{
    /// <summary>A reading and the change it came with.</summary>
    public sealed record Row(ReadingRow Reading, ChangeRow Change);

    /// <summary>Readings of a body, oldest first, from after a reading number.</summary>
    public static Task<List<Row>> ReadAsync(
        BoardDb db, Catalog catalog, int bodyId, int? indicatorId, DateTimeOffset? from, DateTimeOffset? to, long after, int most, CancellationToken cancellation)
    {
        var readings = Of(db, catalog, bodyId).Where(row => row.Id > after);
        if (indicatorId is { } indicator)
        {
            readings = readings.Where(row => row.IndicatorId == indicator);
        }
        if (from is { } since)
        {
            readings = readings.Where(row => row.AsOf >= since);
        }
        if (to is { } until)
        {
            readings = readings.Where(row => row.AsOf <= until);
        }
        return WithChangesAsync(db, readings.OrderBy(row => row.Id).Take(most), cancellation);
    }

    /// <summary>The newest readings of a cell as it was known at a moment, newest first; without one, as it is known now. With a level only its, and only those before a number.</summary>
    public static async Task<List<Row>> NewestAsync(
        BoardDb db, Catalog catalog, int bodyId, int indicatorId, DateTimeOffset? moment, int most, CancellationToken cancellation,
        EvidenceLevel? level = null, long? before = null)
    {
        var readings = Of(db, catalog, bodyId).Where(row => row.IndicatorId == indicatorId);
        if (moment is { } then)
        {
            readings = readings.Where(row => db.Set<ChangeRow>().Any(change => change.Id == row.ChangeId && change.RecordedAt <= then));
        }
        if (level is { } only)
        {
            var word = (short)only;
            readings = readings.Where(row => row.Level == word);
        }
        if (before is { } number)
        {
            readings = readings.Where(row => row.Id < number);
        }
        var rows = await WithChangesAsync(db, readings.OrderByDescending(row => row.Id).Take(most), cancellation);
        rows.Reverse();
        return rows;
    }

    /// <summary>The readings of a body that are of the programme's indicators.</summary>
    private static IQueryable<ReadingRow> Of(BoardDb db, Catalog catalog, int bodyId)
    {
        var programme = catalog.Programme.Code;
        return db.Set<ReadingRow>().AsNoTracking()
            .Where(row => row.BodyId == bodyId && db.Set<Indicator>().Any(indicator => indicator.Id == row.IndicatorId && indicator.Programme == programme));
    }

    private static async Task<List<Row>> WithChangesAsync(BoardDb db, IQueryable<ReadingRow> readings, CancellationToken cancellation)
    {
        var pairs = await readings
            .Join(db.Set<ChangeRow>().AsNoTracking(), row => row.ChangeId, change => change.Id, (row, change) => new { Reading = row, Change = change })
            .ToListAsync(cancellation);
        return [.. pairs.Select(pair => new Row(pair.Reading, pair.Change)).OrderBy(row => row.Reading.Id)];
    }

    /// <summary>As the wire tells it.</summary>
    public static HistoryReading Told(Catalog catalog, Sources sources, string body, Row row)
    {
        var indicator = catalog.IndicatorPlace(row.Reading.IndicatorId) is { } place ? catalog.Indicators[place] : null;
        return new HistoryReading(
            body,
            indicator?.Code ?? "",
            row.Reading.Item >= 0 && row.Reading.Item < indicator?.Items.Count ? indicator.Items[row.Reading.Item] : null,
            row.Reading.Value,
            row.Reading.Total == 0 ? null : row.Reading.Total,
            (EvidenceLevel)row.Reading.Level,
            catalog.Local(row.Reading.AsOf),
            catalog.Local(row.Change.RecordedAt),
            row.Change.RecordedReal,
            sources.Kind(row.Change.SourceId),
            row.Change.Sequence,
            row.Reading.Note,
            row.Reading.Link);
    }
}
