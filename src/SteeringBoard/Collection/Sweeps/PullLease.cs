using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>A pull that outlived its sweep: until it ends, no other node pulls that gateway.</summary>
public sealed class PullLease
{
    /// <summary>The gateway's code.</summary>
    public required string Gateway { get; init; }

    /// <summary>The node that pulls.</summary>
    public required string Node { get; init; }

    /// <summary>Real time after which it no longer holds: the node has died.</summary>
    public required DateTimeOffset UntilReal { get; init; }
}

internal sealed class PullLeaseConfiguration : IEntityTypeConfiguration<PullLease>
{
    public void Configure(EntityTypeBuilder<PullLease> builder)
    {
        builder.ToTable("pull_leases");
        builder.HasKey(lease => lease.Gateway);
    }
}
