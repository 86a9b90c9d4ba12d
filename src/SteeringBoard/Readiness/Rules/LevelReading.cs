using System.Collections.Immutable;

namespace SteeringBoard.Readiness.Rules;

/// <summary>The newest reading of a cell at one evidence level, as it counts.</summary>
public sealed record LevelReading
{
    /// <summary>As it counts: never above <see cref="Total"/>.</summary>
    public required long Value { get; init; }

    /// <summary>The denominator in force; 0 for a counter.</summary>
    public required long Total { get; init; }

    /// <summary>The instant the source gave for it.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Programme time it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The source's number; <see cref="Sum"/> for a sum.</summary>
    public required int Source { get; init; }

    /// <summary>The value and total as sent, when the total differs from the denominator in force (design.md, rule 6).</summary>
    public (long Value, long Total)? Restated { get; init; }

    /// <summary>The span over which its source stood by it; none for a sum or when it was said once.</summary>
    public Vouch? Vouch { get; init; }

    /// <summary>What a sum adds up; empty for a reading of its own.</summary>
    public ImmutableArray<LevelReading> Parts { get; init; } = [];

    /// <summary>The source number of a sum of communes or of items.</summary>
    public const int Sum = 0;

    /// <summary>The value as the source sent it.</summary>
    public long SentValue => Restated?.Value ?? Value;

    /// <summary>The total as the source sent it.</summary>
    public long SentTotal => Restated?.Total ?? Total;

    /// <summary>The instant it is known to hold, seen from <paramref name="now"/>; of a sum, the latest of its parts.</summary>
    public DateTimeOffset AsOf(DateTimeOffset now) =>
        Parts.IsEmpty ? Later(ObservedAt, Vouch?.HeldAt(now)) : Latest(static (part, now) => part.AsOf(now), now);

    /// <summary>The instant its validity is counted from; of a sum, the earliest of its parts.</summary>
    public DateTimeOffset ValidFrom(DateTimeOffset now) =>
        Parts.IsEmpty ? Later(ObservedAt, Vouch?.HeldAt(now)) : Earliest(static (part, now) => part.ValidFrom(now), now);

    /// <summary>The last instant its source was heard to hold it, for telling its age; of a sum, the earliest of its parts.</summary>
    public DateTimeOffset HeardAt(DateTimeOffset now) =>
        Parts.IsEmpty ? Later(ObservedAt, Vouch?.HeardAt(now)) : Earliest(static (part, now) => part.HeardAt(now), now);

    /// <summary>Its latest instant if no source were heard again.</summary>
    public DateTimeOffset SilentAsOf() => Parts.IsEmpty ? Later(ObservedAt, Vouch?.Until) : Parts.Max(part => part.SilentAsOf());

    /// <summary>The last instant any of it is held by an unbroken span if no source were heard again; none where none is.</summary>
    public DateTimeOffset? HeldUntil() =>
        Parts.IsEmpty ? (Vouch is { } vouch && vouch.Grace > TimeSpan.Zero ? vouch.Until + vouch.Grace : null) : Parts.Max(part => part.HeldUntil());

    /// <summary>The last instant it is valid if no source were heard again; of a sum, the first at which one of its parts is not.</summary>
    public DateTimeOffset ValidUntil(TimeSpan fresh) =>
        Parts.IsEmpty ? Later(SilentAsOf() + fresh, HeldUntil()) : Earliest(static (part, fresh) => part.ValidUntil(fresh), fresh);

    /// <summary>The next instant it was said of ahead of time, from now on; none where nothing was.</summary>
    public DateTimeOffset? NextAhead(DateTimeOffset now)
    {
        if (!Parts.IsEmpty)
        {
            return Parts.Min(part => part.NextAhead(now));
        }
        var observed = ObservedAt >= now ? ObservedAt : (DateTimeOffset?)null;
        var until = Vouch?.Until is { } end && end >= now ? end : (DateTimeOffset?)null;
        return until is null || observed < until ? observed : until;
    }

    private DateTimeOffset Earliest<T>(Func<LevelReading, T, DateTimeOffset> instant, T argument)
    {
        var earliest = DateTimeOffset.MaxValue;
        foreach (var part in Parts)
        {
            var at = instant(part, argument);
            earliest = at < earliest ? at : earliest;
        }
        return earliest;
    }

    private DateTimeOffset Latest<T>(Func<LevelReading, T, DateTimeOffset> instant, T argument)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var part in Parts)
        {
            latest = Later(latest, instant(part, argument));
        }
        return latest;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b is { } other && other > a ? other : a;
}
