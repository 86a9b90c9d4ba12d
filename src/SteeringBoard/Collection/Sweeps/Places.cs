namespace SteeringBoard.Collection.Sweeps;

/// <summary>
/// The places at work on a node: so many pulls at once. A pull that only waits for its gateway is not at work: when all places are taken,
/// it has to give its own up, so that hanging gateways hold nobody up.
/// </summary>
internal sealed class Places(int most, TimeProvider time) : IDisposable
{
    /// <summary>After this long a pull is taken to wait.</summary>
    public static readonly TimeSpan AtWork = TimeSpan.FromSeconds(1);

    /// <summary>How often it is looked for one that waits.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _free = new(most);
    private readonly Place?[] _taken = new Place?[most];
    private readonly Lock _gate = new();

    /// <summary>Takes a place; none when none came free in time.</summary>
    public async ValueTask<Place?> TakeAsync(TimeSpan within, CancellationToken cancellation)
    {
        if (!_free.Wait(0, CancellationToken.None))
        {
            var began = time.GetTimestamp();
            do
            {
                if (time.GetElapsedTime(began) >= within)
                {
                    return null;
                }
                FreeWaiting();
            }
            while (!await _free.WaitAsync(LookAgain, cancellation));
        }
        lock (_gate)
        {
            var index = Array.IndexOf(_taken, null);
            return _taken[index] = new Place(this, index, time.GetTimestamp());
        }
    }

    public void Dispose() => _free.Dispose();

    private void FreeWaiting()
    {
        lock (_gate)
        {
            foreach (var place in _taken)
            {
                if (place is not null && time.GetElapsedTime(place.Since) > AtWork)
                {
                    FreeLocked(place);
                }
            }
        }
    }

    private void FreeLocked(Place place)
    {
        if (ReferenceEquals(_taken[place.Index], place))
        {
            _taken[place.Index] = null;
            _free.Release();
        }
    }

    /// <summary>A place taken. Giving it back twice gives it back once.</summary>
    internal sealed class Place(Places places, int index, long since)
    {
        public int Index => index;

        public long Since => since;

        public void Free()
        {
            lock (places._gate)
            {
                places.FreeLocked(this);
            }
        }
    }
}
