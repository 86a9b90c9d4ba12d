using SteeringBoard.Access;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Restating;

/// <summary>Why a denominator stays as it is; told by the page where it is asked for.</summary>
public enum RestatementRefusal
{
    /// <summary>Only the office decides.</summary>
    NotYours,

    /// <summary>Nothing is counted there, or nothing with a denominator of its own: a counter, or one that counts its parts.</summary>
    NoDenominator,

    /// <summary>It is the sum of the communes' own.</summary>
    IsSum,

    /// <summary>It is no whole number from 1.</summary>
    NotACount,

    /// <summary>It is in force already.</summary>
    InForce,

    /// <summary>No reason is given, or one that is too long.</summary>
    NoReason,
}

/// <summary>Who may put a denominator in place of one that is locked, and which (design.md, rule 6). Pure.</summary>
public static class RestatementRules
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 500;

    private const long Most = (1L << 53) - 1;

    /// <param name="actor">Who would.</param>
    /// <param name="catalog">What is counted where.</param>
    /// <param name="key">The cell.</param>
    /// <param name="cell">As it is on the board; none where it was never read.</param>
    /// <param name="total">The new denominator; none for what is no number.</param>
    /// <param name="reason">Why.</param>
    public static RestatementRefusal? Judge(Actor actor, Catalog catalog, CellKey key, Cell? cell, long? total, string reason)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        return !actor.IsOffice ? RestatementRefusal.NotYours
            : !HasOwn(catalog, key) ? RestatementRefusal.NoDenominator
            : IsSum(cell) ? RestatementRefusal.IsSum
            : total is not (>= 1 and <= Most) ? RestatementRefusal.NotACount
            : catalog.Total(key) == total ? RestatementRefusal.InForce
            : reason.Trim().Length is 0 or > MaxReason ? RestatementRefusal.NoReason
            : null;
    }

    /// <summary>Whether a cell has a denominator of its own that can be another.</summary>
    public static bool MayBe(Actor actor, Catalog catalog, CellKey key, Cell? cell)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.IsOffice && HasOwn(catalog, key) && !IsSum(cell);
    }

    private static bool HasOwn(Catalog catalog, CellKey key)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.IsMeasured(key) && catalog.Indicators[key.Indicator] is { Counter: false, Items.Count: 0 };
    }

    private static bool IsSum(Cell? cell) => cell is not null && Contract.EvidenceLevels.All.Any(level => cell.Levels[level] is { Source: LevelReading.Sum });
}
