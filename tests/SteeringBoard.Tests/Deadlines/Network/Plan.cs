using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;

namespace SteeringBoard.Tests.Deadlines.Network;

/// <summary>A small plan, reckoned the slow way: by walking every way through it.</summary>
internal sealed record Plan(ImmutableArray<Effort> Efforts, ImmutableArray<(int Node, int Before)> Waits, DateTimeOffset? HardStop)
{
    /// <summary>08:00 on 24 June 2025 in Hanoi.</summary>
    public static readonly DateTimeOffset Now = new(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

    /// <summary>Plans of up to eight things to do; some done, some dated, some that may not begin yet, some that begin at the stop.</summary>
    public static Gen<Plan> Some { get; } =
        from count in Gen.Choose(0, 8)
        from efforts in Gen.ArrayOf(SomeEffort(), count)
        from waits in count < 2 ? Gen.Constant(Array.Empty<(int, int)>()) : Gen.ArrayOf(SomeWait(count))
        from stop in Gen.Elements(0, 24, 40)
        select new Plan([.. efforts], [.. waits], stop == 0 ? null : Now.AddHours(stop));

    public NetworkTimes Times => NetworkTimes.Of(Precedence.Of(Efforts.Length, Waits), Efforts, HardStop, Now);

    /// <summary>The plan with one of them taking longer.</summary>
    public Plan Longer(int node, TimeSpan by) =>
        Efforts[node].Done ? this : this with { Efforts = Efforts.SetItem(node, Efforts[node] with { Work = Efforts[node].Work + by }) };

    /// <summary>The latest end of all ways that lead to a node, each begun as soon as its first node may.</summary>
    public DateTimeOffset Finish(int node) =>
        Efforts[node].Done ? Now : Ways(node, wait => wait.Node, wait => wait.Before).Max(way => Begins(way[^1]) + Long(way));

    /// <summary>The earliest of the latest ends that all ways from a node to something with a bound leave it.</summary>
    public DateTimeOffset? Latest(int node, Func<Effort, DateTimeOffset?> bound) => Efforts[node].Done
        ? null
        : Ways(node, wait => wait.Before, wait => wait.Node).Select(way => bound(Efforts[way[^1]]) - (Long(way) - Efforts[node].Work)).Min();

    /// <summary>Every way from a node, of one node and more, over what is not done.</summary>
    private IEnumerable<ImmutableList<int>> Ways(int node, Func<(int Node, int Before), int> from, Func<(int Node, int Before), int> to)
    {
        var open = new Queue<ImmutableList<int>>([[node]]);
        while (open.TryDequeue(out var way))
        {
            yield return way;
            foreach (var wait in Waits.Where(wait => from(wait) == way[^1] && !Efforts[to(wait)].Done))
            {
                open.Enqueue(way.Add(to(wait)));
            }
        }
    }

    private TimeSpan Long(ImmutableList<int> way) => way.Aggregate(TimeSpan.Zero, (sum, node) => sum + Efforts[node].Work);

    private DateTimeOffset Begins(int node) => Efforts[node].NotBefore is { } at && at > Now ? at : Now;

    private static Gen<Effort> SomeEffort() =>
        from work in Gen.Choose(0, 12)
        from done in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from begins in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(-2, 45)))
        from due in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(-2, 45)))
        select new Effort(TimeSpan.FromHours(work), done, begins == 0 ? null : Now.AddHours(begins), due == 0 ? null : Now.AddHours(due));

    /// <summary>What has a higher number waits on what has a lower one: no circles.</summary>
    private static Gen<(int Node, int Before)> SomeWait(int count) =>
        from node in Gen.Choose(1, count - 1)
        from before in Gen.Choose(0, node - 1)
        select (node, before);
}
