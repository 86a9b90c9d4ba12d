using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Programmes;

namespace SteeringBoard.Directives;

/// <summary>The plan check over HTTP (contract.md, section 2), and in the log of a start.</summary>
public static partial class PlanCheckEndpoints
{
    public static void MapPlanCheck(this WebApplication app) =>
        app.MapGet("/api/v1/programmes/{programme}/plan-check", Check).RequireAuthorization(Caller.Sums)
            .WithSummary("What is wrong with the plan itself: dates that cannot hold, directives without owner or evidence.")
            .Produces<PlanCheckAnswer>().ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>Tells the faults of each programme's plan, if it has any.</summary>
    internal static void LogFaults(IEnumerable<RunningProgramme> programmes, DirectiveRegister directives, ILogger<DirectiveRegister> logger)
    {
        foreach (var programme in programmes)
        {
            var faults = directives.Current(programme.Code)?.Faults ?? [];
            if (!faults.IsEmpty)
            {
                var told = string.Join("; ", faults);
                Log.Faults(logger, programme.Code, faults.Length, told);
            }
        }
    }

    private static IResult Check(string programme, RunningProgrammes programmes, DirectiveRegister directives) =>
        programmes.Find(programme) is not null
            ? TypedResults.Json(
                new PlanCheckAnswer([.. (directives.Current(programme)?.Faults ?? []).Select(Tell)]), WireJson.Options)
            : TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound, title: ProblemCodes.UnknownProgramme, extensions: [new("code", ProblemCodes.UnknownProgramme)]);

    private static PlanCheckFault Tell(PlanFault fault) => new(fault.Kind.Code(), fault.Directive, fault.On, fault.Derived);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The plan of {Programme} has {Count} faults: {Faults}")]
        public static partial void Faults(ILogger logger, string programme, int count, string faults);
    }
}
