using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Collection.Runs;

internal sealed class PullRunConfiguration : IEntityTypeConfiguration<PullRun>
{
    public void Configure(EntityTypeBuilder<PullRun> builder)
    {
        builder.ToTable("runs");
        builder.Property(run => run.Id).ValueGeneratedNever();
        // The newest runs of a gateway; and what is old enough to go.
        builder.HasIndex(run => new { run.Programme, run.Body, run.StartedReal });
        builder.HasIndex(run => run.StartedReal);
    }
}
