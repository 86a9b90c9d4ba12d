using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Directives;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>What waits on what: checked against ways walked one by one on a thousand small graphs.</summary>
public sealed class PrecedenceTests
{
    private static readonly Gen<(int Count, (int Node, int Before)[] Waits)> Graphs =
        from count in Gen.Choose(1, 9)
        from waits in Gen.ArrayOf(
            from node in Gen.Choose(0, count - 1)
            from before in Gen.Choose(0, count - 1)
            select (node, before))
        select (count, waits);

    [Fact]
    public void Each_comes_after_all_it_waits_on_and_a_circle_is_every_dependency_with_a_way_back() => Always.Holds(Graphs, graph =>
    {
        var precedence = Precedence.Of(graph.Count, graph.Waits);

        var circular = graph.Waits.Where(wait => Leads(graph.Waits, wait.Before, wait.Node)).ToList();
        Assert.Equal(circular, precedence.Circular);
        Assert.Equal(Enumerable.Range(0, graph.Count), precedence.Order.Order());
        foreach (var (node, before) in graph.Waits.Except(circular))
        {
            Assert.True(precedence.Order.IndexOf(before) < precedence.Order.IndexOf(node));
            Assert.Contains(before, precedence.Before(node).ToArray());
        }
        Assert.Equal(graph.Waits.Length - circular.Count, Enumerable.Range(0, graph.Count).Sum(node => precedence.Before(node).Length));
    });

    [Fact]
    public void A_chain_of_a_hundred_thousand_is_no_deeper_than_the_thread_s_stack()
    {
        const int Count = 100_000;

        var precedence = Precedence.Of(Count, [.. Enumerable.Range(1, Count - 1).Select(node => (node - 1, node))]);

        Assert.Equal(Enumerable.Range(0, Count).Reverse(), precedence.Order);
    }

    /// <summary>Whether one waits, over any number of steps, on another; each is on itself.</summary>
    private static bool Leads((int Node, int Before)[] waits, int from, int to)
    {
        var seen = new HashSet<int> { from };
        for (var before = 0; before < seen.Count;)
        {
            before = seen.Count;
            seen.UnionWith(waits.Where(wait => seen.Contains(wait.Node)).Select(wait => wait.Before).ToList());
        }
        return seen.Contains(to);
    }
}
