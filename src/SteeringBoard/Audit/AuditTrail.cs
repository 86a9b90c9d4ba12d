using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SteeringBoard.Data;

namespace SteeringBoard.Audit;

/// <summary>
/// The trail: one chain over all writers and nodes. An entry is appended in the transaction of what it tells of, last before its commit:
/// the head is locked no longer than the commit takes, and whoever holds other locks takes this one after them, so that no two writers wait
/// for each other.
/// </summary>
public sealed class AuditTrail(IRecord record)
{
    internal const string ReadHead = """SELECT "Number", "Hash" FROM "audit_head" WHERE "Id" = 1""";
    internal const string MoveHead = """UPDATE "audit_head" SET "Number" = @last, "Hash" = @seal WHERE "Id" = 1""";
    private static readonly string InsertTogether = $"INSERT INTO {AuditColumn.Into} SELECT {AuditColumn.Unfolded}";

    /// <summary>Appends what has no transaction of its own: something read, or done outside the record.</summary>
    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellation)
    {
        await using var db = record.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await AppendAsync(db, [entry], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The last entry, to be noted elsewhere.</summary>
    public async Task<AuditMark> HeadAsync(CancellationToken cancellation)
    {
        await using var db = record.Open();
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(cancellation);
        return new AuditMark(head.Number, Convert.ToHexStringLower(head.Hash));
    }

    /// <summary>Appends in the context's transaction, which is open; commit it next.</summary>
    public static Task AppendAsync(BoardDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        return AppendAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), entries, cancellation);
    }

    /// <summary>Appends in a transaction, which holds the lock of a writer on SQLite; commit it next.</summary>
    public static async Task AppendAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return;
        }
        if (connection is SqliteConnection sqlite)
        {
            var last = SqliteAppending.Head(sqlite);
            SqliteAppending.Append(sqlite, AuditRow.Chain(entries, last.Number, last.Hash));
            return;
        }
        var (number, hash) = await LockHeadAsync(connection, transaction, cancellation);
        var rows = AuditRow.Chain(entries, number, hash);
        // One way to the server for all of it.
        await using var closing = Command(connection, transaction, $"{InsertTogether}; {MoveHead}");
        foreach (var column in AuditColumn.All)
        {
            closing.Parameters.Add(column.Together(rows));
        }
        Add(closing, "last", rows[^1].Number);
        Add(closing, "seal", rows[^1].Hash);
        await closing.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<(long Number, byte[] Hash)> LockHeadAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var head = Command(connection, transaction, $"{ReadHead} FOR UPDATE");
        await using var row = await head.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), (byte[])row[1]);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
