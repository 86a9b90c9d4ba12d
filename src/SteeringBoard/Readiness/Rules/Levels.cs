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
