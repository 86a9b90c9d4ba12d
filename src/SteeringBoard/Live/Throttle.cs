namespace SteeringBoard.Live;

/// <summary>
/// Runs an action at once and then at most once a pause, never two together, always once more after the last call: a burst costs two
/// runs and ends on the newest state. It runs in the language of whoever made it, whoever calls.
/// </summary>
public sealed class Throttle(Func<Task> action, TimeSpan pause, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ExecutionContext? _maker = ExecutionContext.Capture();
    private bool _running;
    private bool _again;
    private bool _disposed;

    /// <summary>Asks for a run. Never blocks, never throws.</summary>
    public void Call()
    {
        lock (_gate)
        {
            if (_running || _disposed)
            {
                _again = true;
                return;
            }
            _running = true;
        }
        if (_maker is null)
        {
            _ = RunAsync();
        }
        else
        {
            ExecutionContext.Run(_maker, static self => _ = ((Throttle)self!).RunAsync(), this);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }
    }

    private async Task RunAsync()
    {
        do
        {
            await action().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(pause, time);
        }
        while (GoesOn());
    }

    private bool GoesOn()
    {
        lock (_gate)
        {
            _running = _again && !_disposed;
            _again = false;
            return _running;
        }
    }
}
