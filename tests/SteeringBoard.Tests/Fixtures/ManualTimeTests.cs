namespace SteeringBoard.Tests.Fixtures;

public sealed class ManualTimeTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Time_stands_until_it_is_advanced()
    {
        var before = _time.GetUtcNow();
        var stamp = _time.GetTimestamp();

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(TimeSpan.FromMinutes(5), _time.GetUtcNow() - before);
        Assert.Equal(TimeSpan.FromMinutes(5), _time.GetElapsedTime(stamp));
    }

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_instant()
    {
        var start = _time.GetUtcNow();
        List<(string Name, double Second)> fired = [];
        using var twice = Timer("every 2 s", 2, 2);
        using var once = Timer("once at 3 s", 3, Timeout.Infinite);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("every 2 s", 2), ("once at 3 s", 3), ("every 2 s", 4)], fired);
        Assert.Equal(1, _time.WaitingTimers);

        ITimer Timer(string name, int due, int period) => _time.CreateTimer(
            _ => fired.Add((name, (_time.GetUtcNow() - start).TotalSeconds)),
            null,
            TimeSpan.FromSeconds(due),
            period == Timeout.Infinite ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }

    [Fact]
    public async Task Delays_and_timeouts_of_the_framework_follow_it()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(59), _time);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.True(timeout.IsCancellationRequested);
        Assert.False(delay.IsCompleted);

        _time.Advance(TimeSpan.FromMinutes(1));
        await delay.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public void A_disposed_timer_is_silent()
    {
        var fired = false;
        var timer = _time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(fired);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }
}
