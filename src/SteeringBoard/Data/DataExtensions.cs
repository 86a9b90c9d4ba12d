using System.Data.Common;
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
    private const int OpeningLock = 5080;

    public static IServiceCollection AddData(this IServiceCollection services, RecordOptions options)
    {
        services.AddSingleton(options);
        if (options.IsPostgres)
        {
            services.AddPooledDbContextFactory<PostgresBoardDb>(db => db.UseNpgsql(options.PostgresConnectionString));
            services.AddSingleton<IRecord, Record<PostgresBoardDb>>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteBoardDb>(db => db.UseSqlite(options.SqliteConnectionString).AddInterceptors(new SqlitePragmas()));
            services.AddSingleton<IRecord, Record<SqliteBoardDb>>();
        }
        return services;
    }

    /// <summary>Creates the record or brings it to this version; of several nodes that start together one does, and the others wait for it.</summary>
    /// <exception cref="OptionsException">It cannot be opened; the message names the key of where it is.</exception>
    public static async Task MigrateAsync(this IRecord record, CancellationToken cancellation)
    {
        await using var db = record.Open();
        try
        {
            // A database that is not there yet is made by whichever node comes first.
            await using var alone = await db.Database.CanConnectAsync(cancellation) ? await record.AloneAsync(cancellation) : null;
            await db.Database.MigrateAsync(cancellation);
        }
        catch (Exception error) when (Outage.Is(error))
        {
            throw new OptionsException($"The record ({(db is SqliteBoardDb ? "Data:Directory" : "ConnectionStrings:Record")}) cannot be opened: {Outage.Told(error)}");
        }
    }

    /// <summary>Keeps other nodes of the same record waiting until disposed: what opens it does so one node at a time. On SQLite there is one node.</summary>
    public static async Task<IAsyncDisposable> AloneAsync(this IRecord record, CancellationToken cancellation)
    {
        var db = record.Open();
        if (db is PostgresBoardDb)
        {
            // Ends with the connection, whatever becomes of this process.
            await db.Database.BeginTransactionAsync(cancellation);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            (command.CommandText, command.CommandTimeout) = ($"SELECT pg_advisory_xact_lock({OpeningLock})", 0);
            await command.ExecuteNonQueryAsync(cancellation);
        }
        return db;
    }

    private sealed class Record<TContext>(IDbContextFactory<TContext> contexts) : IRecord
        where TContext : BoardDb
    {
        public BoardDb Open() => contexts.CreateDbContext();
    }
}
