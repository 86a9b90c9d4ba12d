using System.Text.Json.Serialization;

namespace SteeringBoard.Contract;

/// <summary>What a province's gateway serves and what a province's system may push (contract.md, section 1).</summary>
public sealed record ReadinessDocument
{
    /// <summary>The only contract this version speaks.</summary>
    public const string ContractName = "readiness/1";

    /// <summary>The largest document taken, in bytes.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>The most readings one document may hold.</summary>
    public const int MaxReadings = 50_000;

    /// <summary>Always <c>readiness/1</c>.</summary>
    [JsonRequired]
    public string Contract { get; init; } = ContractName;

    /// <summary>The programme's code, such as <c>go-live-2025</c>.</summary>
    public required string Programme { get; init; }

    /// <summary>The body the document speaks for.</summary>
    public required string Body { get; init; }

    /// <summary>The instant the values held, with an offset, to the millisecond.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The readings; one bad reading never costs the others.</summary>
    public required IReadOnlyList<ReadingEntry> Readings { get; init; }
}

/// <summary>One reading of a document.</summary>
public sealed record ReadingEntry
{
    /// <summary>The longest <see cref="Note"/> and the longest <see cref="Link"/> taken, in UTF-16 letters.</summary>
    public const int MaxText = 2_000;

    /// <summary>The indicator's code.</summary>
    public required string Indicator { get; init; }

    /// <summary>The body read; left out: the document's.</summary>
    public string? Body { get; init; }

    /// <summary>A part of an indicator that has parts.</summary>
    public string? Item { get; init; }

    /// <summary>A whole number from 0 to <c>total</c>; for a falling indicator what is left.</summary>
    public required long Value { get; init; }

    /// <summary>The denominator, at least 1; left out for a counter.</summary>
    public long? Total { get; init; }

    /// <summary>Less than the source may say, never more; left out: what the source's registration says.</summary>
    public EvidenceLevel? Evidence { get; init; }

    /// <summary>Wins over the document's <c>asOf</c>.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>A remark kept with the reading, at most 2,000 letters.</summary>
    public string? Note { get; init; }

    /// <summary>An address where the proof is, at most 2,000 letters.</summary>
    public string? Link { get; init; }
}
