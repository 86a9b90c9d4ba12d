using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Pages;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>A province in the matrix.</summary>
/// <param name="Place">Its place on the board.</param>
/// <param name="Body">Who it is.</param>
/// <param name="Predecessors">How many provinces of the set before were merged into it; 1 where it stayed whole.</param>
/// <param name="Families">Configured services, assigned codes, tested online services; those the programme counts, as what counts tells them.</param>
/// <param name="Look">Indicators late, at risk or stale.</param>
public sealed record ProvinceRow(int Place, Body Body, int Predecessors, IReadOnlyList<(string Family, Group Group)> Families, int Look)
{
    /// <summary>What rows can be sorted by, as the address has it; with a minus before it, the most first.</summary>
    public static IReadOnlyList<string> SortKeys { get; } = ["name", "services", "codes", "tests", "units", "look"];

    /// <summary>Whether it was merged of several.</summary>
    public bool IsMerged => Predecessors > 1;

    /// <summary>Where it stands among like ones: by its commune-level units, whose quartiles over the 34 are about 70 and 125.</summary>
    public string Size => Body.Communes switch { < 70 => "small", < 125 => "middle", _ => "large" };

    public static ProvinceRow Of(BoardSnapshot board, int place, int predecessors, DateTimeOffset now) => new(
        place,
        board.Catalog.Bodies[place],
        predecessors,
        [
            .. Readiness.Headlines.Families.CountedBy(board.Catalog)
                .Select(family => (family, Group.Of(board, place, Readiness.Headlines.Families.IndicatorsOf(board.Catalog, family), null, now))),
        ],
        board.CellsOf(place).Count(pair => pair.Cell.Verdict.Status is CellStatus.Late or CellStatus.AtRisk or CellStatus.Stale));

    /// <summary>Sorts rows by a key of the address; by any other they stay in the order of the codes.</summary>
    /// <param name="rows">In the order of the codes.</param>
    /// <param name="sort">A key, such as <c>-look</c>.</param>
    /// <param name="level">The level a family is compared at; none: the strongest read.</param>
    public static IEnumerable<ProvinceRow> Sorted(IEnumerable<ProvinceRow> rows, string? sort, EvidenceLevel? level)
    {
        var falling = sort?.StartsWith('-') == true;
        var key = sort?.TrimStart('-');
        IComparable Of(ProvinceRow row) => key switch
        {
            "units" => row.Body.Communes,
            "look" => row.Look,
            _ => Share(row.Families.FirstOrDefault(one => one.Family == key).Group, level),
        };
        return key switch
        {
            "name" when falling => rows.OrderByDescending(row => row.Body.Name.ToString(), StringComparer.CurrentCulture),
            "name" => rows.OrderBy(row => row.Body.Name.ToString(), StringComparer.CurrentCulture),
            null or "" => rows,
            _ when !SortKeys.Contains(key) => rows,
            _ => falling ? rows.OrderByDescending(Of) : rows.OrderBy(Of),
        };
    }

    /// <summary>Thousandths done at a level; without one, at the strongest that was read; -1 where none was, and of a family not counted.</summary>
    public static long Share(Group? group, EvidenceLevel? level) =>
        (level is { } asked ? group?.Share[(int)asked - 1] : group?.Share.LastOrDefault(share => share is not null)) ?? -1;
}
