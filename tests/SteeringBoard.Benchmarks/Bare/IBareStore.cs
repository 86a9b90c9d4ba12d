namespace SteeringBoard.Benchmarks.Bare;

/// <summary>The bare database: one table, no rules; every insert is durable when it returns.</summary>
internal interface IBareStore : IAsyncDisposable
{
    /// <summary>Inserts one row in a transaction of its own and gives its number.</summary>
    Task<long> InsertAsync(BareRow row);

    /// <summary>Inserts many rows in one transaction, the fastest way the database has.</summary>
    Task InsertManyAsync(IReadOnlyList<BareRow> rows);
}

/// <summary>Opens the store a connection string is of: PostgreSQL names a host, SQLite a file.</summary>
internal static class BareStores
{
    public static async Task<IBareStore> OpenAsync(string connectionString) =>
        connectionString.Contains("Host=", StringComparison.Ordinal)
            ? await BarePostgres.OpenAsync(connectionString)
            : await BareSqlite.OpenAsync(connectionString);
}
