using System.Globalization;

namespace SteeringBoard.Live;

/// <summary>
/// Runs an action at once and then at most once a pause, never two together, always once more after the last call: a burst costs two
/// runs and ends on the newest state. Runs speak the language of whoever made it, not of the thread that calls.
/// </summary>
public sealed class Throttle(Func<Task> action, TimeSpan pause, TimeProvider time) : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;
    private readonly Lock _gate = new();
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
        _ = RunAsync();
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
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _language);
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
