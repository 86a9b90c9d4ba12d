using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Directives;

internal sealed class DirectiveConfiguration : IEntityTypeConfiguration<Directive>
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
    }
}
