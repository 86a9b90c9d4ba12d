using Microsoft.EntityFrameworkCore;
using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.Inspections;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.SelfReports.Record;

namespace SteeringBoard.Tests.Audit;

/// <summary>The trail of a record as the tests read, check and harm it.</summary>
internal static class Trail
{
    public static async Task<List<AuditRow>> OfAsync(IRecord record)
    {
        await using var db = record.Open();
        return await db.Set<AuditRow>().AsNoTracking().OrderBy(row => row.Number).ToListAsync();
    }

    public static async Task<AuditFinding> VerifyAsync(IRecord record, AuditMark? noted = null)
    {
        await using var readings = new ReadingsCheck(record);
        return await AuditVerification.RunAsync(record, noted, [readings, new ReportCheck(record), new InspectionCheck(record)], TestContext.Current.CancellationToken);
    }

    public static async Task HarmAsync(IRecord record, string sql)
    {
        await using var db = record.Open();
        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(sql));
    }

    public static Task WriteAsync(IRecord record, params string[] words) => Parallel.ForEachAsync(
        words, new ParallelOptions { MaxDegreeOfParallelism = 1 }, async (word, cancellation) =>
            await new AuditTrail(record).WriteAsync(
                new AuditEntry("test", "Đặng Văn Đà", DateTimeOffset.FromUnixTimeMilliseconds(1)) { Details = [word] }, cancellation));
}
