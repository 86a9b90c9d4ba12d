using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Bodies;

internal sealed class BodyConfiguration : IEntityTypeConfiguration<Body>, IEntityTypeConfiguration<BodySet>
{
    public void Configure(EntityTypeBuilder<Body> builder)
    {
        builder.ToTable("bodies");
        builder.HasKey(body => body.Id);
        builder.HasIndex(body => new { body.Set, body.Code }).IsUnique();
        builder.ComplexProperty(body => body.Name);
    }

    public void Configure(EntityTypeBuilder<BodySet> builder)
    {
        builder.ToTable("body_sets");
        builder.HasKey(set => set.Code);
    }
}
