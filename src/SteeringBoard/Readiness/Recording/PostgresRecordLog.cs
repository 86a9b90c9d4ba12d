using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using SteeringBoard.Audit;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>The record log on PostgreSQL: the ledger row is the lock; everything goes in one round trip, and many readings by COPY.</summary>
public sealed class PostgresRecordLog(string connectionString) : RecordLog(new NpgsqlConnection(connectionString))
{
    private readonly List<NpgsqlBatchCommand> _statements = [];

    protected override string LockClause => " FOR UPDATE";

    protected override void Prepare()
    {
        using var command = Connection.CreateCommand();
        // A server may be set to lose the last commits; this connection is not.
        command.CommandText = "SET synchronous_commit = on";
        command.ExecuteNonQuery();
    }

    protected override ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation)
    {
        // What a transaction that broke did not send.
        _statements.Clear();
        return Connection.BeginTransactionAsync(cancellation);
    }

    protected override async Task InsertAsync(
        IReadOnlyList<(long ChangeId, Catalog Catalog, RecordedReading Reading)> readings, CancellationToken cancellation)
    {
        const string Into = """ "readings" ("Id", "ChangeId", "BodyId", "IndicatorId", "Item", "Level", "Value", "Total", "AsOf", "Moves", "Note", "Link") """;
        if (readings.Count >= Many)
        {
            await using var copy = await ((NpgsqlConnection)Connection).BeginBinaryImportAsync($"COPY {Into} FROM STDIN (FORMAT BINARY)", cancellation);
            foreach (var (changeId, catalog, reading) in readings)
            {
                copy.StartRow();
                copy.Write(reading.Id, NpgsqlDbType.Bigint);
                copy.Write(changeId, NpgsqlDbType.Bigint);
                copy.Write(catalog.Bodies[reading.Cell.Body].Id, NpgsqlDbType.Integer);
                copy.Write(catalog.Indicators[reading.Cell.Indicator].Id, NpgsqlDbType.Integer);
                copy.Write((short)reading.Item, NpgsqlDbType.Smallint);
                copy.Write((short)reading.Level, NpgsqlDbType.Smallint);
                copy.Write(reading.Value, NpgsqlDbType.Bigint);
                copy.Write(reading.Total, NpgsqlDbType.Bigint);
                copy.Write(reading.ObservedAt.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
                copy.Write(reading.Moves, NpgsqlDbType.Boolean);
                Write(copy, reading.Note);
                Write(copy, reading.Link);
            }
            await copy.CompleteAsync(cancellation);
            return;
        }

        var parameters = new List<DbParameter>();
        void Set<T>(int place, Func<(long ChangeId, Catalog Catalog, RecordedReading Reading), T> value) =>
            parameters.Add(new NpgsqlParameter<T[]>($"p{place}", [.. readings.Select(value)]));
        Set(0, row => row.Reading.Id);
        Set(1, row => row.ChangeId);
        Set(2, row => row.Catalog.Bodies[row.Reading.Cell.Body].Id);
        Set(3, row => row.Catalog.Indicators[row.Reading.Cell.Indicator].Id);
        Set(4, row => (short)row.Reading.Item);
        Set(5, row => (short)row.Reading.Level);
        Set(6, row => row.Reading.Value);
        Set(7, row => row.Reading.Total);
        Set(8, row => row.Reading.ObservedAt.ToUnixTimeMilliseconds());
        Set(9, row => row.Reading.Moves);
        Set(10, row => row.Reading.Note);
        Set(11, row => row.Reading.Link);
        // Unfolded side by side where the rows are told: in a FROM clause each list would be kept as a table of its own first.
        Write($"INSERT INTO {Into} SELECT {string.Join(", ", parameters.Select(parameter => $"unnest(@{parameter.ParameterName})"))}", [.. parameters]);
    }

    protected override void Extend(long[] ids, long[] untils) =>
        Write(
            """
            UPDATE "vouches" SET "Until" = "ends"."last" FROM unnest(@ids, @untils) AS "ends" ("span", "last")
            WHERE "Id" = "ends"."span" AND "Until" < "ends"."last"
            """,
            Parameter("ids", ids), Parameter("untils", untils));

    protected override void Write(string sql, params ReadOnlySpan<DbParameter> parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            statement.Parameters.Add((NpgsqlParameter)parameter);
        }
        _statements.Add(statement);
    }

    private protected override async Task SendAsync(AuditAhead trail, CancellationToken cancellation)
    {
        // All of it in one round trip.
        await using var batch = new NpgsqlBatch((NpgsqlConnection)Connection, (NpgsqlTransaction)Transaction!);
        _statements.ForEach(batch.BatchCommands.Add);
        _statements.Clear();
        var appending = PostgresAppending.Statement(await trail.Rows, trail.Head);
        if (appending is not null)
        {
            batch.BatchCommands.Add(appending);
        }
        await batch.ExecuteNonQueryAsync(cancellation);
        if (appending is { RecordsAffected: 0 })
        {
            await AuditTrail.AppendAsync(Connection, Transaction!, await trail.Entries, cancellation);
        }
    }

    protected override DbParameter Parameter(string name, object? value, DbType? type = null)
    {
        var parameter = new NpgsqlParameter(name, value ?? DBNull.Value);
        if (type is { } known)
        {
            parameter.DbType = known;
        }
        return parameter;
    }

    private static void Write(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(text, NpgsqlDbType.Text);
        }
    }
}
