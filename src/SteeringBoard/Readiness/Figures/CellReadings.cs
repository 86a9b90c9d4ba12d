using System.Runtime.CompilerServices;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Figures;

/// <summary>A cell's done share at one level from an instant on, as its source observed it.</summary>
/// <param name="At">When it was observed.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">The denominator in force.</param>
public sealed record CellPoint(DateTimeOffset At, long Done, long Total);

/// <summary>The readings of a cell over time. What was read for one state of a cell is kept with it: the record is asked again only when the cell has changed.</summary>
public sealed class CellReadings(IRecord record)
{
    private const int Most = 600;

    private readonly ConditionalWeakTable<Levels, IReadOnlyDictionary<EvidenceLevel, List<CellPoint>>> _kept = [];

    /// <summary>The newest readings of a body's own, by level, oldest first; a level without any is left out.</summary>
    /// <param name="view">The board; one of the past tells what was known then.</param>
    /// <param name="key">The cell.</param>
    /// <param name="past">Whether the view is of a past moment.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<IReadOnlyDictionary<EvidenceLevel, List<CellPoint>>> OfAsync(
        BoardView view, CellKey key, bool past, CancellationToken cancellation)
    {
        var levels = view.Board[key].Levels;
        if (!levels.IsEmpty && _kept.TryGetValue(levels, out var kept))
        {
            return kept;
        }
        var catalog = view.Board.Catalog;
        await using var db = record.Open();
        var rows = await History.NewestAsync(
            db, catalog, catalog.Bodies[key.Body].Id, catalog.Indicators[key.Indicator].Id, past ? view.Now : null, Most, cancellation);
        var points = Fold(catalog, key, rows.Select(row => row.Reading).Where(row => row.Moves).Reverse(), view.Now);
        if (!levels.IsEmpty)
        {
            _kept.AddOrUpdate(levels, points);
        }
        return points;
    }

    /// <summary>A cell with parts is the sum of the newest of each.</summary>
    private static Dictionary<EvidenceLevel, List<CellPoint>> Fold(Catalog catalog, CellKey key, IEnumerable<Recording.ReadingRow> oldestFirst, DateTimeOffset at)
    {
        var indicator = catalog.Indicators[key.Indicator];
        var points = new Dictionary<EvidenceLevel, List<CellPoint>>();
        var parts = new Dictionary<(short Level, short Item), long>();
        foreach (var row in oldestFirst)
        {
            var total = catalog.Total(key, row.Item, at) ?? row.Total;
            var done = Math.Min(indicator.Falling ? total - row.Value : row.Value, total);
            parts[(row.Level, row.Item)] = done;
            var isPart = row.Item >= 0;
            var level = (EvidenceLevel)row.Level;
            if (!points.TryGetValue(level, out var list))
            {
                points[level] = list = [];
            }
            list.Add(new CellPoint(
                row.AsOf,
                isPart ? parts.Where(part => part.Key.Level == row.Level && part.Key.Item >= 0).Sum(part => part.Value) : done,
                isPart ? indicator.Items.Count : total));
        }
        return points;
    }
}
