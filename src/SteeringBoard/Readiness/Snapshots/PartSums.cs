using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>
/// What is read of a cell from what was read of its parts: the sum of its communes or of its items once one was read there, else its own
/// (design.md, rule 5).
/// </summary>
/// <param name="catalog">What the board is laid out over.</param>
/// <param name="rows">The board's cells as they are being made.</param>
internal sealed class PartSums(Catalog catalog, Cell?[]?[] rows)
{
    /// <summary>What is read of a cell at each level.</summary>
    /// <param name="key">The cell.</param>
    /// <param name="cell">What was read of it.</param>
    /// <param name="at">The moment whose denominators count.</param>
    public Levels Read(CellKey key, Cell cell, DateTimeOffset at)
    {
        var communes = catalog.PartsOf(key);
        if (cell.Items.IsEmpty && communes.IsEmpty)
        {
            return cell.Own;
        }
        var said = new Levels?[communes.Length];
        for (var place = 0; place < said.Length; place++)
        {
            said[place] = rows[communes[place]]?[key.Indicator]?.Levels;
        }
        LevelReading? Read(EvidenceLevel level) => SumOfCommunes(key, communes, said, level, at) ?? SumOfItems(key, cell, level) ?? cell.Own[level];
        return new Levels(Read(EvidenceLevel.Claimed), Read(EvidenceLevel.Pulled), Read(EvidenceLevel.Tested), Read(EvidenceLevel.Inspected));
    }

    /// <param name="key">The cell the sum is of.</param>
    /// <param name="communes">Its communes.</param>
    /// <param name="said">What each of them said; none where it was never read.</param>
    /// <param name="level">The level.</param>
    /// <param name="at">The moment whose denominators count.</param>
    private LevelReading? SumOfCommunes(CellKey key, ImmutableArray<int> communes, Levels?[] said, EvidenceLevel level, DateTimeOffset at)
    {
        // Most provinces have no commune read at a level: only where one was is it worth asking what the others stand for.
        if (!Array.Exists(said, levels => levels?[level] is not null))
        {
            return null;
        }
        var parts = new List<LevelReading>(said.Length);
        long absent = 0;
        foreach (var (place, levels) in said.Index())
        {
            if (levels?[level] is { } reading)
            {
                parts.Add(reading);
            }
            else
            {
                absent += AbsentTotal(new CellKey(communes[place], key.Indicator), levels, at);
            }
        }
        return Summed(key, parts, absent);
    }

    /// <summary>
    /// What an absent commune stands for in the sum: the denominator in force; where none is locked, what it said at another level;
    /// where it never said any, 1, since absence is never green.
    /// </summary>
    private long AbsentTotal(CellKey part, Levels? said, DateTimeOffset at)
    {
        if (catalog.Indicators[part.Indicator].Counter)
        {
            return 0;
        }
        if (catalog.Total(part, -1, at) is { } total)
        {
            return total;
        }
        return (said is null ? null : EvidenceLevels.All.Max(level => said[level]?.Total)) ?? 1;
    }

    private LevelReading? SumOfItems(CellKey key, Cell cell, EvidenceLevel level)
    {
        List<LevelReading>? parts = null;
        foreach (var item in cell.Items)
        {
            if (item[level] is { } reading)
            {
                (parts ??= []).Add(reading);
            }
        }
        return parts is null ? null : Summed(key, parts, cell.Items.Length - parts.Count);
    }

    /// <summary>The parts added up; of what is absent nothing is done, which for a falling indicator means that all of it is left.</summary>
    private LevelReading Summed(CellKey key, List<LevelReading> parts, long absent) => new()
    {
        Value = parts.Sum(part => part.Value) + (catalog.Indicators[key.Indicator].Falling ? absent : 0),
        Total = parts.Sum(part => part.Total) + absent,
        ObservedAt = parts.Max(part => part.ObservedAt),
        RecordedAt = parts.Max(part => part.RecordedAt),
        Source = LevelReading.Sum,
        Parts = [.. parts],
    };
}
