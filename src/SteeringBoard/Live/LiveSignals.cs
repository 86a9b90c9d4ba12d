using System.Diagnostics.Metrics;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Live;

/// <summary>What is told of sending (<c>docs/telemetry.md</c>).</summary>
internal static class LiveSignals
{
    private static readonly Counter<long> Frames = Signals.Metrics.CreateCounter<long>(
        "steeringboard.frames.sent", "{frame}", "Board frames handed to viewers, one for each viewer.");

    private static readonly Counter<long> Figures = Signals.Metrics.CreateCounter<long>(
        "steeringboard.figures.sent", "{figure}", "Figures handed to viewers, one for each viewer.");

    private static readonly Counter<long> Drawings = Signals.Metrics.CreateCounter<long>(
        "steeringboard.figures.drawn", "{drawing}", "Drawings of figures, one for all who watch.");

    private static readonly Histogram<double> Delay = Signals.Seconds(
        "steeringboard.feed.delay", "From a step of a board to its frame handed to the viewers.");

    public static void FramesSent(int viewers) => Frames.Add(viewers);

    public static void FiguresSent(int viewers) => Figures.Add(viewers);

    public static void Drawn() => Drawings.Add(1);

    public static void Sent(string programme, TimeSpan delay) => Delay.Record(delay.TotalSeconds, new KeyValuePair<string, object?>("programme", programme));
}
