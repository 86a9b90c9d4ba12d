using System.Collections.Immutable;

namespace SteeringBoard.Directives;

/// <summary>
/// What waits on what, and an order in which each comes after all it waits on. What goes round in a circle is told and left out of the order's
/// dependencies, so that the rest can still be reckoned. Linear in the dependencies.
/// </summary>
public sealed class Precedence
{
    private readonly Edges _before;

    private Precedence(Edges before, ImmutableArray<int> order, ImmutableArray<(int Node, int Before)> circular)
    {
        _before = before;
        Order = order;
        Circular = circular;
    }

    /// <summary>Every node, after all it waits on.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>The dependencies by which a node in the end waits on itself; empty in a sound plan.</summary>
    public ImmutableArray<(int Node, int Before)> Circular { get; }

    /// <summary>What a node waits on, without what is <see cref="Circular"/>.</summary>
    public ReadOnlySpan<int> Before(int node) => _before[node];

    /// <param name="count">Nodes are numbered from 0 to below it.</param>
    /// <param name="waits">Each node with one it waits on; the same twice does no harm.</param>
    public static Precedence Of(int count, IReadOnlyList<(int Node, int Before)> waits)
    {
        var (order, circleOf) = Walk(count, Edges.Of(count, waits));
        ImmutableArray<(int Node, int Before)> circular = [.. waits.Where(wait => circleOf[wait.Node] == circleOf[wait.Before])];
        var sound = circular.IsEmpty ? waits : [.. waits.Where(wait => circleOf[wait.Node] != circleOf[wait.Before])];
        return new Precedence(Edges.Of(count, sound), order, circular);
    }

    /// <summary>
    /// Tarjan's strongly connected components, on a stack of its own so that a long chain does not exhaust the thread's. He finds a component
    /// only after all it leads to: here, all it waits on.
    /// </summary>
    private static (ImmutableArray<int> Order, int[] CircleOf) Walk(int count, Edges before)
    {
        var order = ImmutableArray.CreateBuilder<int>(count);
        var (circleOf, number, low, next) = (new int[count], new int[count], new int[count], new int[count]);
        var (path, open) = (new Stack<int>(), new Stack<int>());
        var (seen, circles) = (0, 0);
        for (var root = 0; root < count; root++)
        {
            if (number[root] == 0)
            {
                Enter(root);
            }
            while (path.TryPeek(out var node))
            {
                if (next[node] < before[node].Length)
                {
                    var prior = before[node][next[node]++];
                    if (number[prior] == 0)
                    {
                        Enter(prior);
                    }
                    else if (circleOf[prior] == 0)
                    {
                        low[node] = Math.Min(low[node], number[prior]);
                    }
                    continue;
                }
                path.Pop();
                if (path.TryPeek(out var after))
                {
                    low[after] = Math.Min(low[after], low[node]);
                }
                if (low[node] == number[node])
                {
                    Close(node);
                }
            }
        }
        return (order.MoveToImmutable(), circleOf);

        void Enter(int node)
        {
            number[node] = low[node] = ++seen;
            path.Push(node);
            open.Push(node);
        }

        void Close(int first)
        {
            circles++;
            int node;
            do
            {
                node = open.Pop();
                circleOf[node] = circles;
                order.Add(node);
            }
            while (node != first);
        }
    }

    /// <summary>What each node waits on, all in one array.</summary>
    private readonly record struct Edges(int[] Starts, int[] All)
    {
        public ReadOnlySpan<int> this[int node] => All.AsSpan(Starts[node]..Starts[node + 1]);

        public static Edges Of(int count, IReadOnlyList<(int Node, int Before)> waits)
        {
            var (starts, all) = (new int[count + 1], new int[waits.Count]);
            foreach (var (node, _) in waits)
            {
                starts[node + 1]++;
            }
            for (var node = 0; node < count; node++)
            {
                starts[node + 1] += starts[node];
            }
            var place = starts[..count];
            foreach (var (node, before) in waits)
            {
                all[place[node]++] = before;
            }
            return new Edges(starts, all);
        }
    }
}
