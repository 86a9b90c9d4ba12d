using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Api;

/// <summary>Boards at past moments, a few kept: a person who looks back looks at the same moment from several sides.</summary>
public sealed class PastBoards(Boards boards, Replay replay)
{
    private const int Kept = 16;

    private readonly Lock _gate = new();
    private readonly List<((string Programme, DateTimeOffset Moment) Key, Task<BoardSnapshot> Board)> _recent = [];

    /// <summary>The board at a moment as it was known then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The moment is ahead of the programme's clock.</exception>
    public async Task<BoardSnapshot> AtAsync(string programme, DateTimeOffset moment, CancellationToken cancellation)
    {
        var board = boards.Find(programme) ?? throw new ArgumentException(programme, nameof(programme));
        var now = board.Clock.GetUtcNow();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(moment, now);
        Task<BoardSnapshot> reading;
        lock (_gate)
        {
            var place = _recent.FindIndex(entry => entry.Key == (programme, moment));
            if (place >= 0)
            {
                reading = _recent[place].Board;
            }
            else
            {
                reading = replay.AtAsync(board.Current.Catalog, moment, CancellationToken.None);
                // What was said a moment ago may not be committed yet; only a settled past is kept.
                if (now - moment > TimeSpan.FromMinutes(1) * Math.Max(1, board.Clock.Speed))
                {
                    _recent.Add(((programme, moment), reading));
                    if (_recent.Count > Kept)
                    {
                        _recent.RemoveAt(0);
                    }
                }
            }
        }
        try
        {
            return await reading.WaitAsync(cancellation);
        }
        catch when (reading.IsFaulted)
        {
            lock (_gate)
            {
                _recent.RemoveAll(entry => entry.Board == reading);
            }
            throw;
        }
    }
}
