using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SteeringBoard.Audit;

/// <summary>
/// Appends to the trail on SQLite by its own calls: there is no way to a server to save, and the chain must cost next to nothing beside what
/// it tells of. Whoever writes holds the lock on the file, and so the head.
/// </summary>
internal static class SqliteAppending
{
    private static readonly string Insert = $"INSERT INTO {AuditColumn.Into} VALUES ({AuditColumn.Places})";

    /// <summary>Within the transaction that is open on the connection.</summary>
    /// <exception cref="SqliteException">An entry was not taken.</exception>
    public static void Append(SqliteConnection connection, AuditRow[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }
        var db = connection.Handle!;
        using (var insert = Prepare(db, Insert))
        {
            foreach (var row in rows)
            {
                for (var place = 0; place < AuditColumn.All.Count; place++)
                {
                    Check(db, Bind(insert, place + 1, AuditColumn.All[place].Of(row)));
                }
                Check(db, raw.sqlite3_step(insert), raw.SQLITE_DONE);
                Check(db, raw.sqlite3_reset(insert));
            }
        }
        using var move = Prepare(db, AuditTrail.MoveHead);
        Check(db, Bind(move, 1, rows[^1].Number));
        Check(db, Bind(move, 2, rows[^1].Hash));
        Check(db, raw.sqlite3_step(move), raw.SQLITE_DONE);
    }

    /// <summary>The last entry; nobody else moves it while the transaction holds the lock of a writer.</summary>
    public static (long Number, byte[] Hash) Head(SqliteConnection connection)
    {
        var db = connection.Handle!;
        using var head = Prepare(db, AuditTrail.ReadHead);
        Check(db, raw.sqlite3_step(head), raw.SQLITE_ROW);
        return (raw.sqlite3_column_int64(head, 0), raw.sqlite3_column_blob(head, 1).ToArray());
    }

    private static sqlite3_stmt Prepare(sqlite3 db, string sql)
    {
        Check(db, raw.sqlite3_prepare_v2(db, sql, out var statement));
        return statement;
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        string text => raw.sqlite3_bind_text(statement, place, Encoding.UTF8.GetBytes(text)),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value of the trail", nameof(value)),
    };

    private static void Check(sqlite3 db, int result, int expected = raw.SQLITE_OK)
    {
        if (result != expected)
        {
            SqliteException.ThrowExceptionForRC(result, db);
        }
    }
}
