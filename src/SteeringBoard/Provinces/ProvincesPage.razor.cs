using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Pages;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Provinces;

/// <summary>All provinces: their platforms and families by how it is known, sorted, like with like, and every indicator as a heatmap.</summary>
public sealed partial class ProvincesPage(IRecord record, NavigationManager navigation)
{
    /// <summary>The indicator whose parts are the platforms (configured for the new structure).</summary>
    private const string PlatformIndicator = "I02";

    private static readonly string[] Likes = ["small", "middle", "large", "merged", "whole"];

    private (string Set, Dictionary<string, int> Count) _predecessors = ("", []);

    /// <summary>What the rows are sorted by; none: their codes.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>Only provinces of a kind: small, middle, large, merged, whole; none: all.</summary>
    [SupplyParameterFromQuery(Name = "like")]
    public string? Like { get; set; }

    private IReadOnlyList<ProvinceRow> Rows
    {
        get
        {
            var rows = Catalog.AboveCommunes.Where(place => Catalog.Bodies[place].Kind == BodyKind.Province)
                .Select(place => ProvinceRow.Of(Snapshot, place, _predecessors.Count.GetValueOrDefault(Catalog.Bodies[place].Code, 1), Now))
                .Where(row => Like switch
                {
                    "merged" => row.IsMerged,
                    "whole" => !row.IsMerged,
                    "small" or "middle" or "large" => row.Size == Like,
                    _ => true,
                });
            return [.. ProvinceRow.Sorted(rows, Sort, Level)];
        }
    }

    /// <summary>Whether it is known how many commune-level units the provinces have; of those before the merger it is not.</summary>
    private bool HasUnits => Catalog.AboveCommunes.Any(place => Catalog.Bodies[place] is { Kind: BodyKind.Province, Communes: > 0 });

    private bool HasBars => Platforms.Count > 0 || !Readiness.Headlines.Families.CountedBy(Catalog).IsEmpty;

    private string TableTitle => Platforms.Count > 0 ? P["platforms-title"] : T["nav-provinces"];

    private IReadOnlyList<string> Platforms => Catalog.Indicator(PlatformIndicator)?.Items ?? [];

    protected override async Task OnParametersSetAsync()
    {
        var set = Catalog.Programme.BodySet;
        if (_predecessors.Set == set)
        {
            return;
        }
        await using var db = record.Open();
        var counts = await db.Set<Body>().AsNoTracking().Where(body => body.Kind == BodyKind.Province && body.Set != set && body.Successor != null)
            .GroupBy(body => body.Successor!).Select(group => new { group.Key, Count = group.Count() }).ToListAsync();
        _predecessors = (set, counts.ToDictionary(pair => pair.Key, pair => pair.Count, StringComparer.Ordinal));
    }

    /// <summary>The strongest level that shows the platform done, and the words for it.</summary>
    private (EvidenceLevel? Level, string Words) Square(int body, int item)
    {
        var indicator = Catalog.IndicatorPlace(PlatformIndicator)!.Value;
        var items = Snapshot[body, indicator].Items;
        EvidenceLevel[] levels = Level is { } only ? [only] : [.. EvidenceLevels.All.Reverse()];
        if (items.IsEmpty || Array.TrueForAll(levels, level => items[item][level] is null))
        {
            return (null, T["status-unknown"]);
        }
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

    private long? At(Group group, EvidenceLevel level) => Level is null || Level == level ? group.Share[(int)level - 1] : null;

    /// <summary>Sorts by a column; by the one sorted by already, the other way round.</summary>
    private string SortLink(string key) => new Uri(navigation.GetUriWithQueryParameter("sort", Sort == key ? "-" + key : key)).PathAndQuery;

    private string? Direction(string key) => Sort == key ? "ascending" : Sort == "-" + key ? "descending" : null;
}
