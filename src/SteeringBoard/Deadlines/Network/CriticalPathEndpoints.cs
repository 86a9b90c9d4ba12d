using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Network;

/// <summary>The critical path and "what if" over HTTP (contract.md, section 2).</summary>
public static class CriticalPathEndpoints
{
    public static void MapCriticalPath(this WebApplication app) =>
        app.MapGet("/api/v1/programmes/{programme}/critical-path", PathAsync).RequireAuthorization(Caller.Read)
            .WithSummary("The path to the hard stop, how much each assignment may slip, and who misses what if some do (slip=G15:PT6H, slip=G15@79:PT6H).")
            .Produces<CriticalPathAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> PathAsync(
        HttpContext http, string programme, Boards boards, BoardFeed feed, PastBoards past, DirectivesOf directives, NetworkViews views,
        CriticalPathAnswers answers, string? asOf, string[]? slip, CancellationToken cancellation)
    {
        if (boards.Find(programme) is not { } board)
        {
            return Problem(StatusCodes.Status404NotFound, ProblemCodes.UnknownProgramme);
        }
        if (!feed.TryScope(programme, null, http.User, out var scope))
        {
            return Problem(StatusCodes.Status403Forbidden, ProblemCodes.BodyNotYours);
        }
        var now = board.Clock.GetUtcNow();
        if (!BoardAnswers.TryInstant(asOf, out var moment) || moment > now)
        {
            return Problem(StatusCodes.Status400BadRequest, moment is null ? "not-an-instant" : ProblemCodes.AsOfInFuture);
        }
        var snapshot = moment is { } then ? await past.AtAsync(programme, then, cancellation) : board.Current;
        var at = moment ?? now;
        var view = views.Of(snapshot, directives(programme, moment), at);
        var (slips, faults) = answers.Read(slip ?? [], snapshot.Catalog, view, CultureInfo.CurrentUICulture);
        return faults.Count > 0
            ? Problem(StatusCodes.Status400BadRequest, "bad-slip", string.Join(' ', faults))
            : TypedResults.Json(CriticalPathAnswers.Of(snapshot, view, slips, scope, at), WireJson.Options);
    }

    private static ProblemHttpResult Problem(int status, string code, string? message = null) =>
        TypedResults.Problem(statusCode: status, title: code, detail: message, extensions: [new("code", code)]);
}
