using Microsoft.EntityFrameworkCore;
using SteeringBoard.Audit;
using SteeringBoard.Data;

namespace SteeringBoard.Inspections;

/// <summary>Compares what the trail tells of inspections and findings with the record.</summary>
public sealed class InspectionCheck(IRecord record) : IAuditCheck
{
    private static readonly byte[] Missing = [];

    private NotedRows<Guid> _inspections = new("inspections", []);
    private NotedRows<long> _findings = new("findings", []);
    private NotedRows<long> _steps = new("finding_steps", []);

    public string? Untold => _inspections.Untold ?? _findings.Untold ?? _steps.Untold;

    public async Task BeginAsync(CancellationToken cancellation)
    {
        await using var db = record.Open();
        _inspections = new("inspections", await db.Set<Inspection>().Select(row => row.Id).ToListAsync(cancellation));
        _findings = new("findings", await db.Set<FindingRow>().Select(row => row.Id).ToListAsync(cancellation));
        _steps = new("finding_steps", await db.Set<FindingStep>().Select(row => row.Id).ToListAsync(cancellation));
    }

    /// <summary>The digest of the inspection, finding or step that the trail tells of, as it stands now; none for an entry of something else.</summary>
    public Task<byte[]?> DigestAsync(AuditRow row, CancellationToken cancellation) => row.What switch
    {
        InspectionAudit.Recorded => OfInspectionAsync(row, cancellation),
        InspectionAudit.Opened => OfFindingAsync(row, cancellation),
        InspectionAudit.Answered => OfStepAsync(row, FindingState.Answered, cancellation),
        InspectionAudit.Closed => OfStepAsync(row, FindingState.Closed, cancellation),
        _ => Task.FromResult<byte[]?>(null),
    };

    private async Task<byte[]?> OfInspectionAsync(AuditRow row, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var found = await db.Set<Inspection>().AsNoTracking()
            .Where(one => one.Programme == row.Programme && one.Body == row.Body && one.Indicator == row.Subject && one.At == row.At && one.ByName == row.By)
            .ToListAsync(cancellation);
        // Their numbers are no order: of several at one instant the one that is as it was sealed goes first.
        var sealedFirst = found.OrderByDescending(one => InspectionDigest.Of(one).AsSpan().SequenceEqual(row.Digest));
        return sealedFirst.FirstOrDefault(one => _inspections.Tell(one.Id)) is { } told ? InspectionDigest.Of(told) : Missing;
    }

    private async Task<byte[]?> OfFindingAsync(AuditRow row, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var found = await db.Set<FindingRow>().AsNoTracking()
            .Where(one => one.Programme == row.Programme && one.Body == row.Body && one.Indicator == row.Subject && one.OpenedAt == row.At)
            .OrderBy(one => one.Id).ToListAsync(cancellation);
        return found.Find(one => _findings.Tell(one.Id)) is { } told ? InspectionDigest.Of(told) : Missing;
    }

    private async Task<byte[]?> OfStepAsync(AuditRow row, FindingState to, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var found = await db.Set<FindingStep>().AsNoTracking()
            .Where(step => step.At == row.At && step.To == to && db.Set<FindingRow>().Any(
                one => one.Id == step.Finding && one.Programme == row.Programme && one.Body == row.Body && one.Indicator == row.Subject))
            .OrderBy(step => step.Id).ToListAsync(cancellation);
        return found.Find(step => _steps.Tell(step.Id)) is { } told ? InspectionDigest.Of(told) : Missing;
    }
}
