namespace SteeringBoard.Tests.Fixtures;

/// <summary>
/// A clock that moves only when told to; its timers fire on the way, each at its own instant.
/// What is due at once fires at the next <see cref="Advance"/>, be it by zero.
/// </summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <summary>Starts on 2025-06-24 08:00 in Hanoi.</summary>
    public ManualTime()
        : this(new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7)))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait for their instant.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves on; callbacks run on this thread, in order of their instants, and see their instant as now.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            Schedule(next, next.Period, next.Period);
            return next;
        }
    }

    // A period of zero means once, as with the system's timers.
    private void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Remove(timer);
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        timer.Due = _now + dueTime;
        timer.Period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        _timers.Add(timer);
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                if (!_disposed)
                {
                    time.Schedule(this, dueTime, period);
                }

                return !_disposed;
            }
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                _disposed = true;
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
