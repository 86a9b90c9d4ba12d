using SteeringBoard.Audit;
using SteeringBoard.Readiness.Restating;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>The last numbers given out; the next ones are counted on from them while the ledger is locked.</summary>
public sealed class Numbers(long changeId, long readingId, long vouchId, IReadOnlyDictionary<string, long> sequences)
{
    private readonly Dictionary<string, long> _sequences = new(sequences, StringComparer.Ordinal);

    public long ChangeId { get; private set; } = changeId;

    public long ReadingId { get; private set; } = readingId;

    public long VouchId { get; private set; } = vouchId;

    public IReadOnlyDictionary<string, long> Sequences => _sequences;

    public long NextChange() => ++ChangeId;

    public long NextReading() => ++ReadingId;

    public long NextVouch() => ++VouchId;

    public long Sequence(string programme) => _sequences.GetValueOrDefault(programme);

    public long NextSequence(string programme) => _sequences[programme] = Sequence(programme) + 1;
}

/// <summary>What one submission writes: all of it or nothing.</summary>
public sealed class Entry
{
    public required string Programme { get; init; }

    public RecordedChange? Change { get; init; }

    /// <summary>Whether its change is still to be applied to the draft it was judged against; nothing else of it depends on that.</summary>
    public bool IsUnapplied { get; init; }

    /// <summary>The spans it begins, in order, before its change.</summary>
    public IReadOnlyList<Vouch> Begins { get; init; } = [];

    public RefusalRow? Refusal { get; init; }

    public AnswerRow? Answer { get; init; }

    /// <summary>The denominator it puts in force, with its change.</summary>
    public RestatementRow? Restatement { get; init; }

    /// <summary>What the trail keeps of it; none for what only time or freshness moved.</summary>
    public AuditEntry? Audit { get; init; }

    public bool IsEmpty => Change is null && Begins.Count == 0 && Refusal is null && Answer is null;
}

/// <summary>Something to be judged against the newest board and written down.</summary>
public abstract class Submission
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The board it is for.</summary>
    public required Board Board { get; init; }

    /// <summary>How many readings it brings: what a commit is filled by.</summary>
    public virtual int Weight => 1;

    /// <summary>Ends when it is durable and on the board.</summary>
    public Task Done => _done.Task;

    /// <summary>Judges it and takes it into the draft; none when there is nothing to write.</summary>
    public abstract ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation);

    internal void Complete() => _done.TrySetResult();

    internal void Fail(Exception error) => _done.TrySetException(error);
}
