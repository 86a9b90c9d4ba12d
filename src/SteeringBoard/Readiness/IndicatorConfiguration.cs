using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Readiness;

internal sealed class IndicatorConfiguration : IEntityTypeConfiguration<Indicator>
{
    public void Configure(EntityTypeBuilder<Indicator> builder)
    {
        builder.ToTable("indicators");
        builder.HasIndex(indicator => new { indicator.Programme, indicator.Code }).IsUnique();
        builder.ComplexProperty(indicator => indicator.Name);
        builder.ComplexProperty(indicator => indicator.Numerator);
        builder.ComplexProperty(indicator => indicator.Denominator);
        builder.ComplexProperty(indicator => indicator.EvidenceWanted);
    }
}
