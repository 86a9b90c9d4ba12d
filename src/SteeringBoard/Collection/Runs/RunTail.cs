using System.Collections.Concurrent;
using SteeringBoard.Collection.Pulling;

namespace SteeringBoard.Collection.Runs;

/// <summary>Where the run rows of a gateway stand: the outcome of the row of equal pulls that goes on, and its last row.</summary>
internal sealed class RunTail
{
    private readonly Lock _gate = new();
    private (PullOutcome Outcome, string? Reason)? _outcome;
    private PullRun? _last;
    private bool _isWritten;
    private bool _isDirty;

    /// <summary>Takes a pull; gives what is to be written now, in order. The last row of a row that goes on waits for <see cref="Take"/>.</summary>
    public void Note(string programme, string body, Pull pull, ConcurrentQueue<RunWrite> waiting)
    {
        lock (_gate)
        {
            if (!Collapses(pull.Outcome) || _outcome != (pull.Outcome, pull.Reason))
            {
                if (TakeLocked() is { } ended)
                {
                    waiting.Enqueue(ended);
                }
                (_outcome, _last) = ((pull.Outcome, pull.Reason), null);
                waiting.Enqueue(new RunWrite(Row(programme, body, pull), IsNew: true));
                return;
            }
            if (_last is null)
            {
                (_last, _isWritten) = (Row(programme, body, pull), false);
            }
            else
            {
                Move(_last, pull);
            }
            _isDirty = true;
        }
    }

    /// <summary>The last row of a row of equal pulls, if it moved since it was taken before.</summary>
    public RunWrite? Take()
    {
        lock (_gate)
        {
            return TakeLocked();
        }
    }

    private RunWrite? TakeLocked()
    {
        if (!_isDirty)
        {
            return null;
        }
        var write = new RunWrite(Copy(_last!), !_isWritten);
        (_isDirty, _isWritten) = (false, true);
        return write;
    }

    /// <summary>What failed or changed something has a row of its own each time.</summary>
    private static bool Collapses(PullOutcome outcome) => outcome is not (PullOutcome.Changed or PullOutcome.Failed);

    private static void Move(PullRun row, Pull pull)
    {
        row.StartedReal = pull.StartedReal;
        row.StartedAt = pull.StartedAt;
        row.TookMs = (int)pull.Took.TotalMilliseconds;
        row.Bytes = pull.Bytes;
        row.Accepted = pull.Accepted;
        row.Unchanged = pull.Unchanged;
        row.Refused = pull.Refused;
        row.Repeats++;
    }

    private static PullRun Row(string programme, string body, Pull pull) => new()
    {
        Id = Guid.CreateVersion7(pull.StartedReal),
        Programme = programme,
        Body = body,
        StartedReal = pull.StartedReal,
        StartedAt = pull.StartedAt,
        TookMs = (int)pull.Took.TotalMilliseconds,
        Outcome = pull.Outcome,
        Reason = pull.Reason,
        Bytes = pull.Bytes,
        Accepted = pull.Accepted,
        Unchanged = pull.Unchanged,
        Refused = pull.Refused,
    };

    private static PullRun Copy(PullRun row) => new()
    {
        Id = row.Id,
        Programme = row.Programme,
        Body = row.Body,
        StartedReal = row.StartedReal,
        StartedAt = row.StartedAt,
        TookMs = row.TookMs,
        Outcome = row.Outcome,
        Reason = row.Reason,
        Bytes = row.Bytes,
        Accepted = row.Accepted,
        Unchanged = row.Unchanged,
        Refused = row.Refused,
        Repeats = row.Repeats,
    };
}

/// <summary>A row to insert, or to write over.</summary>
internal readonly record struct RunWrite(PullRun Row, bool IsNew);
