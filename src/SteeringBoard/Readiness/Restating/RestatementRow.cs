using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Readiness.Restating;

/// <summary>A denominator the office put in place of another, on the record; only ever added.</summary>
public sealed class RestatementRow
{
    /// <summary>The change it came with.</summary>
    public long ChangeId { get; init; }

    public required string Programme { get; init; }

    /// <summary>Code of the body.</summary>
    public required string Body { get; init; }

    /// <summary>Code of the indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary>The one in force before; none where none was locked.</summary>
    public long? Was { get; init; }

    public long Total { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who did it, by name.</summary>
    public required string ByName { get; init; }

    /// <summary>Programme time.</summary>
    public DateTimeOffset RecordedAt { get; init; }
}

internal sealed class RestatementConfiguration : IEntityTypeConfiguration<RestatementRow>
{
    public void Configure(EntityTypeBuilder<RestatementRow> builder)
    {
        builder.ToTable("restatements");
        builder.HasKey(row => row.ChangeId);
        builder.Property(row => row.ChangeId).ValueGeneratedNever();
        builder.HasIndex(row => row.Programme);
    }
}
