using System.Collections.Concurrent;
using System.Collections.Immutable;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Network;

/// <summary>The network of a programme on a board at a moment.</summary>
public sealed class NetworkView
{
    /// <summary>Asked at every change of the board, and the same for as long as the network is.</summary>
    private readonly ConcurrentDictionary<string, int> _waiting = new(StringComparer.Ordinal);

    private NetworkView(AssignmentNetwork network, ImmutableArray<WorkLeft> work, NetworkTimes times)
    {
        Network = network;
        Work = work;
        Times = times;
    }

    /// <summary>Who has to do what, and what waits on what.</summary>
    public AssignmentNetwork Network { get; }

    /// <summary>How long each assignment still takes, as <see cref="AssignmentNetwork.Nodes"/>.</summary>
    public ImmutableArray<WorkLeft> Work { get; }

    /// <summary>When each begins and ends.</summary>
    public NetworkTimes Times { get; }

    /// <param name="board">The board at a moment; a past one tells what was known then.</param>
    /// <param name="directives">The programme's directives.</param>
    /// <param name="now">Programme time of that moment.</param>
    public static NetworkView Of(BoardSnapshot board, IReadOnlyList<Directive> directives, DateTimeOffset now)
    {
        var network = AssignmentNetwork.Of(directives, board.Catalog.Bodies);
        var due = network.Directives.Where(directive => directive.DueBefore is not null)
            .ToDictionary(directive => directive.Code, directive => directive.DueBefore!.Value, StringComparer.Ordinal);
        ImmutableArray<WorkLeft> work =
        [
            .. network.Directives.SelectMany(directive =>
            {
                var before = directive.DependsOn.Where(due.ContainsKey).Select(code => due[code]).ToList();
                return WorkRules.Of(board, directive, network.Assigned(directive.Code)!.Value.Bodies, before.Count == 0 ? null : before.Max(), now);
            }),
        ];
        var efforts = network.Nodes.Select((node, place) => new Effort(
            work[place].Span, work[place].Basis == WorkBasis.Done, network.Directives[node.Directive].NotBefore, network.Directives[node.Directive].DueBefore));
        return new NetworkView(network, work, NetworkTimes.Of(network.Precedence, efforts, board.Catalog.Programme.HardStop, now));
    }

    /// <summary>The assignments of a directive, by place; empty where nobody can be done with it.</summary>
    public IEnumerable<int> Of(string directive) =>
        Network.Assigned(directive) is var (first, bodies) ? Enumerable.Range(first, bodies.Length) : [];

    /// <summary>The least any of a directive's assignments may slip; none where that is not known or all are done.</summary>
    public TimeSpan? FloatOf(string directive) => Of(directive).Min(Times.Float);

    /// <summary>
    /// How far past its due instant the last of a directive's assignments ends for waiting on what comes before it; none where it ends in time, or
    /// waits on nothing that is still open.
    /// </summary>
    public TimeSpan? LateBy(string directive)
    {
        var late = Of(directive).Where(node => Work[node].Basis != WorkBasis.Done && Times.Start(node) > Times.Now)
            .Max(node => Network.Directives[Network.Nodes[node].Directive].DueBefore is { } due ? Times.Finish(node) - due : (TimeSpan?)null);
        return late > TimeSpan.Zero ? late : null;
    }

    /// <summary>How many bodies have open work that waits on open work of a directive, with nothing else between.</summary>
    public int WaitingOn(string directive) => _waiting.GetOrAdd(directive, CountWaiting);

    /// <summary>Whether one of a directive's assignments is on the path to the hard stop.</summary>
    public bool IsCritical(string directive) => Of(directive).Any(Times.IsCritical);

    private int CountWaiting(string directive)
    {
        var open = Of(directive).Where(IsOpen).ToHashSet();
        var (joints, bodies) = (new HashSet<int>(), new HashSet<int>());
        foreach (var node in Network.Precedence.Order)
        {
            var waits = false;
            foreach (var before in Network.Precedence.Before(node))
            {
                waits |= open.Contains(before) || joints.Contains(before);
            }
            if (waits && node >= Network.Nodes.Length)
            {
                joints.Add(node);
            }
            else if (waits && IsOpen(node))
            {
                bodies.Add(Network.Nodes[node].Body);
            }
        }
        return bodies.Count;

        bool IsOpen(int node) => Work[node].Basis != WorkBasis.Done;
    }
}
