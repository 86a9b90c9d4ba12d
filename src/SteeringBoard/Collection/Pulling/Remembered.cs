using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Collection.Pulling;

/// <summary>What a gateway said last and the board took, so that saying it again costs next to nothing.</summary>
internal sealed class Remembered
{
    private readonly int _source;
    private readonly long _standing;
    private BoardSnapshot _seen;

    /// <param name="board">The board after the document was taken.</param>
    /// <param name="source">The gateway's number as a source.</param>
    public Remembered(BoardSnapshot board, int source)
    {
        _source = source;
        _seen = board;
        _standing = Standing.Of(board, source);
    }

    /// <summary>The document's tag; none where the gateway gives none.</summary>
    public required string? Tag { get; set; }

    /// <summary>The document; none where it cannot be compared.</summary>
    public required LastDocument? Document { get; init; }

    /// <summary>The file's time, where the gateway serves one.</summary>
    public required DateTimeOffset? FileTime { get; init; }

    /// <summary>Readings the board took, and refused.</summary>
    public required (int Taken, int Refused) Readings { get; init; }

    /// <summary>Whether there is anything an unchanged answer vouches for: not where every reading has a time of its own.</summary>
    public bool StandsBySomething => _standing != 0;

    /// <summary>Whether the board still shows what was taken, over the same bodies and indicators.</summary>
    public bool StandsOn(BoardSnapshot board)
    {
        if (ReferenceEquals(board, _seen))
        {
            return true;
        }
        if (!ReferenceEquals(board.Catalog, _seen.Catalog) || Standing.Of(board, _source) != _standing)
        {
            return false;
        }
        _seen = board;
        return true;
    }
}
