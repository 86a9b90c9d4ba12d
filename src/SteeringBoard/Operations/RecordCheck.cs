using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Operations;

/// <summary>How the record's database is.</summary>
/// <param name="IsPostgres">PostgreSQL; else a SQLite file.</param>
/// <param name="Reachable">Whether it answered in time.</param>
/// <param name="Bytes">What it takes on its disk, of the record alone; none while that is unknown.</param>
public sealed record RecordHealth(bool IsPostgres, bool Reachable, long? Bytes);

/// <summary>Asks the record's database whether it is there, and how large it has become.</summary>
public sealed class RecordCheck(IRecord record, RecordOptions options, TimeProvider time)
{
    /// <summary>The longest it is waited for, in real time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks now.</summary>
    public async Task<RecordHealth> LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = record.Open();
            await db.Set<LedgerRow>().AsNoTracking().AnyAsync(cancellation).WaitAsync(Patience, time, cancellation);
            return new RecordHealth(options.IsPostgres, true, await BytesAsync(db, cancellation).WaitAsync(Patience, time, cancellation));
        }
        catch (Exception error) when (error is DbException or TimeoutException or InvalidOperationException or IOException)
        {
            return new RecordHealth(options.IsPostgres, false, null);
        }
    }

    private async Task<long> BytesAsync(BoardDb db, CancellationToken cancellation)
    {
        if (options.IsPostgres)
        {
            return await db.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancellation);
        }
        // What is not yet in the file itself is in the log beside it.
        return new[] { options.SqliteFile, options.SqliteFile + "-wal" }.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);
    }
}
