namespace SteeringBoard.Gateway.Scenarios;

/// <summary>How far a piece of work is over time: flat, then steep, never falling. Straight lines between knots.</summary>
internal sealed class Curve
{
    private readonly List<long> _at = [];
    private readonly List<double> _done = [];

    /// <summary>When it first moves, in UTC ticks.</summary>
    public long Begins => _at.Count == 0 ? long.MaxValue : _at[0];

    /// <summary>A curve that stands at a count from a moment on.</summary>
    public static Curve From(long utcTicks, double done) => new Curve().To(utcTicks, done);

    /// <summary>Adds a knot; knots come in order of time and never fall.</summary>
    public Curve To(long utcTicks, double done)
    {
        _at.Add(utcTicks);
        _done.Add(done);
        return this;
    }

    /// <summary>
    /// Goes on from the last knot to a count at a moment, in bursts between which nothing moves. It arrives exactly then, not before.
    /// </summary>
    /// <param name="end">In working time.</param>
    /// <param name="done">The count at the end.</param>
    /// <param name="draw">Decides where the bursts fall, and whether the work stalls for some hours.</param>
    public Curve InBursts(long end, double done, Draw draw)
    {
        var from = _done[^1];
        var bursts = Bursts.Between(WorkingHours.At(_at[^1]), end, draw);
        var weight = bursts.Sum(burst => burst.Weight);
        var sum = 0.0;
        foreach (var burst in bursts)
        {
            To(burst.From, from + (done - from) * sum / weight);
            sum += burst.Weight;
            To(burst.To, from + (done - from) * sum / weight);
        }

        _done[^1] = done;
        return this;
    }

    /// <summary>The whole count at a moment (UTC ticks): 0 before the first knot, the last count after the last.</summary>
    public long At(long utcTicks)
    {
        var index = _at.BinarySearch(utcTicks);
        if (index >= 0)
        {
            // Of two knots at one moment the later one counts.
            while (index + 1 < _at.Count && _at[index + 1] == utcTicks)
            {
                index++;
            }

            return (long)_done[index];
        }

        var next = ~index;
        if (next == 0)
        {
            return 0;
        }

        if (next == _at.Count)
        {
            return (long)_done[^1];
        }

        var share = (double)(utcTicks - _at[next - 1]) / (_at[next] - _at[next - 1]);
        return (long)(_done[next - 1] + (_done[next] - _done[next - 1]) * share);
    }
}
