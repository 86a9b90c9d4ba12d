using SteeringBoard.Programmes;

namespace SteeringBoard.Bodies;

/// <summary>Who takes part, identified by set and code: a code is no identity across sets (91 was Kiên Giang and is An Giang).</summary>
public sealed record Body
{
    /// <summary>The record's own number.</summary>
    public int Id { get; init; }

    public required string Set { get; init; }

    public required string Code { get; init; }

    public required BodyKind Kind { get; init; }

    /// <summary>Code of the body above it in the same set; none for the nation.</summary>
    public string? Parent { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Province or city, ward, commune, special zone; empty where it says nothing.</summary>
    public string Type { get; init; } = "";

    /// <summary>Commune-level units of a province on 1 July 2025; 0 elsewhere.</summary>
    public int Communes { get; init; }

    /// <summary>How many of <see cref="Communes"/> are wards.</summary>
    public int Wards { get; init; }

    /// <summary>How many of <see cref="Communes"/> are special zones.</summary>
    public int SpecialZones { get; init; }

    /// <summary>Column in the tile map; none off the map.</summary>
    public int? TileColumn { get; init; }

    /// <summary>Row in the tile map; none off the map.</summary>
    public int? TileRow { get; init; }

    /// <summary>Code of the body it is part of in the next set; none where it has no successor or is in the newest set.</summary>
    public string? Successor { get; init; }

    /// <summary>Made for the demo, not a real body.</summary>
    public bool Simulated { get; init; }

    /// <summary>Where the row comes from.</summary>
    public required string Source { get; init; }
}

/// <summary>What a body is.</summary>
public enum BodyKind
{
    Nation,
    Ministry,
    Agency,
    Enterprise,
    Vendor,
    Province,
    Commune,
}

/// <summary>A dated set of bodies.</summary>
/// <param name="ValidFrom">First day its bodies exist on paper.</param>
/// <param name="OperatingFrom">First day they operate.</param>
/// <param name="ValidTo">First day they no longer exist; none while they do.</param>
public sealed record BodySet(string Code, DateOnly ValidFrom, DateOnly OperatingFrom, DateOnly? ValidTo, string Source);
