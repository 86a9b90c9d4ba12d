using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Programmes;

internal sealed class ProgrammeConfiguration : IEntityTypeConfiguration<Programme>, IEntityTypeConfiguration<ClockState>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.ToTable("programmes");
        builder.HasKey(programme => programme.Code);
        builder.ComplexProperty(programme => programme.Name);
        builder.ComplexProperty(programme => programme.Clock);
    }

    public void Configure(EntityTypeBuilder<ClockState> builder)
    {
        builder.ToTable("clocks");
        builder.HasKey(clock => clock.Programme);
    }
}
