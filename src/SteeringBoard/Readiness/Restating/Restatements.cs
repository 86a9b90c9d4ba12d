using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Restating;

/// <summary>The denominators of the record that were put in place of others.</summary>
internal static class Restatements
{
    /// <summary>Lays them over a catalog, before readings are counted of them.</summary>
    public static async Task LayOverAsync(BoardDb db, Catalog catalog, CancellationToken cancellation)
    {
        var programme = catalog.Programme.Code;
        var rows = await db.Set<RestatementRow>().AsNoTracking().Where(row => row.Programme == programme).OrderBy(row => row.ChangeId).ToListAsync(cancellation);
        foreach (var cell in rows.GroupBy(row => (row.Body, row.Indicator)))
        {
            if (catalog.BodyPlace(cell.Key.Body) is { } body && catalog.IndicatorPlace(cell.Key.Indicator) is { } indicator)
            {
                catalog.Restate(new CellKey(body, indicator), [.. cell.Select(row => new Restatement(row.RecordedAt, row.Was, row.Total, row.Reason, row.ByName))]);
            }
        }
    }
}
