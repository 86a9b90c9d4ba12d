using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SteeringBoard.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without starting the board.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteBoardDb>
{
    public SqliteBoardDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBoardDb>().UseSqlite("Data Source=design.db").Options);
}

/// <inheritdoc cref="SqliteDesignTime"/>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresBoardDb>
{
    public PostgresBoardDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresBoardDb>().UseNpgsql("Host=127.0.0.1").Options);
}
