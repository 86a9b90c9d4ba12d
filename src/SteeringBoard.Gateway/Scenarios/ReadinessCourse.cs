using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Scenarios;

/// <summary>How one indicator (or one part of it) goes in one body through the week, at each level of evidence.</summary>
internal sealed record ReadinessCourse
{
    public required string Indicator { get; init; }

    public string? Item { get; init; }

    public required long Total { get; init; }

    public bool Falling { get; init; }

    /// <summary>Work that is really done.</summary>
    public required Curve Pulled { get; init; }

    /// <summary>What is said beyond it; none for an honest body.</summary>
    public Curve? Claimed { get; init; }

    /// <summary>What passed a test; none where nothing is tested.</summary>
    public Curve? Tested { get; init; }

    /// <summary>Before this moment (UTC ticks) what is tested is a rehearsal.</summary>
    public long TestsOpen { get; init; }

    /// <summary>Before this moment (UTC ticks) nobody lists it.</summary>
    public long ListedFrom { get; init; }

    /// <summary>
    /// What a document says at a level and a moment (UTC ticks); none while it says nothing. A claim is never behind the work, a test never
    /// ahead of it.
    /// </summary>
    public long? Value(EvidenceLevel level, long utcTicks)
    {
        if (utcTicks < ListedFrom)
        {
            return null;
        }

        var done = Pulled.At(utcTicks);
        switch (level)
        {
            case EvidenceLevel.Claimed:
                done = Math.Max(done, Claimed?.At(utcTicks) ?? 0);
                break;
            case EvidenceLevel.Tested when Tested is not null && utcTicks >= Tested.Begins:
                done = Math.Min(done, Tested.At(utcTicks));
                break;
            case EvidenceLevel.Pulled:
                break;
            default:
                return null;
        }

        return Falling ? Total - done : done;
    }

    /// <summary>Whether a reading of this level and moment (UTC ticks) is from a rehearsal.</summary>
    public bool IsRehearsed(EvidenceLevel level, long utcTicks) =>
        level == EvidenceLevel.Tested && Tested is not null && utcTicks >= Tested.Begins && utcTicks < TestsOpen;
}
