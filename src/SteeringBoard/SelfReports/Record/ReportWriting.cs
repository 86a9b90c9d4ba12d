using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Record;

/// <summary>The reports in the record. What is written is judged against all that was committed before it, on whatever node.</summary>
public sealed class ReportWriting(IRecord record) : IDisposable
{
    private const int WritersLock = 5082;
    private const int MostTold = 60;

    private readonly OneWriter _one = new(record, WritersLock);

    /// <summary>The report a province fills now: the last one, or the next where that was signed.</summary>
    public async Task<Report> CurrentAsync(string programme, string province, CancellationToken cancellation)
    {
        await using var db = record.Open();
        return await CurrentAsync(db, programme, province, cancellation);
    }

    /// <summary>The report a province filled at a moment, as it stood then.</summary>
    public async Task<Report> AtAsync(string programme, string province, DateTimeOffset moment, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var last = await db.Set<ReportEntry>().Where(entry => entry.Programme == programme && entry.Province == province && entry.At <= moment)
            .MaxAsync(entry => (int?)entry.Report, cancellation) ?? 1;
        var entries = (await OfAsync(db, programme, province, last, cancellation)).Entries.Where(entry => entry.At <= moment);
        return Open(Report.Of(programme, province, last, entries));
    }

    /// <summary>A report by its number; one without entries where there is none.</summary>
    public async Task<Report> OfAsync(string programme, string province, int number, CancellationToken cancellation)
    {
        await using var db = record.Open();
        return await OfAsync(db, programme, province, number, cancellation);
    }

    /// <summary>What was sent, returned and signed by a province, newest first.</summary>
    public async Task<IReadOnlyList<ReportEntry>> HistoryAsync(string programme, string province, CancellationToken cancellation)
    {
        await using var db = record.Open();
        return await db.Set<ReportEntry>().AsNoTracking()
            .Where(entry => entry.Programme == programme && entry.Province == province && entry.Action != ReportAction.Edit)
            .OrderByDescending(entry => entry.Id).Take(MostTold).ToListAsync(cancellation);
    }

    /// <summary>Reports that were signed and whose readings are not in the record yet, as after a crash between the two.</summary>
    public async Task<IReadOnlyList<ReportEntry>> SignedAsync(CancellationToken cancellation)
    {
        await using var db = record.Open();
        var entries = db.Set<ReportEntry>().AsNoTracking();
        return await entries.Where(signed => signed.Action == ReportAction.Sign && !entries.Any(taken =>
            taken.Programme == signed.Programme && taken.Province == signed.Province && taken.Report == signed.Report && taken.Action == ReportAction.Take))
            .OrderBy(signed => signed.Id).ToListAsync(cancellation);
    }

    /// <summary>Judges against the reports of provinces as they stand and commits what the judgement gives: all of it or nothing.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="provinces">Whose reports are read, in the order they are given to the judge.</param>
    /// <param name="judge">Gives the entries to commit, none for a refusal, and what to answer.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    internal Task<TAnswer> WriteAsync<TAnswer>(
        string programme, IReadOnlyList<string> provinces, Func<ImmutableArray<Report>, (IReadOnlyList<ReportEntry> Entries, TAnswer Answer)> judge,
        CancellationToken cancellation) =>
        _one.WriteAsync<TAnswer>(
            async db =>
            {
                var reports = ImmutableArray.CreateBuilder<Report>(provinces.Count);
                foreach (var province in provinces)
                {
                    reports.Add(await CurrentAsync(db, programme, province, cancellation));
                }
                var (entries, answer) = judge(reports.MoveToImmutable());
                return (entries, [.. entries.Select(ReportAudit.Of)], answer);
            },
            null,
            cancellation);

    /// <summary>Adds an entry to a report that is closed to people.</summary>
    internal async Task AddAsync(ReportEntry entry, CancellationToken cancellation)
    {
        await using var db = record.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(entry);
        await db.SaveChangesAsync(cancellation);
        await AuditTrail.AppendAsync(db, [ReportAudit.Of(entry)], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public void Dispose() => _one.Dispose();

    private static async Task<Report> CurrentAsync(BoardDb db, string programme, string province, CancellationToken cancellation)
    {
        var last = await db.Set<ReportEntry>().Where(entry => entry.Programme == programme && entry.Province == province)
            .MaxAsync(entry => (int?)entry.Report, cancellation) ?? 1;
        return Open(await OfAsync(db, programme, province, last, cancellation));
    }

    private static Report Open(Report last) => last.IsClosed ? new Report(last.Programme, last.Province, last.Number + 1) : last;

    private static async Task<Report> OfAsync(BoardDb db, string programme, string province, int number, CancellationToken cancellation) =>
        Report.Of(programme, province, number, await db.Set<ReportEntry>().AsNoTracking()
            .Where(entry => entry.Programme == programme && entry.Province == province && entry.Report == number)
            .OrderBy(entry => entry.Number).ToListAsync(cancellation));
}
