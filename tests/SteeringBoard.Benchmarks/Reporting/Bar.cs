using System.Globalization;

namespace SteeringBoard.Benchmarks.Reporting;

/// <summary>How good a figure must be: as so many times its bare twin, or as a bound of its own.</summary>
/// <param name="Limit">The bound.</param>
/// <param name="Least">True when the figure must be at least the bound, false when at most.</param>
/// <param name="OfBare">True when the bound is on the ratio to the bare twin.</param>
internal sealed record Bar(double Limit, bool Least, bool OfBare)
{
    public static Bar AtMostBare(double times) => new(times, Least: false, OfBare: true);

    public static Bar AtLeastBare(double times) => new(times, Least: true, OfBare: true);

    public static Bar AtMost(double limit) => new(limit, Least: false, OfBare: false);

    /// <summary>Whether a ratio, or where the bound is the figure's own the figure, is good enough.</summary>
    public bool Holds(double measured) => Least ? measured >= Limit : measured <= Limit;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Least ? "≥" : "≤")} {Limit}{(OfBare ? " ×" : "")}");
}
