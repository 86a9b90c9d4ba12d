using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Network;

/// <summary>What more time for one would cost those that wait on it.</summary>
public static class ExtensionRules
{
    /// <summary>
    /// Who newly misses a due instant if an assignment is done only at the instant asked for, longest first: by what is foretold now, and by the
    /// plan alone, since what is foretold late already would not be late if it were hurried. The assignment itself is not told: its own instant is
    /// what is asked for.
    /// </summary>
    /// <param name="board">The board now.</param>
    /// <param name="network">The network on it.</param>
    /// <param name="directive">Code of the directive.</param>
    /// <param name="body">Code of the body that asks.</param>
    /// <param name="newDue">The instant asked for.</param>
    public static IReadOnlyList<ExtensionEffect> Effects(BoardSnapshot board, NetworkView network, string directive, string body, DateTimeOffset newDue)
    {
        var place = board.Catalog.BodyPlace(body);
        var asking = network.Of(directive).Where(node => network.Network.Nodes[node].Body == place).ToList();
        var slips = asking.Select(node => (Node: node, By: newDue - network.Times.Finish(node))).Where(slip => slip.By > TimeSpan.Zero).ToList();
        var foretold = slips.Count == 0 ? [] : network.Times.If(slips).Missed.Where(miss => !asking.Contains(miss.Node));
        return
        [
            .. foretold.Concat(network.Times.Excluded(asking, newDue)).GroupBy(miss => miss.Node)
                .Select(misses => (By: misses.Max(miss => miss.By), More: misses.Min(miss => miss.More), Node: network.Network.Nodes[misses.Key]))
                .OrderByDescending(miss => miss.By)
                .Select(miss => new ExtensionEffect(
                    network.Network.Directives[miss.Node.Directive].Code, miss.Node.Body >= 0 ? board.Catalog.Bodies[miss.Node.Body].Code : null, miss.By, miss.More)),
        ];
    }
}
