using SteeringBoard.Data;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Operations;

/// <summary>Takes away each hour what the slices keep and nobody can ask for any more. One that fails leaves the others their turn.</summary>
public sealed partial class Pruning(IRecord record, IEnumerable<Prunes> prunes, TimeProvider time, ILogger<Pruning> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    internal async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var prune in prunes)
        {
            try
            {
                await using var db = record.Open();
                await prune(db, time.GetUtcNow(), cancellation);
            }
            catch (Exception error) when (Outage.Is(error) || error is UnauthorizedAccessException)
            {
                Log.NotPruned(logger, error, Reference.New());
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What is no longer asked for was not taken away; tried again in an hour (reference {Reference})")]
        public static partial void NotPruned(ILogger logger, Exception error, string reference);
    }
}
