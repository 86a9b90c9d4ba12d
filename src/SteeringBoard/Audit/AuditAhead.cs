using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SteeringBoard.Audit;

/// <summary>
/// Entries that another core makes ready while the writer writes what they tell of. A writer on SQLite holds the lock on the file, and so the
/// head, from its first statement: there they are sealed ahead too.
/// </summary>
internal sealed class AuditAhead
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly Task<IReadOnlyList<AuditEntry>> _entries;
    private readonly Task<AuditRow[]>? _sealed;

    /// <param name="connection">The writer's.</param>
    /// <param name="transaction">Open; on SQLite it holds the lock of a writer.</param>
    /// <param name="told">Gives the entries, on another thread.</param>
    public AuditAhead(DbConnection connection, DbTransaction transaction, Func<IReadOnlyList<AuditEntry>> told)
    {
        (_connection, _transaction) = (connection, transaction);
        _entries = Task.Run(told);
        if (connection is SqliteConnection sqlite)
        {
            var head = SqliteAppending.Head(sqlite);
            _sealed = SealAsync(head);
        }
    }

    /// <summary>Appends them; commit next.</summary>
    public async Task AppendAsync(CancellationToken cancellation)
    {
        if (_sealed is null)
        {
            await AuditTrail.AppendAsync(_connection, _transaction, await _entries, cancellation);
            return;
        }
        SqliteAppending.Append((SqliteConnection)_connection, await _sealed);
    }

    private async Task<AuditRow[]> SealAsync((long Number, byte[] Hash) head) => AuditRow.Chain(await _entries.ConfigureAwait(false), head.Number, head.Hash);
}
