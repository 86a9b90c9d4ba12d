using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Readiness.Pages;

/// <summary>All provinces: their platforms by how it is known, and every indicator as a heatmap.</summary>
public sealed partial class ProvincesPage
{
    /// <summary>The indicator whose parts are the platforms (configured for the new structure).</summary>
    private const string PlatformIndicator = "I02";

    private IReadOnlyList<int> Provinces =>
        [.. Catalog.AboveCommunes.Where(place => Catalog.Bodies[place].Kind == BodyKind.Province)];

    private IReadOnlyList<string> Platforms => Catalog.Indicator(PlatformIndicator)?.Items ?? [];

    /// <summary>The strongest level that shows the platform done, and the words for it.</summary>
    private (EvidenceLevel? Level, string Words) Square(int body, int item)
    {
        var indicator = Catalog.IndicatorPlace(PlatformIndicator)!.Value;
        var items = Snapshot[body, indicator].Items;
        if (items.IsEmpty || items[item].IsEmpty)
        {
            return (null, T["status-unknown"]);
        }
        var levels = Level is { } only ? [only] : EvidenceLevels.All.Reverse();
        foreach (var level in levels)
        {
            if (items[item][level] is { } reading && CellRules.IsValid(Catalog.Indicators[indicator], level, reading, Now))
            {
                return reading.Value == 1 ? (level, T[$"evidence-{level.Word()}"]) : (null, P["not-yet"]);
            }
        }
        return (null, T["status-stale"]);
    }

    private IEnumerable<(CellStatus Status, int Count)> Counted(int body) =>
        Snapshot.CellsOf(body).CountBy(pair => pair.Cell.Verdict.Status)
            .Where(pair => pair.Key is CellStatus.Late or CellStatus.AtRisk or CellStatus.Stale)
            .OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));
}
