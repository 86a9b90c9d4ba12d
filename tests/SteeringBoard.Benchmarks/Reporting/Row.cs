namespace SteeringBoard.Benchmarks.Reporting;

/// <summary>One measured line of the table.</summary>
/// <param name="Figure">What was measured.</param>
/// <param name="Unit">Of both numbers.</param>
/// <param name="Ours">The board.</param>
/// <param name="Bare">The bare twin, measured in the same run; none where the bar is a bound of its own.</param>
/// <param name="Ratio">Ours to bare.</param>
/// <param name="Bar">How good it must be; none where it is only told.</param>
internal sealed record Row(string Figure, string Unit, double Ours, double? Bare, double? Ratio, Bar? Bar)
{
    public bool Holds => Bar is null || Bar.Holds(Bar.OfBare ? Ratio ?? double.NaN : Ours);

    /// <summary>
    /// A line of interleaved runs: medians of both, and the median of each run's own ratio, since what else the machine does
    /// in a run meets both.
    /// </summary>
    public static Row Of(string figure, string unit, IReadOnlyList<double> ours, IReadOnlyList<double> bare, Bar? bar) =>
        new(figure, unit, ours.Median(), bare.Median(), ours.Zip(bare, (mine, twin) => mine / twin).Median(), bar);

    /// <summary>A line with a bound of its own, or none.</summary>
    public static Row Of(string figure, string unit, IReadOnlyList<double> ours, Bar? bar) => new(figure, unit, ours.Median(), null, null, bar);
}
