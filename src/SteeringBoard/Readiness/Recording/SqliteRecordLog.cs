using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>
/// The record log on SQLite: an immediate transaction is the lock. Readings go in one by one by a prepared statement: there is no way
/// to a server to save, and in a statement of many rows each parameter is looked up among those of all.
/// </summary>
public sealed class SqliteRecordLog(string connectionString) : RecordLog(new SqliteConnection(connectionString))
{
    protected override string LockClause => "";

    protected override void Prepare() => SqlitePragmas.Set(Connection);

    protected override ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)Connection).BeginTransaction(deferred: false));

    protected override Task InsertAsync(
        IReadOnlyList<(long ChangeId, Catalog Catalog, RecordedReading Reading)> readings, CancellationToken cancellation)
    {
        using var insert = Command(
            """
            INSERT INTO "readings" ("Id", "ChangeId", "BodyId", "IndicatorId", "Item", "Level", "Value", "Total", "AsOf", "Moves", "Note", "Link")
            VALUES (@id, @change, @body, @indicator, @item, @level, @value, @total, @asOf, @moves, @note, @link)
            """);
        var (id, change) = (Add(insert, "id", null), Add(insert, "change", null));
        var (body, indicator) = (Add(insert, "body", null), Add(insert, "indicator", null));
        var (item, level) = (Add(insert, "item", null), Add(insert, "level", null));
        var (value, total) = (Add(insert, "value", null), Add(insert, "total", null));
        var (asOf, moves) = (Add(insert, "asOf", null), Add(insert, "moves", null));
        var (note, link) = (Add(insert, "note", null), Add(insert, "link", null));
        foreach (var (changeId, catalog, reading) in readings)
        {
            id.Value = reading.Id;
            change.Value = changeId;
            body.Value = catalog.Bodies[reading.Cell.Body].Id;
            indicator.Value = catalog.Indicators[reading.Cell.Indicator].Id;
            item.Value = reading.Item;
            level.Value = (int)reading.Level;
            value.Value = reading.Value;
            total.Value = reading.Total;
            asOf.Value = reading.ObservedAt.ToUnixTimeMilliseconds();
            moves.Value = reading.Moves;
            note.Value = (object?)reading.Note ?? DBNull.Value;
            link.Value = (object?)reading.Link ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
        return Task.CompletedTask;
    }

    protected override void Write(string sql, params ReadOnlySpan<DbParameter> parameters)
    {
        using var command = Command(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
        command.ExecuteNonQuery();
    }

    private protected override async Task SendAsync(AuditAhead trail, CancellationToken cancellation) =>
        SqliteAppending.Append((SqliteConnection)Connection, await trail.Rows);

    protected override DbParameter Parameter(string name, object? value, DbType? type = null) => new SqliteParameter(name, value ?? DBNull.Value);

    protected override void Extend(long[] ids, long[] untils) =>
        Write(
            """
            UPDATE "vouches" SET "Until" = "ends"."last"
            FROM (SELECT "ids"."value" AS "span", "untils"."value" AS "last" FROM json_each(@ids) AS "ids" JOIN json_each(@untils) AS "untils" USING ("key")) AS "ends"
            WHERE "Id" = "ends"."span" AND "Until" < "ends"."last"
            """,
            Parameter("ids", JsonSerializer.Serialize(ids)), Parameter("untils", JsonSerializer.Serialize(untils)));
}
