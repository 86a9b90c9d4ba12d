using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SteeringBoard.Data;

/// <summary>
/// The record. It knows no slice: each brings its own entity configurations, found by assembly, and asks for <c>Set&lt;T&gt;()</c>.
/// </summary>
public abstract class BoardDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BoardDb).Assembly);

    /// <summary>Instants are kept as milliseconds of Unix time: they sort alike in both databases, and have no zone to lose.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}

/// <summary>The record in a SQLite file: the default.</summary>
public sealed class SqliteBoardDb(DbContextOptions<SqliteBoardDb> options) : BoardDb(options);

/// <summary>The record in PostgreSQL: production.</summary>
public sealed class PostgresBoardDb(DbContextOptions<PostgresBoardDb> options) : BoardDb(options);
