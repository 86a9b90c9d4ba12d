using System.Collections.Frozen;
using SteeringBoard.Programmes;

namespace SteeringBoard.Readiness.Snapshots;

/// <summary>A committed step of a board.</summary>
/// <param name="Before">The sequence it starts from.</param>
/// <param name="After">The board after it.</param>
/// <param name="Touched">Every cell that changed.</param>
public sealed record BoardStep(long Before, BoardSnapshot After, IReadOnlyCollection<CellKey> Touched);

/// <summary>The board of a programme, as it stands: the newest snapshot, and word of each step to those who follow it.</summary>
public sealed class Board(RunningProgramme programme, BoardSnapshot snapshot)
{
    private readonly Lock _gate = new();
    private BoardSnapshot _current = snapshot;
    private Action<BoardStep>[] _followers = [];

    public RunningProgramme Programme => programme;

    public ProgrammeClock Clock => programme.Clock;

    public BoardSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Calls back after each step, in order, until disposed. A follower only takes note: it must not block or throw.</summary>
    public IDisposable Follow(Action<BoardStep> follower)
    {
        lock (_gate)
        {
            _followers = [.. _followers, follower];
        }
        return new Subscription(this, follower);
    }

    /// <summary>Moves the board on. Only the one writer calls it.</summary>
    internal void Publish(BoardSnapshot next, IReadOnlyCollection<CellKey> touched)
    {
        var before = _current.Sequence;
        Volatile.Write(ref _current, next);
        if (touched.Count == 0)
        {
            return;
        }
        var step = new BoardStep(before, next, touched);
        foreach (var follower in Volatile.Read(ref _followers))
        {
            follower(step);
        }
    }

    private sealed class Subscription(Board board, Action<BoardStep> follower) : IDisposable
    {
        public void Dispose()
        {
            lock (board._gate)
            {
                board._followers = [.. board._followers.Where(other => other != follower)];
            }
        }
    }
}

/// <summary>The boards of all programmes, filled once at start.</summary>
public sealed class Boards
{
    private FrozenDictionary<string, Board> _byProgramme = FrozenDictionary<string, Board>.Empty;

    public IEnumerable<Board> All => _byProgramme.Values;

    public Board? Find(string? programme) => programme is null ? null : _byProgramme.GetValueOrDefault(programme);

    internal void Fill(IEnumerable<Board> boards) =>
        _byProgramme = boards.ToFrozenDictionary(board => board.Programme.Code, StringComparer.Ordinal);
}
