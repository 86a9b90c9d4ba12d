using Npgsql;

namespace SteeringBoard.Audit;

/// <summary>
/// Appends to the trail on PostgreSQL on the way of what it tells of: one statement moves the head on and inserts, and does neither once
/// somebody else has moved it.
/// </summary>
internal static class PostgresAppending
{
    private static readonly string AppendAtHead =
        $"""
        WITH "moved" AS
            (UPDATE "audit_head" SET "Number" = @last, "Hash" = @seal WHERE "Id" = 1 AND "Number" = @was AND "Hash" = @sealed RETURNING 1)
        INSERT INTO {AuditColumn.Into} SELECT {AuditColumn.Unfolded} WHERE EXISTS (SELECT 1 FROM "moved")
        """;

    /// <summary>The statement; none where nothing is told. It affects no row where the head is not what the entries are sealed after.</summary>
    public static NpgsqlBatchCommand? Statement(AuditRow[] rows, AuditHead head)
    {
        if (rows.Length == 0)
        {
            return null;
        }
        var statement = new NpgsqlBatchCommand(AppendAtHead);
        foreach (var column in AuditColumn.All)
        {
            statement.Parameters.Add(column.Together(rows));
        }
        statement.Parameters.AddWithValue("last", rows[^1].Number);
        statement.Parameters.AddWithValue("seal", rows[^1].Hash);
        statement.Parameters.AddWithValue("was", head.Number);
        statement.Parameters.AddWithValue("sealed", head.Hash);
        return statement;
    }
}
