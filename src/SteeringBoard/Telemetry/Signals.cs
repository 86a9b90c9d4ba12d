using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SteeringBoard.Telemetry;

/// <summary>
/// Where the board's own traces and metrics come from; <c>docs/telemetry.md</c> has every name. Each slice tells what is its own. While
/// nobody listens, an activity is none and a measurement is a check of one field.
/// </summary>
public static class Signals
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "SteeringBoard";

    public static ActivitySource Traces { get; } = new(Name);

    public static Meter Metrics { get; } = new(Name);

    /// <summary>A histogram of seconds, from a thousandth to half a minute.</summary>
    public static Histogram<double> Seconds(string name, string description) => Metrics.CreateHistogram(
        name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] });
}
