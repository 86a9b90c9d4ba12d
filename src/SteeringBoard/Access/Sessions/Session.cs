using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SteeringBoard.Access.People;

namespace SteeringBoard.Access.Sessions;

/// <summary>One signing in of a person on one device, until it is ended or long unused. Instants are real time.</summary>
public sealed class Session
{
    public Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>How they proved who they are: <c>password</c>, <c>passkey</c>, <c>single-sign-on</c>, <c>invitation</c>.</summary>
    public required string How { get; init; }

    /// <summary>What the browser calls itself.</summary>
    public required string Device { get; init; }

    /// <summary>The address it came from.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>The last use, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasIndex(session => session.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
    }
}
