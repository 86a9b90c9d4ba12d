namespace SteeringBoard.Live;

/// <summary>How nodes let each other know that a programme has moved on. It carries word only: the record is the truth.</summary>
public interface IChangeBus
{
    /// <summary>Lets the other nodes know the newest sequence of a programme. Never throws: what is lost is repaired from the record.</summary>
    void Announce(string programme, long sequence);

    /// <summary>Calls back with what other nodes announce until disposed.</summary>
    IDisposable Listen(Action<string, long> announced);
}

/// <summary>Keeps the newest state where any node finds it at start. Losing it loses nothing.</summary>
public interface INewestCache
{
    /// <summary>Puts the newest cells of a board, by field, unless a later sequence is there.</summary>
    Task SaveAsync(string programme, long sequence, IReadOnlyDictionary<string, byte[]> cells, CancellationToken cancellation);

    /// <summary>Puts a whole board, from which a node starts.</summary>
    Task SaveBoardAsync(string programme, long sequence, byte[] board, CancellationToken cancellation);

    /// <summary>The whole board put last; none when there is none or the cache is out of reach.</summary>
    Task<byte[]?> LoadBoardAsync(string programme, CancellationToken cancellation);

    /// <summary>The newest cells and their sequence; none when there are none or the cache is out of reach.</summary>
    Task<(long Sequence, IReadOnlyDictionary<string, byte[]> Cells)?> LoadAsync(string programme, CancellationToken cancellation);

    /// <summary>How it is: for the operators' page and <c>/readyz</c>.</summary>
    CacheHealth Health { get; }
}

/// <summary>The health of the cache.</summary>
/// <param name="Kind"><c>memory</c> or <c>redis</c>.</param>
/// <param name="Reachable">Whether the last call was answered in time.</param>
/// <param name="RoundTrip">Of the last probe; none in memory.</param>
/// <param name="Since">Real time it has been so.</param>
/// <param name="LastError">What went wrong last, with its reference in the log.</param>
public sealed record CacheHealth(string Kind, bool Reachable, TimeSpan? RoundTrip, DateTimeOffset Since, string? LastError);
