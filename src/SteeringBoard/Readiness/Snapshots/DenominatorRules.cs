using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>Of how many a cell is where it was not read.</summary>
public static class DenominatorRules
{
    /// <summary>The denominator in force of a cell at a level where it was never read: the locked one, else what another level tells.</summary>
    /// <param name="board">The board at a moment.</param>
    /// <param name="key">The cell.</param>
    /// <param name="levels">What it was read at.</param>
    public static long InForce(BoardSnapshot board, CellKey key, Levels levels)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(levels);
        if (board.Catalog.Total(key, -1, board.At) is { } total)
        {
            return total;
        }
        var communes = board.Catalog.Communes[key.Body].Sum(commune => board.Catalog.Total(new CellKey(commune, key.Indicator)) ?? 0);
        return communes > 0 ? communes : (levels.Inspected ?? levels.Tested ?? levels.Pulled ?? levels.Claimed)?.Total ?? 0;
    }
}
