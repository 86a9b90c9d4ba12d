using Microsoft.EntityFrameworkCore;
using SteeringBoard.Collection;
using SteeringBoard.Data;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Operations;

/// <summary>Whether the board is alive, and whether it can serve: for those who watch over it by machine.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => "alive").ExcludeFromDescription();
        app.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(
        IRecord record, INewestCache cache, CollectionStatus collection, TimeProvider time, CancellationToken cancellation)
    {
        var failing = new List<string>();
        if (!await AnswersAsync(record, time, cancellation))
        {
            failing.Add("record");
        }
        if (!cache.Health.Reachable)
        {
            failing.Add("cache");
        }
        if (await collection.SchedulerFaultAsync(cancellation) is not null)
        {
            failing.Add("scheduler");
        }
        return failing.Count == 0
            ? TypedResults.Text("ready")
            : TypedResults.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "not-ready", detail: string.Join(", ", failing), extensions: [new("failing", failing)]);
    }

    private static async Task<bool> AnswersAsync(IRecord record, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var db = record.Open();
            await db.Set<LedgerRow>().AsNoTracking().AnyAsync(cancellation).WaitAsync(Patience, time, cancellation);
            return true;
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException or InvalidOperationException)
        {
            return false;
        }
    }
}
