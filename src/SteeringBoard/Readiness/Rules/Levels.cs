using SteeringBoard.Contract;

namespace SteeringBoard.Readiness.Rules;

/// <summary>The newest reading at each of the four levels.</summary>
public sealed record Levels(LevelReading? Claimed, LevelReading? Pulled, LevelReading? Tested, LevelReading? Inspected)
{
    public static Levels None { get; } = new(null, null, null, null);

    public LevelReading? this[EvidenceLevel level] => level switch
    {
        EvidenceLevel.Claimed => Claimed,
        EvidenceLevel.Pulled => Pulled,
        EvidenceLevel.Tested => Tested,
        EvidenceLevel.Inspected => Inspected,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not an evidence level"),
    };

    /// <summary>At how many levels it was read.</summary>
    public int Count => (Claimed is null ? 0 : 1) + (Pulled is null ? 0 : 1) + (Tested is null ? 0 : 1) + (Inspected is null ? 0 : 1);

    public bool IsEmpty => Claimed is null && Pulled is null && Tested is null && Inspected is null;

    public Levels With(EvidenceLevel level, LevelReading? reading) => level switch
    {
        EvidenceLevel.Claimed => this with { Claimed = reading },
        EvidenceLevel.Pulled => this with { Pulled = reading },
        EvidenceLevel.Tested => this with { Tested = reading },
        EvidenceLevel.Inspected => this with { Inspected = reading },
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not an evidence level"),
    };
}
