using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SteeringBoard.Contract;

/// <summary>How a number is known, weakest first (design.md, section 1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceLevel>))]
public enum EvidenceLevel
{
    /// <summary>The responsible body says so itself.</summary>
    [JsonStringEnumMemberName("claimed")] Claimed = 1,

    /// <summary>The board read it from the system concerned.</summary>
    [JsonStringEnumMemberName("pulled")] Pulled = 2,

    /// <summary>A scripted end-to-end test passed.</summary>
    [JsonStringEnumMemberName("tested")] Tested = 3,

    /// <summary>An inspector from outside the body saw it.</summary>
    [JsonStringEnumMemberName("inspected")] Inspected = 4,
}

/// <summary>The evidence levels as the wire writes them.</summary>
public static class EvidenceLevels
{
    /// <summary>Every level, weakest first.</summary>
    public static ImmutableArray<EvidenceLevel> All { get; } =
        [EvidenceLevel.Claimed, EvidenceLevel.Pulled, EvidenceLevel.Tested, EvidenceLevel.Inspected];

    /// <summary>The word of the wire: <c>claimed</c>, <c>pulled</c>, <c>tested</c>, <c>inspected</c>.</summary>
    public static string Word(this EvidenceLevel level) => level switch
    {
        EvidenceLevel.Claimed => "claimed",
        EvidenceLevel.Pulled => "pulled",
        EvidenceLevel.Tested => "tested",
        EvidenceLevel.Inspected => "inspected",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not an evidence level"),
    };

    /// <summary>Reads the word of the wire; false when it names no level.</summary>
    public static bool TryParse(string? word, out EvidenceLevel level)
    {
        level = word switch
        {
            "claimed" => EvidenceLevel.Claimed,
            "pulled" => EvidenceLevel.Pulled,
            "tested" => EvidenceLevel.Tested,
            "inspected" => EvidenceLevel.Inspected,
            _ => default,
        };
        return level != default;
    }
}
