namespace SteeringBoard.Data;

/// <summary>Where the record lives.</summary>
/// <param name="Directory">All files of the embedded mode (<c>Data:Directory</c>).</param>
/// <param name="ConnectionString">PostgreSQL (<c>ConnectionStrings:Record</c>); none for SQLite in the directory.</param>
public sealed record RecordOptions(string Directory, string? ConnectionString)
{
    public bool IsPostgres => ConnectionString is not null;

    public string SqliteFile => Path.Combine(Directory, "record.db");

    /// <summary>Full synchronisation is set on every connection by <see cref="SqlitePragmas"/>.</summary>
    public string SqliteConnectionString => $"Data Source={SqliteFile};Foreign Keys=True;Default Timeout=30";

    public static RecordOptions From(IConfiguration configuration) =>
        new(configuration["Data:Directory"] is { Length: > 0 } directory ? directory : "data", configuration.GetConnectionString("Record") is { Length: > 0 } text ? text : null);
}
