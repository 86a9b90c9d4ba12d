using Microsoft.EntityFrameworkCore;
using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Record;

/// <summary>Compares what the trail tells of reports with the entries of the record.</summary>
public sealed class ReportCheck(IRecord record) : IAuditCheck
{
    private static readonly byte[] Missing = [];

    private NotedRows<long> _entries = new("report_entries", []);

    public string? Untold => _entries.Untold;

    public async Task BeginAsync(CancellationToken cancellation)
    {
        await using var db = record.Open();
        _entries = new("report_entries", await db.Set<ReportEntry>().Select(entry => entry.Id).ToListAsync(cancellation));
    }

    /// <summary>The digest of the entry of a report that the trail tells of, as it stands now; none for an entry of something else.</summary>
    public async Task<byte[]?> DigestAsync(AuditRow row, CancellationToken cancellation)
    {
        if (ReportAudit.EntryOf(row) is not var (report, number))
        {
            return null;
        }
        await using var db = record.Open();
        var entry = await db.Set<ReportEntry>().AsNoTracking()
            .FirstOrDefaultAsync(entry => entry.Programme == row.Programme && entry.Province == row.Body && entry.Report == report && entry.Number == number, cancellation);
        return entry is not null && _entries.Tell(entry.Id) ? ReportDigest.Of(entry) : Missing;
    }
}
