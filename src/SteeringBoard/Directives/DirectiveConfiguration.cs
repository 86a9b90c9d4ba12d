using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives;

internal sealed class DirectiveConfiguration
    : IEntityTypeConfiguration<Directive>, IEntityTypeConfiguration<DirectiveVersion>, IEntityTypeConfiguration<AssignmentUpdate>,
        IEntityTypeConfiguration<Accountable>
{
    public void Configure(EntityTypeBuilder<Directive> builder)
    {
        builder.ToTable("directives");
        builder.HasKey(directive => new { directive.Programme, directive.Code });
        builder.ComplexProperty(directive => directive.Title);
        builder.ComplexProperty(directive => directive.Text);
        builder.ComplexProperty(directive => directive.SaidBy);
        builder.ComplexProperty(directive => directive.Owner);
        builder.ComplexProperty(directive => directive.Coordinating);
        builder.ComplexProperty(directive => directive.Scope);
        builder.Ignore(directive => directive.Through);
    }

    public void Configure(EntityTypeBuilder<DirectiveVersion> builder)
    {
        builder.ToTable("directive_versions");
        // The last guard: a version is written once, whoever writes.
        builder.HasIndex(version => new { version.Programme, version.Code, version.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AssignmentUpdate> builder)
    {
        builder.ToTable("assignment_updates");
        builder.HasIndex(update => new { update.Programme, update.Directive, update.Body, update.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Accountable> builder) => builder.ToTable("accountable");
}
