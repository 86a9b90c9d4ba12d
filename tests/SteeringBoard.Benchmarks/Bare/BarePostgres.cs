using Npgsql;
using NpgsqlTypes;

namespace SteeringBoard.Benchmarks.Bare;

/// <summary>PostgreSQL with synchronous commit: single rows over a pool of connections, many by binary COPY.</summary>
internal sealed class BarePostgres : IBareStore
{
    private readonly NpgsqlDataSource _source;

    private BarePostgres(NpgsqlDataSource source) => _source = source;

    public static async Task<IBareStore> OpenAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 1 });
        await using var command = source.CreateCommand(
            """
            CREATE TABLE IF NOT EXISTS rows (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body int, indicator int, item int, level int,
                value bigint, total bigint, as_of bigint, recorded_at bigint)
            """);
        await command.ExecuteNonQueryAsync();
        return new BarePostgres(source);
    }

    public async Task<long> InsertAsync(BareRow row)
    {
        await using var command = _source.CreateCommand(
            $"INSERT INTO rows ({string.Join(',', BareRow.Columns)}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8) RETURNING id");
        foreach (var value in row.Values())
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task InsertManyAsync(IReadOnlyList<BareRow> rows)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY rows ({string.Join(',', BareRow.Columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Body, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Indicator, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Item, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Level, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Value, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.Total, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.AsOf, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.RecordedAt, NpgsqlDbType.Bigint);
        }

        await copy.CompleteAsync();
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
