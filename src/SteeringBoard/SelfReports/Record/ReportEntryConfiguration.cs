using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SteeringBoard.Contract;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Record;

internal sealed class ReportEntryConfiguration : IEntityTypeConfiguration<ReportEntry>
{
    public void Configure(EntityTypeBuilder<ReportEntry> builder)
    {
        builder.ToTable("report_entries");
        // The last guard: an entry is written once, whoever writes.
        builder.HasIndex(entry => new { entry.Programme, entry.Province, entry.Report, entry.Number }).IsUnique();
        builder.HasIndex(entry => new { entry.Action, entry.Id });
        builder.Property(entry => entry.Changes).HasConversion(
            changes => JsonSerializer.Serialize(changes, WireJson.Options),
            text => JsonSerializer.Deserialize<List<FieldChange>>(text, WireJson.Options) ?? new List<FieldChange>(),
            // Rows are never changed, so the list itself is its own copy.
            new ValueComparer<IReadOnlyList<FieldChange>>((one, other) => ReferenceEquals(one, other), list => list.Count));
    }
}
