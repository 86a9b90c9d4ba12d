namespace SteeringBoard.Programmes;

/// <summary>
/// The time the domain asks for. On the real clock it is the injected provider's; on a rehearsal clock it runs from an anchor at a
/// speed and holds at its end. Timers stay on real time (design.md, rule 8). It is told in whole milliseconds, as the record keeps it,
/// so that a replay sees the very instants that were seen live.
/// </summary>
public sealed class ProgrammeClock(ClockPlan plan, TimeProvider real) : TimeProvider
{
    private sealed record Anchored(DateTimeOffset At, DateTimeOffset Real, double Speed);

    private Anchored _anchor = new(plan.Start ?? real.GetUtcNow(), real.GetUtcNow(), plan.Speed);

    public ClockPlan Plan => plan;

    /// <summary>Programme seconds per real second.</summary>
    public double Speed => plan.IsRehearsal ? Volatile.Read(ref _anchor).Speed : 1;

    /// <summary>True when a rehearsal has reached its end and the clock holds there.</summary>
    public bool Holds => plan.Until is { } until && GetUtcNow() >= until;

    public override DateTimeOffset GetUtcNow()
    {
        if (!plan.IsRehearsal)
        {
            return Whole(real.GetUtcNow());
        }
        var anchor = Volatile.Read(ref _anchor);
        var now = anchor.At + (real.GetUtcNow() - anchor.Real) * anchor.Speed;
        return plan.Until is { } until && now > until ? until : Whole(now);
    }

    /// <summary>The clock as a state to keep, of a moment of real time.</summary>
    internal ClockState Keep(string programme)
    {
        var anchor = Volatile.Read(ref _anchor);
        return new ClockState { Programme = programme, Anchor = anchor.At, AnchorReal = anchor.Real, Speed = anchor.Speed, AliveReal = real.GetUtcNow() };
    }

    /// <summary>Goes on from an anchor.</summary>
    internal void Resume(DateTimeOffset at, DateTimeOffset atReal, double speed) =>
        Volatile.Write(ref _anchor, new Anchored(at, atReal, speed));

    private static DateTimeOffset Whole(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerMillisecond));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    public override long GetTimestamp() => real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;
}
