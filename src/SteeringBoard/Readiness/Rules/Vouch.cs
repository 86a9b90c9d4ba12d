using System.Collections.Frozen;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Rules;

/// <summary>
/// A span of programme time over which a source stood by a set of values without changing them. It is the one thing on a board
/// that moves without a change: freshness follows the source, and the readings stay as they were recorded.
/// </summary>
public sealed class Vouch
{
    private long _until;

    /// <param name="source">The source's number.</param>
    /// <param name="until">The last instant the source stood by the values.</param>
    /// <param name="recordedFrom">Programme time the span was first known; before it, the span says nothing.</param>
    /// <param name="slots">What it stands by.</param>
    /// <param name="grace">How long after <paramref name="until"/> the span still holds unbroken: the next pull may be under way. Zero for a push or a file.</param>
    public Vouch(int source, DateTimeOffset until, DateTimeOffset recordedFrom, TimeSpan grace, FrozenSet<SlotKey> slots)
    {
        Source = source;
        Slots = slots;
        RecordedFrom = recordedFrom;
        Grace = grace;
        _until = ToMillisecond(until);
    }

    /// <summary>The record's number of the row; rises over all programmes.</summary>
    public required long RowId { get; init; }

    /// <summary>The last change of the record before it: what the span comes after.</summary>
    public required long AfterChange { get; init; }

    /// <summary>Whether its source can carry it on by standing by all of it; false where values were only said once more.</summary>
    public bool Stands { get; init; } = true;

    public int Source { get; }

    public FrozenSet<SlotKey> Slots { get; }

    public DateTimeOffset RecordedFrom { get; }

    public TimeSpan Grace { get; }

    public DateTimeOffset Until => new(Volatile.Read(ref _until), TimeSpan.Zero);

    /// <summary>Moves the end forward; an earlier instant changes nothing.</summary>
    public void Extend(DateTimeOffset until)
    {
        var ticks = ToMillisecond(until);
        long seen;
        while ((seen = Volatile.Read(ref _until)) < ticks && Interlocked.CompareExchange(ref _until, ticks, seen) != seen)
        {
        }
    }

    /// <summary>
    /// Whether a vouch until an instant, heard now, carries the same span on. One heard after the span broke does not: what was told
    /// in between stays true.
    /// </summary>
    public bool Reaches(DateTimeOffset until, DateTimeOffset now) => until <= Until || (until <= Until + Grace && now <= Until + Grace);

    /// <summary>
    /// The instant the values are known to hold, seen from <paramref name="now"/>. Within an unbroken span that is now itself,
    /// so that a replay over the finished span tells what was told live.
    /// </summary>
    public DateTimeOffset? HeldAt(DateTimeOffset now)
    {
        if (now < RecordedFrom)
        {
            return null;
        }
        var until = Until;
        return Grace > TimeSpan.Zero && now <= until + Grace ? now : until;
    }

    /// <summary>The last instant the source was heard, seen from <paramref name="now"/>: what an age is told from.</summary>
    public DateTimeOffset? HeardAt(DateTimeOffset now)
    {
        if (now < RecordedFrom)
        {
            return null;
        }
        var until = Until;
        return until <= now || Grace == TimeSpan.Zero ? until : now;
    }

    /// <summary>The record keeps milliseconds.</summary>
    private static long ToMillisecond(DateTimeOffset instant) => instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMillisecond;
}
