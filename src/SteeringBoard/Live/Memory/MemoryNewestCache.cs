using System.Collections.Concurrent;

namespace SteeringBoard.Live.Memory;

/// <summary>The cache where there is no Redis: it lasts as long as the process.</summary>
public sealed class MemoryNewestCache(TimeProvider time) : INewestCache
{
    private readonly ConcurrentDictionary<string, Kept> _programmes = new(StringComparer.Ordinal);

    public CacheHealth Health { get; } = new("memory", true, null, time.GetUtcNow(), null);

    public Task<long> SaveAsync(
        string programme, long? after, long sequence, IReadOnlyDictionary<string, byte[]> cells, CancellationToken cancellation)
    {
        var kept = Of(programme);
        lock (kept.Gate)
        {
            if (kept.Sequence > sequence || kept.Sequence < after)
            {
                return Task.FromResult(kept.Sequence);
            }
            if (after is null)
            {
                kept.Cells.Clear();
            }
            foreach (var (field, cell) in cells)
            {
                kept.Cells[field] = cell;
            }
            kept.Sequence = sequence;
            return Task.FromResult(sequence);
        }
    }

    public Task SaveBoardAsync(string programme, long sequence, byte[] board, CancellationToken cancellation)
    {
        var kept = Of(programme);
        lock (kept.Gate)
        {
            if (kept.BoardSequence <= sequence)
            {
                (kept.BoardSequence, kept.Board) = (sequence, board);
            }
        }
        return Task.CompletedTask;
    }

    public Task<byte[]?> LoadBoardAsync(string programme, CancellationToken cancellation)
    {
        var kept = Of(programme);
        lock (kept.Gate)
        {
            return Task.FromResult(kept.Board);
        }
    }

    public Task<(long Sequence, IReadOnlyDictionary<string, byte[]> Cells)?> LoadAsync(string programme, CancellationToken cancellation)
    {
        var kept = Of(programme);
        lock (kept.Gate)
        {
            return Task.FromResult<(long, IReadOnlyDictionary<string, byte[]>)?>(
                kept.Sequence < 0 ? null : (kept.Sequence, new Dictionary<string, byte[]>(kept.Cells, StringComparer.Ordinal)));
        }
    }

    public Task ForgetAsync(string programme, CancellationToken cancellation)
    {
        _programmes.TryRemove(programme, out _);
        return Task.CompletedTask;
    }

    private Kept Of(string programme) => _programmes.GetOrAdd(programme, _ => new Kept());

    private sealed class Kept
    {
        public Lock Gate { get; } = new();

        /// <summary>-1 until cells are put.</summary>
        public long Sequence { get; set; } = -1;

        public Dictionary<string, byte[]> Cells { get; } = new(StringComparer.Ordinal);

        public long BoardSequence { get; set; } = -1;

        public byte[]? Board { get; set; }
    }
}
