using Microsoft.Data.Sqlite;
using Npgsql;

namespace SteeringBoard.Data;

/// <summary>Where the record lives.</summary>
/// <param name="Directory">All files of the embedded mode (<c>Data:Directory</c>).</param>
/// <param name="ConnectionString">PostgreSQL (<c>ConnectionStrings:Record</c>); none for SQLite in the directory.</param>
public sealed record RecordOptions(string Directory, string? ConnectionString)
{
    /// <summary>More statements than any connection uses again and again.</summary>
    private const int Prepared = 64;

    public bool IsPostgres => ConnectionString is not null;

    public string SqliteFile => Path.Combine(Directory, "record.db");

    /// <summary>Full synchronisation is set on every connection by <see cref="SqlitePragmas"/>.</summary>
    public string SqliteConnectionString => $"Data Source={SqliteFile};Foreign Keys=True;Default Timeout=30";

    /// <summary>
    /// PostgreSQL with the statements of each connection kept planned, unless its own string says how many: what writes does so with the same few.
    /// All who open the record use this one, so that a pool emptied when the database is lost is emptied for all.
    /// </summary>
    public string PostgresConnectionString
    {
        get
        {
            var connection = new NpgsqlConnectionStringBuilder(ConnectionString);
            if (!connection.ShouldSerialize("Max Auto Prepare"))
            {
                (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (Prepared, 2);
            }
            return connection.ConnectionString;
        }
    }

    /// <summary>Deletes the files of the embedded mode: the demo's, when its week is started again. Nothing may have them open.</summary>
    public void DeleteFiles()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory, "*.db*"))
        {
            File.Delete(file);
        }
    }

    /// <exception cref="OptionsException">A value is wrong; it names the key.</exception>
    public static RecordOptions From(IConfiguration configuration)
    {
        var postgres = configuration.GetConnectionString("Record") is { Length: > 0 } text ? text : null;
        try
        {
            _ = new NpgsqlConnectionStringBuilder(postgres);
        }
        catch (ArgumentException error)
        {
            throw new OptionsException($"ConnectionStrings:Record is no connection string of PostgreSQL: {error.Message}");
        }
        return new(configuration["Data:Directory"] is { Length: > 0 } directory ? directory : "data", postgres);
    }
}
