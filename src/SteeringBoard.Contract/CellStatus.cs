using System.Text.Json.Serialization;

namespace SteeringBoard.Contract;

/// <summary>Where a cell stands (design.md, section 2, rule 4).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CellStatus>))]
public enum CellStatus
{
    /// <summary>Never read.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 0,

    /// <summary>No valid level, or a veto counts.</summary>
    [JsonStringEnumMemberName("stale")] Stale = 1,

    /// <summary>The due instant has passed and the evidence wanted does not show the target.</summary>
    [JsonStringEnumMemberName("late")] Late = 2,

    /// <summary>Contradicted, regressed, or too slow for the due instant.</summary>
    [JsonStringEnumMemberName("at-risk")] AtRisk = 3,

    /// <summary>Neither done nor in trouble.</summary>
    [JsonStringEnumMemberName("on-track")] OnTrack = 4,

    /// <summary>What counts meets the target at the evidence wanted, or stronger.</summary>
    [JsonStringEnumMemberName("done")] Done = 5,
}

/// <summary>The statuses as the wire writes them.</summary>
public static class CellStatuses
{
    /// <summary>The word of the wire: <c>done</c>, <c>on-track</c>, <c>at-risk</c>, <c>late</c>, <c>stale</c>, <c>unknown</c>.</summary>
    public static string Word(this CellStatus status) => status switch
    {
        CellStatus.Unknown => "unknown",
        CellStatus.Stale => "stale",
        CellStatus.Late => "late",
        CellStatus.AtRisk => "at-risk",
        CellStatus.OnTrack => "on-track",
        CellStatus.Done => "done",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a status"),
    };
}
