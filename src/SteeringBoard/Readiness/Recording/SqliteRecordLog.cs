using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>The record log on SQLite: an immediate transaction is the lock; readings go in by prepared rows of many.</summary>
public sealed class SqliteRecordLog(string connectionString) : RecordLog(new SqliteConnection(connectionString))
{
    private const int RowsAStatement = 64;
    private const int Columns = 12;

    protected override string LockClause => "";

    protected override void Prepare() => SqlitePragmas.Set(Connection);

    protected override ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)Connection).BeginTransaction(deferred: false));

    protected override Task InsertAsync(
        IReadOnlyList<(long ChangeId, Catalog Catalog, RecordedReading Reading)> readings, CancellationToken cancellation)
    {
        var whole = readings.Count / RowsAStatement;
        if (whole > 0)
        {
            using var many = Insert(RowsAStatement);
            for (var start = 0; start < whole * RowsAStatement; start += RowsAStatement)
            {
                Fill(many, readings, start, RowsAStatement);
                many.ExecuteNonQuery();
            }
        }
        if (readings.Count % RowsAStatement is > 0 and var rest)
        {
            using var last = Insert(rest);
            Fill(last, readings, whole * RowsAStatement, rest);
            last.ExecuteNonQuery();
        }
        return Task.CompletedTask;
    }

    protected override async Task ExtendAsync(long[] ids, long[] untils, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            UPDATE "vouches" SET "Until" = "ends"."last"
            FROM (SELECT "ids"."value" AS "span", "untils"."value" AS "last" FROM json_each(@ids) AS "ids" JOIN json_each(@untils) AS "untils" USING ("key")) AS "ends"
            WHERE "Id" = "ends"."span" AND "Until" < "ends"."last"
            """);
        Add(command, "ids", JsonSerializer.Serialize(ids));
        Add(command, "untils", JsonSerializer.Serialize(untils));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private DbCommand Insert(int rows)
    {
        var sql = new StringBuilder(
            """
            INSERT INTO "readings" ("Id", "ChangeId", "BodyId", "IndicatorId", "Item", "Level", "Value", "Total", "AsOf", "Moves", "Note", "Link") VALUES
            """);
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ",(");
            for (var column = 0; column < Columns; column++)
            {
                sql.Append(column == 0 ? "@p" : ",@p").Append(row * Columns + column);
            }
            sql.Append(')');
        }
        var command = Command(sql.ToString());
        for (var parameter = 0; parameter < rows * Columns; parameter++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{parameter}" });
        }
        return command;
    }

    private static void Fill(DbCommand command, IReadOnlyList<(long ChangeId, Catalog Catalog, RecordedReading Reading)> readings, int start, int count)
    {
        for (var row = 0; row < count; row++)
        {
            var (changeId, catalog, reading) = readings[start + row];
            var first = row * Columns;
            void Set(int column, object? value) => command.Parameters[first + column].Value = value ?? DBNull.Value;
            Set(0, reading.Id);
            Set(1, changeId);
            Set(2, catalog.Bodies[reading.Cell.Body].Id);
            Set(3, catalog.Indicators[reading.Cell.Indicator].Id);
            Set(4, reading.Item);
            Set(5, (int)reading.Level);
            Set(6, reading.Value);
            Set(7, reading.Total);
            Set(8, reading.ObservedAt.ToUnixTimeMilliseconds());
            Set(9, reading.Moves);
            Set(10, reading.Note);
            Set(11, reading.Link);
        }
    }
}
