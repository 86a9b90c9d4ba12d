namespace SteeringBoard.Inspections;

/// <summary>What an inspector saw, as the inspector sent it. Its reading goes through the one intake; this keeps what a reading has no room for.</summary>
public sealed record Inspection
{
    /// <summary>Made where it was written, perhaps without a line: however often it is sent, it is here once.</summary>
    public required Guid Id { get; init; }

    public required string Programme { get; init; }

    /// <summary>Code of the body visited.</summary>
    public required string Body { get; init; }

    /// <summary>The indicator's code.</summary>
    public required string Indicator { get; init; }

    public required long Value { get; init; }

    /// <summary>0 for a counter.</summary>
    public required long Total { get; init; }

    public required string Note { get; init; }

    /// <summary>Where it was, in words or as a latitude and a longitude.</summary>
    public required string Place { get; init; }

    /// <summary>When it was seen, by the inspector's device, in real time.</summary>
    public required DateTimeOffset TakenReal { get; init; }

    /// <summary>When it was seen, in programme time.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>SHA-256 of the photo, in hexadecimal: its name in the store of evidence files.</summary>
    public string? PhotoHash { get; init; }

    public string? PhotoName { get; init; }

    public required string ByName { get; init; }

    /// <summary>Programme time it reached the board.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset AtReal { get; init; }
}
