using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>
/// Becoming stale, late or at risk is a change too: the next such instant of each cell is known ahead, and when it comes the cell is
/// judged again and the change recorded. Of several nodes the first to lock the ledger records it; the others find it done.
/// </summary>
public sealed class Aging(Boards boards, Recorder recorder, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private readonly Lazy<IReadOnlyList<Queue>> _queues = new(() => [.. boards.All.Select(board => new Queue(board))]);

    public override void Dispose()
    {
        base.Dispose();
        if (_queues.IsValueCreated)
        {
            foreach (var queue in _queues.Value)
            {
                queue.Dispose();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step, time);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    /// <summary>Has cells of a board judged again at the next look, because the instant they are due at was moved.</summary>
    public void LookAgain(Board board, Func<Indicator, bool> concerned)
    {
        ArgumentNullException.ThrowIfNull(board);
        var indicators = board.Current.Catalog.Indicators;
        foreach (var queue in _queues.Value.Where(queue => queue.Board == board))
        {
            queue.PutBack(queue.All().Where(key => concerned(indicators[key.Indicator])));
        }
    }

    /// <summary>Records what has changed by time until now. What could not be written stays due.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var queue in _queues.Value)
        {
            if (queue.TakeDue(queue.Board.Clock.GetUtcNow()) is not { Count: > 0 } due)
            {
                continue;
            }
            var aged = new Aged { Board = queue.Board, Cells = due, Time = time };
            try
            {
                await recorder.SubmitAsync(aged, cancellation);
                await aged.Done.WaitAsync(cancellation);
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // The recorder has said why.
                queue.PutBack(due);
            }
        }
    }

    /// <summary>The instants of one board, each cell once.</summary>
    private sealed class Queue : IDisposable
    {
        private readonly PriorityQueue<CellKey, DateTimeOffset> _order = new();
        private readonly Dictionary<CellKey, DateTimeOffset> _scheduled = [];
        private readonly Lock _gate = new();
        private readonly IDisposable _following;

        public Queue(Board board)
        {
            Board = board;
            _following = board.Follow(step => Schedule(step.After, step.Touched));
            Schedule(board.Current, All().ToHashSet());
        }

        public Board Board { get; }

        /// <summary>Every cell above the communes, and every commune cell that was ever read.</summary>
        public IEnumerable<CellKey> All()
        {
            var catalog = Board.Current.Catalog;
            return Enumerable.Range(0, catalog.Bodies.Length)
                .Where(body => catalog.Bodies[body].Kind != Bodies.BodyKind.Commune || Board.Current.Rows[body] is not null)
                .SelectMany(body => Board.Current.CellsOf(body).Select(pair => pair.Key));
        }

        /// <summary>The due cells whose verdict time has changed; the others are scheduled again.</summary>
        public List<CellKey> TakeDue(DateTimeOffset now)
        {
            var changed = new List<CellKey>();
            var snapshot = Board.Current;
            lock (_gate)
            {
                while (_order.TryPeek(out var key, out var at) && at <= now)
                {
                    _order.Dequeue();
                    if (!_scheduled.TryGetValue(key, out var scheduled) || scheduled != at)
                    {
                        continue;
                    }
                    _scheduled.Remove(key);
                    var cell = snapshot[key];
                    var judged = cell.JudgedAt(snapshot.Catalog.Indicators[key.Indicator], snapshot.Catalog.DueAt(key, now), now);
                    if (judged.Verdict != cell.Verdict)
                    {
                        changed.Add(key);
                    }
                    Put(key, judged.NextInstant);
                }
            }
            return changed;
        }

        /// <summary>Makes cells due again.</summary>
        public void PutBack(IEnumerable<CellKey> cells)
        {
            lock (_gate)
            {
                foreach (var key in cells)
                {
                    Put(key, DateTimeOffset.MinValue);
                }
            }
        }

        public void Dispose() => _following.Dispose();

        private void Schedule(BoardSnapshot board, IEnumerable<CellKey> cells)
        {
            lock (_gate)
            {
                foreach (var key in cells)
                {
                    Put(key, board[key].NextInstant);
                }
            }
        }

        private void Put(CellKey key, DateTimeOffset? at)
        {
            if (at is not { } instant)
            {
                _scheduled.Remove(key);
            }
            else if (!_scheduled.TryGetValue(key, out var scheduled) || scheduled != instant)
            {
                _scheduled[key] = instant;
                _order.Enqueue(key, instant);
            }
        }
    }

    private sealed class Aged : Submission
    {
        public required IReadOnlyList<CellKey> Cells { get; init; }

        public required TimeProvider Time { get; init; }

        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            var now = draft.Now(Board.Clock);
            var changed = Cells.Where(key => draft.Age([key], now)).ToList();
            if (changed.Count == 0)
            {
                return ValueTask.FromResult<Entry?>(null);
            }
            var programme = Board.Programme.Code;
            return ValueTask.FromResult<Entry?>(new Entry
            {
                Programme = programme,
                Change = new RecordedChange(
                    numbers.NextChange(), numbers.NextSequence(programme), ChangeKind.Aged, LevelReading.Sum, now, Time.GetUtcNow(), [], changed),
            });
        }
    }
}
