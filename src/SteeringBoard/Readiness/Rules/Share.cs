namespace SteeringBoard.Readiness.Rules;

/// <summary>A done share compared in whole numbers, never as a rounded fraction (design.md, rule 2).</summary>
/// <param name="Done">Units done: the value, or for a falling indicator the total less the value.</param>
/// <param name="Total">The denominator in force; 0 for a counter, which has none.</param>
public readonly record struct Share(long Done, long Total) : IComparable<Share>
{
    public static Share Of(Indicator indicator, LevelReading reading) =>
        new(indicator.Falling && reading.Total > 0 ? reading.Total - reading.Value : reading.Value, reading.Total);

    public int CompareTo(Share other) => Total == 0 || other.Total == 0
        ? Done.CompareTo(other.Done)
        : ((Int128)Done * other.Total).CompareTo((Int128)other.Done * Total);

    public static bool operator <(Share left, Share right) => left.CompareTo(right) < 0;

    public static bool operator >(Share left, Share right) => left.CompareTo(right) > 0;

    public static bool operator <=(Share left, Share right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Share left, Share right) => left.CompareTo(right) >= 0;

    /// <summary>Whether it reaches a target in thousandths; a counter has no target.</summary>
    public bool Meets(int perMille) => Total > 0 && (Int128)Done * 1000 >= (Int128)Total * perMille;

    /// <summary>
    /// More than another by over 1 unit and over 1 % (design.md, rule 3). Where the totals differ, a unit is one of the larger total:
    /// the smaller step, so that no contradiction is overlooked.
    /// </summary>
    public bool ClearlyMoreThan(Share other)
    {
        if (Total == 0 || other.Total == 0)
        {
            return Done - other.Done > 1 && (Int128)(Done - other.Done) * 100 > Done;
        }
        var more = (Int128)Done * other.Total - (Int128)other.Done * Total;
        return more > Math.Min(Total, other.Total) && more > (Int128)Total * other.Total / 100;
    }
}
