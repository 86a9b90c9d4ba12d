using Microsoft.EntityFrameworkCore;

namespace SteeringBoard.Data;

/// <summary>Makes contexts of whichever database holds the record.</summary>
public interface IRecord
{
    /// <summary>A context of its own; dispose it after use.</summary>
    BoardDb Open();
}

/// <summary>Registers the record.</summary>
public static class DataExtensions
{
    public static IServiceCollection AddData(this IServiceCollection services, RecordOptions options)
    {
        services.AddSingleton(options);
        if (options.IsPostgres)
        {
            services.AddPooledDbContextFactory<PostgresBoardDb>(db => db.UseNpgsql(options.ConnectionString));
            services.AddSingleton<IRecord, Record<PostgresBoardDb>>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteBoardDb>(db => db.UseSqlite(options.SqliteConnectionString).AddInterceptors(new SqlitePragmas()));
            services.AddSingleton<IRecord, Record<SqliteBoardDb>>();
        }
        return services;
    }

    /// <summary>Creates the record or brings it to this version.</summary>
    /// <exception cref="IOException">The data directory cannot be written.</exception>
    public static async Task MigrateAsync(this IRecord record, CancellationToken cancellation)
    {
        await using var db = record.Open();
        await db.Database.MigrateAsync(cancellation);
    }

    private sealed class Record<TContext>(IDbContextFactory<TContext> contexts) : IRecord
        where TContext : BoardDb
    {
        public BoardDb Open() => contexts.CreateDbContext();
    }
}
