using Microsoft.Data.Sqlite;

namespace SteeringBoard.Benchmarks.Bare;

/// <summary>SQLite with a write-ahead log and full synchronisation; one connection, one writer at a time, prepared statements.</summary>
internal sealed class BareSqlite : IBareStore
{
    private const int RowsAStatement = 64;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _one;
    private readonly SqliteCommand _many;

    private BareSqlite(SqliteConnection connection)
    {
        _connection = connection;
        _one = Insert(1);
        _many = Insert(RowsAStatement);
    }

    public static async Task<IBareStore> OpenAsync(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE rows (id INTEGER PRIMARY KEY, body INTEGER, indicator INTEGER, item INTEGER, level INTEGER,
                value INTEGER, total INTEGER, as_of INTEGER, recorded_at INTEGER)
            """;
        await command.ExecuteNonQueryAsync();
        return new BareSqlite(connection);
    }

    public async Task<long> InsertAsync(BareRow row)
    {
        await _turn.WaitAsync();
        try
        {
            Fill(_one, [row]);
            return (long)_one.ExecuteScalar()!;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task InsertManyAsync(IReadOnlyList<BareRow> rows)
    {
        await _turn.WaitAsync();
        try
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var chunk in rows.Chunk(RowsAStatement))
            {
                using var rest = chunk.Length < RowsAStatement ? Insert(chunk.Length) : null;
                var command = rest ?? _many;
                command.Transaction = transaction;
                Fill(command, chunk);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _many.DisposeAsync();
        await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private SqliteCommand Insert(int rows)
    {
        var parameters = Enumerable.Range(0, rows * BareRow.Columns.Length).Select(place => $"$p{place}").ToArray();
        var command = _connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO rows ({string.Join(',', BareRow.Columns)}) VALUES "
            + string.Join(',', parameters.Chunk(BareRow.Columns.Length).Select(row => $"({string.Join(',', row)})"))
            + (rows == 1 ? " RETURNING id" : "");
        command.Parameters.AddRange(parameters.Select(name => new SqliteParameter { ParameterName = name }));
        return command;
    }

    private static void Fill(SqliteCommand command, IReadOnlyList<BareRow> rows)
    {
        var place = 0;
        foreach (var row in rows)
        {
            foreach (var value in row.Values())
            {
                command.Parameters[place++].Value = value;
            }
        }
    }
}
