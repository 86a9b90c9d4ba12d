using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Inspections;

internal sealed class InspectionConfiguration
    : IEntityTypeConfiguration<FindingRow>, IEntityTypeConfiguration<FindingStep>, IEntityTypeConfiguration<Inspection>
{
    public void Configure(EntityTypeBuilder<FindingRow> builder)
    {
        builder.ToTable("findings");
        // The last guard: one finding for one beginning, whichever node opens it.
        builder.HasIndex(row => new { row.Programme, row.Body, row.Indicator, row.Since }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FindingStep> builder)
    {
        builder.ToTable("finding_steps");
        builder.HasIndex(step => new { step.Finding, step.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Inspection> builder)
    {
        builder.ToTable("inspections");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.Programme, row.At });
    }
}
