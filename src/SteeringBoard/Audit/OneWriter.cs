using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Audit;

/// <summary>
/// The one way into a slice's rows: one writer at a time over all nodes, so that what is written is judged against all that was committed
/// before it, and committed with its entries in the trail, all of it or nothing. Rows are numbered in the order of their commits, so that
/// nobody who follows them misses one.
/// </summary>
/// <param name="record">The record.</param>
/// <param name="writersLock">The slice's own number among the locks of PostgreSQL.</param>
internal sealed class OneWriter(IRecord record, int writersLock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Judges and commits what the judgement gives.</summary>
    /// <param name="judge">Reads what it needs and gives the rows to commit with their entries, none for a refusal, and what to answer.</param>
    /// <param name="taken">Called with each row once it is committed, before the next writer judges.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    public async Task<TAnswer> WriteAsync<TAnswer>(
        Func<BoardDb, Task<(IReadOnlyList<object> Rows, IReadOnlyList<AuditEntry> Entries, TAnswer Answer)>> judge, Action<object>? taken,
        CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var db = record.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (db is PostgresBoardDb)
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({writersLock})", cancellation);
            }
            var (rows, entries, answer) = await judge(db);
            if (rows.Count > 0)
            {
                db.AddRange(rows);
                await db.SaveChangesAsync(cancellation);
                await AuditTrail.AppendAsync(db, entries, cancellation);
                await transaction.CommitAsync(cancellation);
                foreach (var row in rows)
                {
                    taken?.Invoke(row);
                }
            }
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Reads while nobody on this node writes.</summary>
    public async Task ReadAsync(Func<BoardDb, Task> read, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var db = record.Open();
            await read(db);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
