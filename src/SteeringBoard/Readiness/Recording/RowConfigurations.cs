using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SteeringBoard.Readiness.Recording;

internal sealed class LedgerConfiguration : IEntityTypeConfiguration<LedgerRow>
{
    public void Configure(EntityTypeBuilder<LedgerRow> builder)
    {
        builder.ToTable("ledger");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new LedgerRow { Id = 1 });
    }
}

internal sealed class HeadConfiguration : IEntityTypeConfiguration<HeadRow>
{
    public void Configure(EntityTypeBuilder<HeadRow> builder)
    {
        builder.ToTable("heads");
        builder.HasKey(row => row.Programme);
    }
}

internal sealed class SourceConfiguration : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        builder.ToTable("sources");
        builder.HasIndex(row => row.Code).IsUnique();
    }
}

internal sealed class ChangeConfiguration : IEntityTypeConfiguration<ChangeRow>
{
    public void Configure(EntityTypeBuilder<ChangeRow> builder)
    {
        builder.ToTable("changes");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.Programme, row.RecordedAt });
    }
}

internal sealed class ReadingConfiguration : IEntityTypeConfiguration<ReadingRow>
{
    public void Configure(EntityTypeBuilder<ReadingRow> builder)
    {
        builder.ToTable("readings");
        builder.Property(row => row.Id).ValueGeneratedNever();
        // The history of a cell. By the number too it would cost PostgreSQL as much again as all the rest of a reading, to save sorting a page.
        builder.HasIndex(row => new { row.BodyId, row.IndicatorId });
    }
}

internal sealed class VouchConfiguration : IEntityTypeConfiguration<VouchRow>
{
    public void Configure(EntityTypeBuilder<VouchRow> builder)
    {
        builder.ToTable("vouches");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.Programme, row.RecordedFrom });
    }
}

internal sealed class RefusalConfiguration : IEntityTypeConfiguration<RefusalRow>
{
    public void Configure(EntityTypeBuilder<RefusalRow> builder)
    {
        builder.ToTable("refusals");
        builder.HasIndex(row => new { row.Body, row.RecordedReal });
    }
}

internal sealed class AnswerConfiguration : IEntityTypeConfiguration<AnswerRow>
{
    public void Configure(EntityTypeBuilder<AnswerRow> builder)
    {
        builder.ToTable("answers");
        builder.HasKey(row => new { row.Source, row.Key });
    }
}

internal sealed class CheckpointConfiguration : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> builder)
    {
        builder.ToTable("checkpoints");
        builder.HasIndex(row => new { row.Programme, row.RecordedAt });
    }
}

internal sealed class DenominatorConfiguration : IEntityTypeConfiguration<DenominatorRow>
{
    public void Configure(EntityTypeBuilder<DenominatorRow> builder)
    {
        builder.ToTable("denominators");
        builder.HasIndex(row => new { row.Programme, row.Body, row.Indicator }).IsUnique();
    }
}
