using SteeringBoard.Collection.Pulling;

namespace SteeringBoard.Collection.Runs;

/// <summary>
/// A pull as the record keeps it: each that failed or changed something, and the first and the last of a row of equal ones, so that the
/// cost follows what changes. The last of a row says how many it stands for.
/// </summary>
public sealed class PullRun
{
    public Guid Id { get; init; }

    public required string Programme { get; init; }

    public required string Body { get; init; }

    /// <summary>Real time it began.</summary>
    public DateTimeOffset StartedReal { get; set; }

    /// <summary>Programme time it began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>How long it took, in milliseconds of real time.</summary>
    public int TookMs { get; set; }

    public required PullOutcome Outcome { get; init; }

    /// <summary>Why it failed; none for what did not.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the document, unpacked.</summary>
    public int Bytes { get; set; }

    public int Accepted { get; set; }

    public int Unchanged { get; set; }

    public int Refused { get; set; }

    /// <summary>Pulls it stands for: 1, or for the last of a row all of the row but the first.</summary>
    public int Repeats { get; set; } = 1;
}
