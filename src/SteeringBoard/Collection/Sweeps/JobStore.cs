using Microsoft.Data.Sqlite;
using Quartz;
using SteeringBoard.Data;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>Where the schedule is kept: a file of its own beside the SQLite record, or the same PostgreSQL, where the nodes share it.</summary>
internal static class JobStore
{
    /// <summary>The scheduler's name: the same on all nodes.</summary>
    public const string Name = "board";

    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddJobStore(this IServiceCollection services, RecordOptions record, CollectionOptions options)
    {
        services.AddQuartzExecutionHistory(history =>
        {
            history.Retention = TimeSpan.FromDays(1);
            history.RetentionByResult[JobRunResult.Failed] = TimeSpan.FromDays(30);
            history.MaxEntriesPerJob = 500;
            history.MaxEntriesPerScheduler = 20_000;
            history.WriteBehindInterval = TimeSpan.FromSeconds(10);
        });
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = Name;
                scheduler.GenerateInstanceId = record.IsPostgres;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UsePersistentStore(store =>
            {
                if (record.IsPostgres)
                {
                    store.UsePostgres(record.PostgresConnectionString);
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = CheckIn;
                        cluster.CheckinMisfireThreshold = CheckIn * 2;
                    });
                }
                else
                {
                    store.UseSqlite(source => source.DataSourceFactory = _ => new JobsFile(Sqlite(record)));
                }
                // Late by a beat is a beat missed. Looking for it costs a quarter of what 34 gateways in which nothing changed do.
                store.ConfigureStore(jobs => (jobs.MisfireThreshold, jobs.MisfireHandlerFrequency) = (options.Interval, options.Interval * 2));
                store.ProvisionSchema();
                store.UseExecutionHistory();
            });
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>Makes the file ready; a write-ahead log saves most of what firing a job costs.</summary>
    public static void Prepare(RecordOptions record)
    {
        if (record.IsPostgres)
        {
            return;
        }
        Directory.CreateDirectory(record.Directory);
        using var connection = new SqliteConnection(Sqlite(record));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    private static string Sqlite(RecordOptions record) => $"Data Source={Path.Combine(record.Directory, "jobs.db")};Default Timeout=30";
}
