namespace SteeringBoard.Live;

/// <summary>How nodes let each other know that a programme has moved on. It carries word only: the record is the truth.</summary>
public interface IChangeBus
{
    /// <summary>Lets the other nodes know the newest sequence of a programme. Never throws or waits: what is lost is repaired from the record.</summary>
    void Announce(string programme, long sequence);

    /// <summary>Calls back with what other nodes announce until disposed; of several in a row perhaps only the newest. The callback only takes note.</summary>
    IDisposable Listen(Action<string, long> announced);
}

/// <summary>Keeps the newest state where any node finds it at start. Losing it loses nothing.</summary>
public interface INewestCache
{
    /// <summary>Puts cells of a board, by field, with their sequence, unless a later sequence is there or something is missing before them.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="after">The sequence since which these cells changed; none when they are all there are, to stand in place of what is there.</param>
    /// <param name="sequence">The sequence they are of.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// The sequence that is there now: this one when they were put; a later one; or an earlier one (-1 for none) when the cache lacks
    /// what changed between it and <paramref name="after"/>, and all cells are to be put.
    /// </returns>
    /// <exception cref="CacheOutOfReachException">They may or may not have been put, but never a part of them.</exception>
    Task<long> SaveAsync(
        string programme, long? after, long sequence, IReadOnlyDictionary<string, byte[]> cells, CancellationToken cancellation);

    /// <summary>Puts a whole board, from which a node starts, unless one of a later sequence is there.</summary>
    /// <exception cref="CacheOutOfReachException">It may not have been put.</exception>
    Task SaveBoardAsync(string programme, long sequence, byte[] board, CancellationToken cancellation);

    /// <summary>The whole board put last; none when there is none or the cache is out of reach.</summary>
    Task<byte[]?> LoadBoardAsync(string programme, CancellationToken cancellation);

    /// <summary>The newest cells and their sequence; none when there are none or the cache is out of reach.</summary>
    Task<(long Sequence, IReadOnlyDictionary<string, byte[]> Cells)?> LoadAsync(string programme, CancellationToken cancellation);

    /// <summary>Drops all that is kept of a programme.</summary>
    /// <exception cref="CacheOutOfReachException">It may still be there.</exception>
    Task ForgetAsync(string programme, CancellationToken cancellation);

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

/// <summary>The cache did not answer in time, or refused; it is on its health.</summary>
public sealed class CacheOutOfReachException(string message, Exception? cause = null) : Exception(message, cause);
