using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Directives;

namespace SteeringBoard.Deadlines.Network;

/// <summary>A directive given to one of the bodies responsible.</summary>
/// <param name="Directive">The directive's place among those the network is of.</param>
/// <param name="Body">The body's place in the programme's set; -1 where nobody is named.</param>
public readonly record struct NetworkNode(int Directive, int Body);

/// <summary>
/// Every assignment and the assignments it waits on. Where two directives are given to the same bodies each body waits on itself, else every
/// body on all of the other's, by way of a joint that stands for "all of them", so that dependencies grow with the bodies and not with their
/// product. Rules and claims are left out: nobody is ever done with them.
/// </summary>
public sealed class AssignmentNetwork
{
    private readonly Dictionary<string, (int First, ImmutableArray<int> Bodies)> _assigned = new(StringComparer.Ordinal);

    private AssignmentNetwork(IReadOnlyList<Directive> directives, ImmutableArray<Body> bodies)
    {
        Directives = [.. directives.Where(PlanCheck.IsWork)];
        var bodiesNamed = new BodiesNamed(bodies);
        var nodes = ImmutableArray.CreateBuilder<NetworkNode>();
        for (var place = 0; place < Directives.Length; place++)
        {
            var named = bodiesNamed.Of(Directives[place].Responsible);
            _assigned[Directives[place].Code] = (nodes.Count, named);
            foreach (var body in named)
            {
                nodes.Add(new NetworkNode(place, body));
            }
        }
        Nodes = nodes.ToImmutable();
        var dependencies = PlanCheck.Dependencies(Directives);
        Circular = [.. dependencies.Circular.Select(wait => (Directives[wait.Node], Directives[wait.Before]))];
        Precedence = Join(dependencies);
    }

    /// <summary>The directives somebody can be done with.</summary>
    public ImmutableArray<Directive> Directives { get; }

    /// <summary>The assignments, those of a directive beside each other.</summary>
    public ImmutableArray<NetworkNode> Nodes { get; }

    /// <summary>What waits on what, by place in <see cref="Nodes"/>; numbers from their count on are joints.</summary>
    public Precedence Precedence { get; }

    /// <summary>The dependencies that go round in a circle; they are told and otherwise not heeded.</summary>
    public ImmutableArray<(Directive Directive, Directive On)> Circular { get; }

    /// <param name="directives">The directives of a programme.</param>
    /// <param name="bodies">The bodies of its set, by place.</param>
    public static AssignmentNetwork Of(IReadOnlyList<Directive> directives, ImmutableArray<Body> bodies) => new(directives, bodies);

    /// <summary>The bodies a directive is given to, by place; the first is at <c>First</c> in <see cref="Nodes"/>, the others follow. None where it is none of these.</summary>
    public (int First, ImmutableArray<int> Bodies)? Assigned(string directive) => _assigned.TryGetValue(directive, out var assigned) ? assigned : null;

    private Precedence Join(Precedence dependencies)
    {
        var waits = new List<(int Node, int Before)>();
        var joints = new Dictionary<int, int>();
        for (var place = 0; place < Directives.Length; place++)
        {
            var (first, bodies) = _assigned[Directives[place].Code];
            foreach (var on in dependencies.Before(place))
            {
                var (before, others) = _assigned[Directives[on].Code];
                if (bodies.AsSpan().SequenceEqual(others.AsSpan()))
                {
                    waits.AddRange(Enumerable.Range(0, bodies.Length).Select(step => (first + step, before + step)));
                    continue;
                }
                var all = others.Length == 1 ? before : Joint(on, before, others.Length);
                waits.AddRange(Enumerable.Range(first, bodies.Length).Select(node => (node, all)));
            }
        }
        return Precedence.Of(Nodes.Length + joints.Count, waits);

        int Joint(int directive, int first, int count)
        {
            if (!joints.TryGetValue(directive, out var joint))
            {
                joints[directive] = joint = Nodes.Length + joints.Count;
                waits.AddRange(Enumerable.Range(first, count).Select(node => (joint, node)));
            }
            return joint;
        }
    }

    /// <summary>Which bodies a directive names, by word or by code.</summary>
    private sealed class BodiesNamed(ImmutableArray<Body> bodies)
    {
        private readonly Dictionary<string, int> _codes = bodies.Select((body, place) => (body.Code, place))
            .ToDictionary(pair => pair.Code, pair => pair.place, StringComparer.Ordinal);

        private readonly Dictionary<string, int[]> _words = new(StringComparer.Ordinal);

        /// <summary>In the order of their places; one place of -1 where it names none.</summary>
        public ImmutableArray<int> Of(IReadOnlyList<string> responsible)
        {
            ImmutableArray<int> named = [.. responsible.SelectMany(Named).Distinct().Order()];
            return named.IsEmpty ? [-1] : named;
        }

        private int[] Named(string word)
        {
            if (_codes.TryGetValue(word, out var one))
            {
                return [one];
            }
            if (!_words.TryGetValue(word, out var places))
            {
                _words[word] = places = [.. Enumerable.Range(0, bodies.Length).Where(place => BodyGroups.Holds(word, bodies[place].Kind))];
            }
            return places;
        }
    }
}
