using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines;

/// <summary>The deadlines over HTTP (contract.md, section 2).</summary>
public static class DeadlineEndpoints
{
    public static void MapDeadlines(this WebApplication app) =>
        app.MapGet("/api/v1/programmes/{programme}/deadlines", DeadlinesAsync).RequireAuthorization(Caller.Sums)
            .WithSummary("Each dated directive: how far, at what pace, and when it will be done.").Produces<DeadlinesAnswer>();

    private static async Task<IResult> DeadlinesAsync(
        string programme, Boards boards, PastBoards past, DirectivesOf directives, DeadlineAnswers answers, string? asOf, string? level,
        CancellationToken cancellation)
    {
        if (boards.Find(programme) is not { } board)
        {
            return Problem(StatusCodes.Status404NotFound, ProblemCodes.UnknownProgramme);
        }
        if (!BoardAnswers.TryLevel(level, out var asked))
        {
            return Problem(StatusCodes.Status400BadRequest, "unknown-level");
        }
        var now = board.Clock.GetUtcNow();
        if (!BoardAnswers.TryInstant(asOf, out var moment) || moment > now)
        {
            return Problem(StatusCodes.Status400BadRequest, moment is null ? "not-an-instant" : ProblemCodes.AsOfInFuture);
        }
        var snapshot = moment is { } then ? await past.AtAsync(programme, then, cancellation) : board.Current;
        return TypedResults.Json(
            answers.Of(snapshot, directives(programme, moment), asked, CultureInfo.CurrentUICulture, moment ?? now), WireJson.Options);
    }

    private static ProblemHttpResult Problem(int status, string code) => TypedResults.Problem(statusCode: status, title: code, extensions: [new("code", code)]);
}
