using SteeringBoard.Collection;
using SteeringBoard.Live;

namespace SteeringBoard.Operations;

/// <summary>Whether the board is alive, and whether it can serve: for those who watch over it by machine.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => "alive").AllowAnonymous().WithSummary("Whether the board is alive.");
        app.MapGet("/readyz", ReadyAsync).AllowAnonymous().WithSummary("Whether the board can serve: record, cache and scheduler answer; what does not is named.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(
        RecordCheck record, INewestCache cache, CollectionStatus collection, CancellationToken cancellation)
    {
        var failing = new List<string>();
        if (!(await record.LookAsync(cancellation)).Reachable)
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
}
