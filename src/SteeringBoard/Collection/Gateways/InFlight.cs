namespace SteeringBoard.Collection.Gateways;

/// <summary>The one pull a gateway may have under way. It belongs to the code, so that a gateway registered anew does not overlap itself.</summary>
internal sealed class InFlight
{
    private int _taken;
    private int _leased;

    public bool IsTaken => Volatile.Read(ref _taken) == 1;

    /// <summary>True when no pull was under way; the caller then has the turn until <see cref="Leave"/>.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    public void Leave() => Interlocked.Exchange(ref _taken, 0);

    /// <summary>Notes that other nodes are told of the pull.</summary>
    public void Lease() => Interlocked.Exchange(ref _leased, 1);

    /// <summary>True once for each lease: whoever gets it ends the lease.</summary>
    public bool TryEndLease() => Interlocked.Exchange(ref _leased, 0) == 1;
}
