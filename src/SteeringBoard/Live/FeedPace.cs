namespace SteeringBoard.Live;

/// <summary>How the sending of a programme's steps keeps up with the steps. Instants of <see cref="TimeProvider.GetTimestamp"/>.</summary>
public sealed class FeedPace(long sequence, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _noted = sequence;
    private long _sent = sequence;
    private long? _waitsSince;
    private TimeSpan _took;

    /// <summary>Steps not sent yet, how long the oldest of them waits, and how long the last one sent had waited; real time.</summary>
    public (long Behind, TimeSpan Waits, TimeSpan LastTook) Now
    {
        get
        {
            lock (_gate)
            {
                return (_noted - _sent, _waitsSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero, _took);
            }
        }
    }

    /// <summary>A step was made.</summary>
    internal void Note(long sequence)
    {
        lock (_gate)
        {
            _noted = sequence;
            _waitsSince ??= time.GetTimestamp();
        }
    }

    /// <summary>All steps up to a sequence were sent; how long the oldest of them had waited.</summary>
    internal TimeSpan Sent(long sequence)
    {
        lock (_gate)
        {
            _sent = sequence;
            _took = _waitsSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
            // Of what came meanwhile the wait is counted from here: it is at most the moment that a sending takes.
            _waitsSince = _noted > _sent ? time.GetTimestamp() : null;
            return _took;
        }
    }
}
