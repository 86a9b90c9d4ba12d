using SteeringBoard.Bodies;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Pages;

/// <summary>What follows when a directive slips.</summary>
/// <param name="Missed">Who then misses which due instant, newly or by more; most bodies first.</param>
/// <param name="ToStop">What is left to the hard stop, negative when it is missed; none without one.</param>
internal sealed record Slip(IReadOnlyList<MissedInstant> Missed, TimeSpan? ToStop)
{
    /// <param name="network">What waits on what.</param>
    /// <param name="catalog">The bodies it is about.</param>
    /// <param name="directive">The directive that slips.</param>
    /// <param name="by">How long.</param>
    /// <param name="sees">Whether the reader is told of a body, by its place; negative for none.</param>
    public static Slip Of(NetworkView network, Catalog catalog, string directive, TimeSpan by, Func<int, bool> sees)
    {
        var (missed, toStop) = network.Times.If(network.Of(directive).Select(node => (node, by)));
        return new Slip(
        [
            .. missed.Where(miss => sees(BodyOf(miss))).GroupBy(miss => network.Network.Nodes[miss.Node].Directive)
                .Select(group => new MissedInstant(
                    network.Network.Directives[group.Key],
                    [.. group.Select(miss => BodyOf(miss) is >= 0 and var body ? catalog.Bodies[body].Name.ToString() : "")],
                    group.Max(miss => miss.By),
                    group.MaxBy(miss => miss.By).More,
                    group.Count(miss => miss.More < miss.By)))
                .OrderByDescending(row => row.Bodies.Count),
        ], toStop);

        int BodyOf(Miss miss) => network.Network.Nodes[miss.Node].Body;
    }
}

/// <summary>A due instant that a slip makes bodies miss.</summary>
/// <param name="Bodies">Their names.</param>
/// <param name="Most">By how much the latest of them misses it.</param>
/// <param name="More">How much of that the slip brings.</param>
/// <param name="Already">How many of them miss it without the slip.</param>
internal sealed record MissedInstant(Directive Directive, IReadOnlyList<string> Bodies, TimeSpan Most, TimeSpan More, int Already);
