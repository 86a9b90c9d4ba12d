using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>The record log on PostgreSQL: the ledger row is the lock; readings go in by arrays, or by COPY when there are many.</summary>
public sealed class PostgresRecordLog(string connectionString) : RecordLog(new NpgsqlConnection(connectionString))
{
    private const int CopyFrom = 256;

    protected override string LockClause => " FOR UPDATE";

    protected override void Prepare()
    {
        using var command = Connection.CreateCommand();
        // A server may be set to lose the last commits; this connection is not.
        command.CommandText = "SET synchronous_commit = on";
        command.ExecuteNonQuery();
    }

    protected override ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation) =>
        Connection.BeginTransactionAsync(cancellation);

    protected override async Task InsertAsync(
        IReadOnlyList<(long ChangeId, Catalog Catalog, RecordedReading Reading)> readings, CancellationToken cancellation)
    {
        const string Into = """ "readings" ("Id", "ChangeId", "BodyId", "IndicatorId", "Item", "Level", "Value", "Total", "AsOf", "Moves", "Note", "Link") """;
        if (readings.Count >= CopyFrom)
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

        await using var command = (NpgsqlCommand)Command($"INSERT INTO {Into} SELECT * FROM unnest(@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)");
        void Set<T>(int place, Func<(long ChangeId, Catalog Catalog, RecordedReading Reading), T> value) =>
            command.Parameters.Add(new NpgsqlParameter<T[]>($"p{place}", [.. readings.Select(value)]));
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
        await command.ExecuteNonQueryAsync(cancellation);
    }

    protected override async Task ExtendAsync(long[] ids, long[] untils, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            UPDATE "vouches" SET "Until" = "ends"."last" FROM unnest(@ids, @untils) AS "ends" ("span", "last")
            WHERE "Id" = "ends"."span" AND "Until" < "ends"."last"
            """);
        Add(command, "ids", ids);
        Add(command, "untils", untils);
        await command.ExecuteNonQueryAsync(cancellation);
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
