using SteeringBoard.Contract;
using SteeringBoard.Readiness;

namespace SteeringBoard.Collection;

/// <summary>Whether what is pulled stays valid long enough to be pulled again (design.md, rule 8). Pure.</summary>
public static class PulledValidity
{
    /// <summary>Pulls that must fit into the validity: one may be late and one may fail.</summary>
    public const int Pulls = 3;

    /// <summary>What is wrong, naming both keys; none when a pulled reading outlives three pulls.</summary>
    /// <param name="programme">The programme's code.</param>
    /// <param name="indicators">Those that its gateways are pulled for.</param>
    /// <param name="interval">Real time between two pulls of a gateway.</param>
    /// <param name="speed">Programme seconds per real second.</param>
    /// <param name="speedKey">The configuration key the speed is set by.</param>
    public static string? Fault(string programme, IEnumerable<Indicator> indicators, TimeSpan interval, double speed, string speedKey = "Demo:Speed")
    {
        var shortest = indicators.MinBy(indicator => indicator.FreshFor(EvidenceLevel.Pulled));
        var needed = interval * (Pulls * speed);
        return shortest is null || shortest.FreshFor(EvidenceLevel.Pulled) >= needed
            ? null
            : $"{programme}: a pulled reading of {shortest.Code} is valid for {shortest.FreshFor(EvidenceLevel.Pulled):c} of programme time, less than {Pulls} pulls take "
                + $"({needed:c}): Collection:Interval is {interval:c} and the clock runs at {speed} times ({speedKey}). Shorten Collection:Interval or lower {speedKey}.";
    }
}
