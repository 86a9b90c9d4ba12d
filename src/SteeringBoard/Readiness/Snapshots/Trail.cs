using System.Collections.Immutable;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>Units done over all bodies at an instant.</summary>
public readonly record struct TrailPoint(DateTimeOffset At, long Done);

/// <summary>Units done of one indicator at one level over time: one point a quarter-hour of programme time, the last one moving.</summary>
public sealed record Trail(ImmutableArray<TrailPoint> Closed, TrailPoint? Open)
{
    public static Trail Empty { get; } = new([], null);

    public long Done => Open?.Done ?? 0;

    public IEnumerable<TrailPoint> Points => Open is { } open ? Closed.Append(open) : Closed;

    /// <summary>The trail with the sum moved at an instant.</summary>
    public Trail Moved(DateTimeOffset at, long by)
    {
        var point = new TrailPoint(at, Done + by);
        return Open is not { } open || Step(open.At) == Step(at) ? this with { Open = point } : new Trail(Closed.Add(open), point);
    }

    private static long Step(DateTimeOffset at) => at.UtcTicks / CellRules.PaceStep.Ticks;
}
