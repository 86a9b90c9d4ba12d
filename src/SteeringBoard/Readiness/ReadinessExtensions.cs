using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Restating;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness;

/// <summary>Registers readings, boards and what can be watched of them.</summary>
public static class ReadinessExtensions
{
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<Boards>();
        services.AddSingleton<Sources>();
        services.AddSingleton<Prunes>(PruneAnswersAsync);
        services.AddSingleton<Replay>();
        services.AddSingleton<RecordLog>(provider =>
        {
            var options = provider.GetRequiredService<RecordOptions>();
            return options.IsPostgres ? new PostgresRecordLog(options.PostgresConnectionString) : new SqliteRecordLog(options.SqliteConnectionString);
        });
        services.AddSingleton<Recorder>();
        services.AddHostedService(provider => provider.GetRequiredService<Recorder>());
        services.AddSingleton<RestatementDesk>();
        services.AddSingleton<Aging>();
        services.AddHostedService(provider => provider.GetRequiredService<Aging>());
        services.AddSingleton<ProblemTexts>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<DocumentIntake>();
        services.AddSingleton<BoardAnswers>();
        services.AddSingleton<PastBoards>();
        services.AddSingleton<BoardFeed>();
        services.AddSingleton<IBoardFeed>(provider => provider.GetRequiredService<BoardFeed>());
        services.AddSingleton<IChangeSource>(provider => provider.GetRequiredService<BoardFeed>());
        return services;
    }

    /// <summary>Answers that are given no more.</summary>
    internal static Task PruneAnswersAsync(BoardDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var before = now - AnswerRow.GoodFor;
        return db.Set<AnswerRow>().Where(row => row.GivenReal < before).ExecuteDeleteAsync(cancellation);
    }
}
