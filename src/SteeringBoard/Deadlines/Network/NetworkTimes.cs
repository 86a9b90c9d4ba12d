using System.Collections.Immutable;
using SteeringBoard.Directives;

namespace SteeringBoard.Deadlines.Network;

/// <summary>What the times of a network need to know of one thing to do.</summary>
/// <param name="Work">How long it takes once it can begin; zero or more.</param>
/// <param name="Done">It waits on nothing any more, and nothing waits on it.</param>
/// <param name="NotBefore">It cannot begin before this instant.</param>
/// <param name="Due">It must be done by this instant; to end at it is to meet it.</param>
public readonly record struct Effort(TimeSpan Work, bool Done = false, DateTimeOffset? NotBefore = null, DateTimeOffset? Due = null);

/// <summary>What a slip makes miss its due instant.</summary>
/// <param name="Node">Which.</param>
/// <param name="By">How far past its due instant it then ends.</param>
/// <param name="More">How much of that the slip brings.</param>
public readonly record struct Miss(int Node, TimeSpan By, TimeSpan More);

/// <summary>
/// When each thing to do begins and ends at the earliest, and by when it must end so that nothing after it misses its due instant. Finish to
/// start: it begins now, when it may, or when all it waits on has ended, whichever is last. One pass forwards and two backwards, linear in the
/// dependencies. Pure; time is passed in.
/// </summary>
public sealed class NetworkTimes
{
    /// <summary>No bound: nothing that is due waits on it.</summary>
    private const long Never = long.MaxValue;

    private readonly Precedence _precedence;
    private readonly ImmutableArray<Effort> _efforts;
    private readonly DateTimeOffset? _hardStop;
    private readonly long _now;
    private readonly long[] _start;
    private readonly long[] _finish;
    private readonly long[] _latest;
    private readonly long[] _toStop;
    private readonly long _leastToStop;

    private NetworkTimes(Precedence precedence, ImmutableArray<Effort> efforts, DateTimeOffset? hardStop, DateTimeOffset now)
    {
        (_precedence, _efforts, _hardStop, _now) = (precedence, efforts, hardStop, now.UtcTicks);
        (_start, _finish) = Forward(new long[efforts.Length]);
        _latest = Backward(effort => effort.Due?.UtcTicks ?? Never);
        // What begins at the stop or after it is outside the rule (design.md, rule 10), but what it waits on must be done by then.
        _toStop = Backward(effort => effort.Due <= hardStop ? hardStop.Value.UtcTicks : Never);
        _leastToStop = LeastToStop(_finish);
        Path = WayToEnd();
    }

    /// <summary>Programme time it was worked out at.</summary>
    public DateTimeOffset Now => Instant(_now);

    /// <summary>How much all that must be done by the hard stop may slip together; negative: it will be missed; none with nothing left or no stop.</summary>
    public TimeSpan? FloatToStop => Span(_leastToStop);

    /// <summary>One chain of critical nodes, each waiting on the one before it, up to the last to end; empty with nothing left or no stop.</summary>
    public ImmutableArray<int> Path { get; }

    /// <param name="precedence">What waits on what.</param>
    /// <param name="efforts">One for each node; those beyond are joints, which take no time.</param>
    /// <param name="hardStop">The programme's; none where it has none, and then nothing is critical.</param>
    /// <param name="now">Programme time.</param>
    public static NetworkTimes Of(Precedence precedence, IEnumerable<Effort> efforts, DateTimeOffset? hardStop, DateTimeOffset now)
    {
        var all = ImmutableArray.CreateBuilder<Effort>(precedence.Order.Length);
        all.AddRange(efforts);
        all.Count = precedence.Order.Length;
        return new NetworkTimes(precedence, all.MoveToImmutable(), hardStop, now);
    }

    /// <summary>When it begins at the earliest; now for what is done.</summary>
    public DateTimeOffset Start(int node) => Instant(_start[node]);

    /// <summary>When it ends at the earliest; now for what is done.</summary>
    public DateTimeOffset Finish(int node) => Instant(_finish[node]);

    /// <summary>By when it must end so that neither it nor what waits on it misses its due instant; none where nothing of that is dated, or it is done.</summary>
    public DateTimeOffset? Latest(int node) => _efforts[node].Done || _latest[node] == Never ? null : Instant(_latest[node]);

    /// <summary>How much it may slip before anything misses its due instant; negative: something will; none where <see cref="Latest"/> is.</summary>
    public TimeSpan? Float(int node) => Latest(node) is null ? null : TimeSpan.FromTicks(_latest[node] - _finish[node]);

    /// <summary>Whether whatever this slips is lost to the hard stop.</summary>
    public bool IsCritical(int node) =>
        !_efforts[node].Done && _leastToStop != Never && _toStop[node] != Never && _toStop[node] - _finish[node] == _leastToStop;

    /// <summary>What newly misses its due instant, or misses it by more, when some take longer; what is done does not slip.</summary>
    /// <param name="slips">Which, and by how much; the same one twice by both together.</param>
    public (ImmutableArray<Miss> Missed, TimeSpan? FloatToStop) If(IEnumerable<(int Node, TimeSpan By)> slips)
    {
        var longer = new long[_efforts.Length];
        foreach (var (node, by) in slips)
        {
            longer[node] += by.Ticks;
        }
        var (_, finish) = Forward(longer);
        var missed = ImmutableArray.CreateBuilder<Miss>();
        for (var node = 0; node < finish.Length; node++)
        {
            if (_efforts[node].Due?.UtcTicks is { } due && finish[node] > Math.Max(due, _finish[node]))
            {
                missed.Add(new Miss(node, TimeSpan.FromTicks(finish[node] - due), TimeSpan.FromTicks(finish[node] - Math.Max(due, _finish[node]))));
            }
        }
        return (missed.ToImmutable(), Span(LeastToStop(finish)));
    }

    /// <summary>What cannot meet its due instant when some end only at an instant, however fast all else goes; they themselves are not told.</summary>
    /// <param name="nodes">Which end then.</param>
    /// <param name="end">The instant.</param>
    public ImmutableArray<Miss> Excluded(IReadOnlyCollection<int> nodes, DateTimeOffset end)
    {
        var waits = new bool[_efforts.Length];
        foreach (var node in nodes)
        {
            waits[node] = true;
        }
        var missed = ImmutableArray.CreateBuilder<Miss>();
        foreach (var node in _precedence.Order)
        {
            if (waits[node] || _efforts[node].Done)
            {
                continue;
            }
            foreach (var before in _precedence.Before(node))
            {
                waits[node] |= waits[before];
            }
            if (waits[node] && _efforts[node].Due is { } due && due < end)
            {
                missed.Add(new Miss(node, end - due, end - due));
            }
        }
        return missed.ToImmutable();
    }

    private (long[] Start, long[] Finish) Forward(long[] longer)
    {
        var (start, finish) = (new long[_efforts.Length], new long[_efforts.Length]);
        foreach (var node in _precedence.Order)
        {
            var effort = _efforts[node];
            var begins = _now;
            if (!effort.Done)
            {
                begins = Math.Max(begins, effort.NotBefore?.UtcTicks ?? begins);
                foreach (var before in _precedence.Before(node))
                {
                    begins = Math.Max(begins, finish[before]);
                }
            }
            start[node] = begins;
            finish[node] = effort.Done ? begins : begins + effort.Work.Ticks + longer[node];
        }
        return (start, finish);
    }

    private long[] Backward(Func<Effort, long> bound)
    {
        var latest = new long[_efforts.Length];
        for (var node = 0; node < latest.Length; node++)
        {
            latest[node] = bound(_efforts[node]);
        }
        for (var place = _precedence.Order.Length - 1; place >= 0; place--)
        {
            var node = _precedence.Order[place];
            if (_efforts[node].Done || latest[node] == Never)
            {
                continue;
            }
            var begins = latest[node] - _efforts[node].Work.Ticks;
            foreach (var before in _precedence.Before(node))
            {
                latest[before] = Math.Min(latest[before], begins);
            }
        }
        return latest;
    }

    /// <summary>The least distance of what must be done by the stop from the latest it may end at.</summary>
    private long LeastToStop(long[] finish)
    {
        var least = Never;
        for (var node = 0; node < finish.Length; node++)
        {
            if (_toStop[node] != Never && !_efforts[node].Done && !(_efforts[node].NotBefore >= _hardStop))
            {
                least = Math.Min(least, _toStop[node] - finish[node]);
            }
        }
        return least;
    }

    private ImmutableArray<int> WayToEnd()
    {
        int? end = null;
        foreach (var node in _precedence.Order)
        {
            if (IsCritical(node) && (end is null || _finish[node] >= _finish[end.Value]))
            {
                end = node;
            }
        }
        var path = new List<int>();
        while (end is { } node)
        {
            path.Add(node);
            end = null;
            foreach (var before in _precedence.Before(node))
            {
                if (IsCritical(before) && _finish[before] == _start[node])
                {
                    end = before;
                    break;
                }
            }
        }
        path.Reverse();
        return [.. path];
    }

    private static TimeSpan? Span(long ticks) => ticks == Never ? null : TimeSpan.FromTicks(ticks);

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
