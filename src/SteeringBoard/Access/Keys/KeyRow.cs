using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Access.Keys;

/// <summary>A key of a body on the record, kept as a hash. Instants are real time.</summary>
public sealed class KeyRow
{
    public Guid Id { get; init; }

    /// <summary>Names the key, and the source of what it pushes; a key that replaces another has its name.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, in hexadecimal: the key itself is nowhere kept.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Code of the body it speaks for; none for one that reads all.</summary>
    public string? Body { get; init; }

    /// <summary>May push readings of its body, and update its assignments.</summary>
    public required bool Push { get; init; }

    /// <summary>The word of the strongest evidence its readings may have.</summary>
    public required string Most { get; init; }

    /// <summary>Who made it, by name.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>From when on it is good no more; earlier once it is replaced or taken back.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Whether a newer key has taken its place.</summary>
    public bool Replaced { get; set; }

    /// <summary>The last use, to the minute; none: never.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class KeyConfiguration : IEntityTypeConfiguration<KeyRow>
{
    public void Configure(EntityTypeBuilder<KeyRow> builder)
    {
        builder.ToTable("api_keys");
        builder.HasIndex(key => key.Sha256).IsUnique();
    }
}
