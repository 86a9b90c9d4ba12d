namespace SteeringBoard.Readiness.Recording;

/// <summary>The one row every writer locks: the last numbers given out, over all programmes.</summary>
public sealed class LedgerRow
{
    public int Id { get; init; }

    public long ChangeId { get; set; }

    public long ReadingId { get; set; }

    public long VouchId { get; set; }
}

/// <summary>The last sequence of a programme.</summary>
public sealed class HeadRow
{
    public required string Programme { get; init; }

    public long Sequence { get; set; }
}

/// <summary>Who speaks: a gateway, an API key, the seed.</summary>
public sealed class SourceRow
{
    public int Id { get; init; }

    /// <summary>Such as <c>gateway:go-live-2025:79</c> or <c>push:demo-79</c>.</summary>
    public required string Code { get; init; }

    /// <summary><c>gateway</c>, <c>push</c>, <c>report</c> or <c>seed</c>.</summary>
    public required string Kind { get; init; }
}

/// <summary>A committed change.</summary>
public sealed class ChangeRow
{
    public long Id { get; init; }

    public required string Programme { get; init; }

    public long? Sequence { get; init; }

    public int Kind { get; init; }

    public int SourceId { get; init; }

    /// <summary>Programme time.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset RecordedReal { get; init; }

    /// <summary>For a change by time: the cells, as pairs of body and indicator numbers.</summary>
    public byte[]? Aged { get; init; }
}

/// <summary>A reading: never changed, only followed.</summary>
public sealed class ReadingRow
{
    public long Id { get; init; }

    public long ChangeId { get; init; }

    public int BodyId { get; init; }

    public int IndicatorId { get; init; }

    /// <summary>Place of the part; -1 for the whole.</summary>
    public short Item { get; init; }

    public short Level { get; init; }

    public long Value { get; init; }

    /// <summary>0 for a counter.</summary>
    public long Total { get; init; }

    public DateTimeOffset AsOf { get; init; }

    /// <summary>False for one that came out of order.</summary>
    public bool Moves { get; init; }

    public string? Note { get; init; }

    public string? Link { get; init; }
}

/// <summary>A span over which a source stood by its values; its end is moved in place.</summary>
public sealed class VouchRow
{
    public long Id { get; init; }

    public required string Programme { get; init; }

    public int SourceId { get; init; }

    /// <summary>The last change before it: spans and changes are replayed in the order they were taken in.</summary>
    public long AfterChange { get; init; }

    public DateTimeOffset Until { get; set; }

    /// <summary>Programme time it was first known.</summary>
    public DateTimeOffset RecordedFrom { get; init; }

    public long GraceMs { get; init; }

    /// <summary>False where values were only said once more: nothing carries it on.</summary>
    public bool Stands { get; init; }

    public required byte[] Slots { get; init; }
}

/// <summary>What was refused of a document, with the reason and the raw text.</summary>
public sealed class RefusalRow
{
    public long Id { get; init; }

    public string? Programme { get; init; }

    public string? Body { get; init; }

    public required string Source { get; init; }

    public DateTimeOffset? RecordedAt { get; init; }

    public DateTimeOffset RecordedReal { get; init; }

    /// <summary>The problems, as <see cref="Intake.KeptProblem"/>.</summary>
    public required string Problems { get; init; }

    /// <summary>The document as it came, at most 64 KiB.</summary>
    public required byte[] Raw { get; init; }
}

/// <summary>An answer kept so that the same request gets it again.</summary>
public sealed class AnswerRow
{
    /// <summary>How long it is given again, real time (contract.md, section 1).</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);

    public required string Source { get; init; }

    public required string Key { get; init; }

    public required byte[] BodyHash { get; init; }

    public required string Answer { get; init; }

    public DateTimeOffset GivenReal { get; init; }
}

/// <summary>A whole board at a change, from which a past moment is replayed and a node starts.</summary>
public sealed class CheckpointRow
{
    public long Id { get; init; }

    public required string Programme { get; init; }

    public long Sequence { get; init; }

    public long ChangeId { get; init; }

    public long ReadingId { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public required byte[] Board { get; init; }
}

/// <summary>A denominator in force: of one body, or of every body of a group.</summary>
public sealed class DenominatorRow
{
    public int Id { get; init; }

    public required string Programme { get; init; }

    /// <summary>A body's code, or a word of <see cref="Bodies.BodyGroups"/>; a code wins over a group.</summary>
    public required string Body { get; init; }

    public required string Indicator { get; init; }

    /// <summary>Units that do not follow the communes.</summary>
    public long Fixed { get; init; }

    /// <summary>Units for each commune-level unit of the body.</summary>
    public long PerCommune { get; init; }

    public bool Simulated { get; init; }

    public required string Source { get; init; }
}
