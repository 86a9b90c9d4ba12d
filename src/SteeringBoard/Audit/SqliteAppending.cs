using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SteeringBoard.Audit;

/// <summary>
/// Puts rows into the trail on SQLite by its own calls: there is no way to a server to save, and the chain must cost next to nothing
/// beside what it tells of.
/// </summary>
internal static class SqliteAppending
{
    private static readonly string Sql = $"INSERT INTO {AuditColumn.Into} VALUES ({AuditColumn.Places})";

    /// <summary>Within the transaction that is open on the connection.</summary>
    /// <exception cref="SqliteException">A row was not taken.</exception>
    public static void Insert(SqliteConnection connection, AuditRow[] rows)
    {
        var db = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(db, Sql, out var insert), db);
        using (insert)
        {
            foreach (var row in rows)
            {
                for (var place = 0; place < AuditColumn.All.Count; place++)
                {
                    SqliteException.ThrowExceptionForRC(Bind(insert, place + 1, AuditColumn.All[place].Of(row)), db);
                }
                if (raw.sqlite3_step(insert) is var result && result != raw.SQLITE_DONE)
                {
                    SqliteException.ThrowExceptionForRC(result, db);
                }
                SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(insert), db);
            }
        }
    }

    private static int Bind(sqlite3_stmt insert, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(insert, place),
        long number => raw.sqlite3_bind_int64(insert, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(insert, place, bytes),
        string text => raw.sqlite3_bind_text(insert, place, Encoding.UTF8.GetBytes(text)),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value of the trail", nameof(value)),
    };
}
