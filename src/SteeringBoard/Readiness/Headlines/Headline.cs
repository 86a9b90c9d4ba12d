using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Headlines;

/// <summary>
/// How many provinces are ready, by how it is known (design.md, section 2, rule 5): a province is ready at a level when every indicator
/// counted is. What is stale or was never read stands among all, never among the ready.
/// </summary>
/// <param name="Of">All provinces.</param>
/// <param name="Ready">Ready at each level alone, from claimed to inspected.</param>
public sealed record Headline(int Of, ImmutableArray<int> Ready)
{
    public int this[EvidenceLevel level] => Ready[(int)level - 1];

    /// <summary>Counts the provinces where all these indicators are ready; those measured elsewhere and counters are left out.</summary>
    /// <param name="board">The board at a moment.</param>
    /// <param name="indicators">Places of the indicators.</param>
    /// <param name="now">Programme time.</param>
    public static Headline Count(BoardSnapshot board, IEnumerable<int> indicators, DateTimeOffset now)
    {
        var catalog = board.Catalog;
        var counted = indicators.Where(place => IsCounted(catalog.Indicators[place])).ToList();
        var provinces = catalog.AboveCommunes.Where(body => catalog.Bodies[body].Kind is BodyKind.Province).ToList();
        return new Headline(
            provinces.Count,
            [.. EvidenceLevels.All.Select(level => counted.Count == 0 ? 0 : provinces.Count(province => IsReady(province, level)))]);

        bool IsReady(int province, EvidenceLevel level) => counted.TrueForAll(
            indicator => LevelAlone.IsReady(catalog.Indicators[indicator], board[province, indicator].Levels, level, now));
    }

    /// <summary>
    /// The headline of a programme: of the indicators named, those that want the strongest evidence any of them wants; where none is named
    /// of every one. What a pull already proves is never tested: counted too, it would keep the provinces that tested at none.
    /// </summary>
    /// <param name="board">The board at a moment.</param>
    /// <param name="codes">Codes of the indicators; empty: every one.</param>
    /// <param name="now">Programme time.</param>
    public static Headline CountOf(BoardSnapshot board, IReadOnlyList<string> codes, DateTimeOffset now)
    {
        var indicators = board.Catalog.Indicators;
        if (codes.Count == 0)
        {
            return Count(board, Enumerable.Range(0, indicators.Length), now);
        }
        var named = codes.Select(board.Catalog.IndicatorPlace).OfType<int>().Where(place => IsCounted(indicators[place])).ToLookup(place => indicators[place].Wanted);
        return Count(board, named.MaxBy(wanted => wanted.Key) ?? Enumerable.Empty<int>(), now);
    }

    /// <summary>Whether a headline of provinces counts an indicator.</summary>
    public static bool IsCounted(Indicator indicator) => !indicator.Counter && indicator.IsMeasuredAt(BodyKind.Province);
}
