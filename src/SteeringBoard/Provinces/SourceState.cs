using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;

namespace SteeringBoard.Provinces;

/// <summary>How a source was last heard, whichever node of the board pulled it.</summary>
/// <param name="Last">The last pull; none before the first.</param>
/// <param name="IsHere">Whether this node pulled it: then what this node knows of failures and of the breaker is the source's state.</param>
internal sealed record SourceState(Pull? Last, bool IsHere)
{
    /// <param name="here">The last pull of this node.</param>
    /// <param name="recorded">The newest run on the record, of any node; it may be some minutes behind its node while outcomes are equal.</param>
    public static SourceState Of(Pull? here, PullRun? recorded) =>
        recorded is null || here?.StartedReal.ToUnixTimeMilliseconds() >= recorded.StartedReal.ToUnixTimeMilliseconds()
            ? new SourceState(here, true)
            : new SourceState(
                new Pull(recorded.StartedReal, recorded.StartedAt, TimeSpan.FromMilliseconds(recorded.TookMs), recorded.Outcome, recorded.Reason), false);
}
