using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>The fields a body reports, over one board at one moment.</summary>
/// <param name="board">The board.</param>
/// <param name="now">Programme time.</param>
public sealed class ReportFields(BoardSnapshot board, DateTimeOffset now)
{
    private readonly Catalog _catalog = board.Catalog;

    /// <summary>The board they are over.</summary>
    public BoardSnapshot Board => board;

    /// <summary>All a body reports of itself, soonest due first; what has no date comes last.</summary>
    public List<ReportField> Of(string body)
    {
        if (_catalog.BodyPlace(body) is not { } place)
        {
            return [];
        }
        var fields = from indicator in Enumerable.Range(0, _catalog.Indicators.Length)
                     let cell = new CellKey(place, indicator)
                     where _catalog.IsMeasured(cell)
                     from item in Items(_catalog.Indicators[indicator])
                     select At(cell, item);
        return [.. fields.OrderBy(field => field.Due ?? DateTimeOffset.MaxValue)];
    }

    /// <summary>One indicator in all communes of a province, in their order.</summary>
    public List<ReportField> OfCommunes(string province, string indicator) =>
        _catalog.BodyPlace(province) is { } place && _catalog.IndicatorPlace(indicator) is { } column
            ? [.. _catalog.Communes[place].Select(commune => new CellKey(commune, column)).Where(_catalog.IsMeasured).Select(cell => At(cell, -1))]
            : [];

    /// <summary>The indicators the communes of a province report, in their order.</summary>
    public IEnumerable<Indicator> CommuneIndicators(string province) =>
        _catalog.BodyPlace(province) is { } place && _catalog.Communes[place] is [var first, ..]
            ? Enumerable.Range(0, _catalog.Indicators.Length).Where(indicator => _catalog.IsMeasured(new CellKey(first, indicator))).Select(indicator => _catalog.Indicators[indicator])
            : [];

    /// <summary>A field by its name; none where nobody reports such a thing.</summary>
    public ReportField? Find(FieldKey key)
    {
        if (_catalog.BodyPlace(key.Body) is not { } body || _catalog.IndicatorPlace(key.Indicator) is not { } indicator)
        {
            return null;
        }
        var cell = new CellKey(body, indicator);
        var items = _catalog.Indicators[indicator].Items;
        var item = key.Item is null ? -1 : items.ToImmutableList().IndexOf(key.Item);
        return _catalog.IsMeasured(cell) && (item >= 0 || (key.Item is null && items.Count == 0)) ? At(cell, item) : null;
    }

    private static IEnumerable<int> Items(Indicator indicator) => indicator.Items.Count == 0 ? [-1] : Enumerable.Range(0, indicator.Items.Count);

    private ReportField At(CellKey key, int item)
    {
        var (cell, indicator) = (board[key], _catalog.Indicators[key.Indicator]);
        var own = item >= 0 ? (cell.Items.IsEmpty ? Levels.None : cell.Items[item]) : cell.Own;
        var levels = item >= 0 ? own : cell.Levels;
        var isSum = item < 0 && levels.Claimed is { Source: LevelReading.Sum };
        var claimed = isSum ? levels.Claimed : own.Claimed;
        return new ReportField
        {
            Key = new FieldKey(indicator.Code, item < 0 ? null : indicator.Items[item], _catalog.Bodies[key.Body].Code),
            Indicator = indicator,
            Due = _catalog.DueAt(key, now),
            // Once claimed and approved a denominator stays as it was, until a report restates it.
            Total = indicator.Counter ? null : _catalog.Total(key, item, now) ?? own.Claimed?.SentTotal,
            Claimed = claimed is null ? null : Told(EvidenceLevel.Claimed, claimed),
            Beside = [.. EvidenceLevels.All.Reverse().Where(level => level > EvidenceLevel.Claimed && levels[level] is not null).Select(level => Told(level, levels[level]!))],
            IsSum = isSum,
            Restated = item < 0 && _catalog.Restated(key, now) is [.., var last] ? last : null,
        };
    }

    private Known Told(EvidenceLevel level, LevelReading reading) => new(level, reading.SentValue, reading.SentTotal, reading.HeardAt(now));
}
