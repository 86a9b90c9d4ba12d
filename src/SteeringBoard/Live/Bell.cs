namespace SteeringBoard.Live;

/// <summary>Wakes one waiter: rung any number of times while it works, it is heard once when it waits again.</summary>
internal sealed class Bell
{
    private TaskCompletionSource _rung = Fresh();

    public void Ring() => Volatile.Read(ref _rung).TrySetResult();

    /// <summary>Waits until it is rung, at most so long in real time. What was done before the ring is seen after the wait.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        var rung = Volatile.Read(ref _rung);
        await rung.Task.WaitAsync(atMost, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        if (rung.Task.IsCompleted)
        {
            Volatile.Write(ref _rung, Fresh());
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
