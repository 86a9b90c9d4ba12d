using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Api;

/// <summary>The board over HTTP (contract.md, sections 1 and 2).</summary>
public static class ReadinessEndpoints
{
    private const int DefaultPage = 200;
    private const int MaxPage = 1_000;
    private const int MaxKey = 200;

    public static void MapReadiness(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapPost("/readings", PushAsync).RequireAuthorization(Caller.Push).DisableAntiforgery()
            .WithSummary("Takes a readiness/1 document in; answers after its readings are durable.")
            .Accepts<ReadinessDocument>("application/json").Produces<PushAnswer>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGet("/programmes", Programmes).RequireAuthorization(Caller.Look).WithSummary("The programmes the caller may see.");
        api.MapGet("/programmes/{programme}/board", BoardAsync).RequireAuthorization(Caller.Read)
            .WithSummary("Every cell the caller may see, now or as it was known at a past moment.")
            .Produces<BoardAnswer>().Produces(StatusCodes.Status304NotModified);
        api.MapGet("/programmes/{programme}/bodies/{body}/history", HistoryAsync).RequireAuthorization(Caller.Read)
            .WithSummary("Every reading of a body with its provenance, oldest first, by pages.").Produces<HistoryPage>();
    }

    private static async Task<IResult> PushAsync(HttpContext http, DocumentIntake intake, Sources sources, CancellationToken cancellation)
    {
        var caller = http.User;
        var body = caller.Body()!;
        var most = EvidenceLevels.TryParse(caller.Most(), out var strongest) ? strongest : EvidenceLevel.Claimed;
        var code = $"push:{caller.Key()}";
        var source = new IntakeSource(await sources.NumberAsync(code, "push", cancellation), code, body, EvidenceLevel.Claimed, most, TimeSpan.Zero);
        if (http.Request.ContentLength > ReadinessDocument.MaxBytes)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, null);
        }
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKey)
        {
            return Problem(StatusCodes.Status400BadRequest, "bad-idempotency-key", null);
        }
        using var document = await ReadAsync(http.Request, cancellation);
        if (document is null)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, null);
        }
        var result = await intake.TakeAsync(document.GetBuffer().AsMemory(0, (int)document.Length), source, key.Length == 0 ? null : key, cancellation);
        if (result.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        return result.Refusal is { } refusal ? Problem(refusal.Status, refusal.Code, refusal.Message) : TypedResults.Json(result.Answer, WireJson.Options);
    }

    private static async Task<MemoryStream?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var stream = new MemoryStream((int)(request.ContentLength ?? 4096));
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
            {
                if (stream.Length + read > ReadinessDocument.MaxBytes)
                {
                    await stream.DisposeAsync();
                    return null;
                }
                stream.Write(buffer, 0, read);
            }
            return stream;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static JsonHttpResult<List<ProgrammeAnswer>> Programmes(Boards boards) => TypedResults.Json(
        boards.All.OrderByDescending(board => board.Programme.Programme.HardStop).Select(board =>
        {
            var (programme, clock, catalog) = (board.Programme.Programme, board.Clock, board.Current.Catalog);
            return new ProgrammeAnswer(
                programme.Code,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["vi"] = programme.Name.Vi, ["en"] = programme.Name.En, ["fr"] = programme.Name.Fr },
                programme.BodySet,
                new ClockAnswer(clock.Plan.IsRehearsal ? "rehearsal" : "real", catalog.Local(clock.GetUtcNow()), clock.Speed, clock.Holds),
                programme.HardStop is { } stop ? catalog.Local(stop) : null,
                programme.Simulated,
                board.Current.Sequence);
        }).ToList(),
        WireJson.Options);

    private static async Task<IResult> BoardAsync(
        HttpContext http, string programme, Boards boards, BoardFeed feed, BoardAnswers answers, PastBoards past,
        string? asOf, string? level, string? under, CancellationToken cancellation)
    {
        if (boards.Find(programme) is not { } board)
        {
            return Problem(StatusCodes.Status404NotFound, ProblemCodes.UnknownProgramme, null);
        }
        if (!feed.TryScope(programme, under, http.User, out var scope))
        {
            return under is not null && board.Current.Catalog.BodyPlace(under) is null
                ? Problem(StatusCodes.Status404NotFound, "unknown-body", null)
                : Problem(StatusCodes.Status403Forbidden, ProblemCodes.BodyNotYours, null);
        }
        if (!BoardAnswers.TryLevel(level, out var asked))
        {
            return Problem(StatusCodes.Status400BadRequest, "unknown-level", null);
        }
        if (!BoardAnswers.TryInstant(asOf, out var moment))
        {
            return Problem(StatusCodes.Status400BadRequest, "not-an-instant", null);
        }
        var now = board.Clock.GetUtcNow();
        if (moment > now)
        {
            return Problem(StatusCodes.Status400BadRequest, ProblemCodes.AsOfInFuture, null);
        }
        var snapshot = moment is { } then ? await past.AtAsync(programme, then, cancellation) : board.Current;
        var etag = new EntityTagHeaderValue($"\"{programme}-{snapshot.Sequence}-{scope}-{level}-{moment?.ToUnixTimeMilliseconds()}\"", isWeak: true);
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false)))
        {
            http.Response.GetTypedHeaders().ETag = etag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        http.Response.GetTypedHeaders().ETag = etag;
        http.Response.Headers.CacheControl = "private, no-cache";
        var at = moment ?? now;
        var catalog = snapshot.Catalog;
        var bodies = scope is null
            ? catalog.AboveCommunes
            : [.. Enumerable.Range(0, catalog.Bodies.Length).Where(body => catalog.IsUnder(body, catalog.BodyPlace(scope)!.Value))];
        var cells = bodies.SelectMany(body => snapshot.CellsOf(body)).Select(pair => answers.Cell(snapshot, pair.Key, asked, at)).ToList();
        return TypedResults.Json(
            new BoardAnswer(programme, snapshot.Sequence, catalog.Local(at), catalog.Programme.Simulated, cells), WireJson.Options);
    }

    private static async Task<IResult> HistoryAsync(
        HttpContext http, string programme, string body, Boards boards, BoardFeed feed, IRecord record, Sources sources,
        string? indicator, string? from, string? to, string? after, int? limit, CancellationToken cancellation)
    {
        if (boards.Find(programme)?.Current.Catalog is not { } catalog)
        {
            return Problem(StatusCodes.Status404NotFound, ProblemCodes.UnknownProgramme, null);
        }
        if (catalog.Body(body) is not { } of)
        {
            return Problem(StatusCodes.Status404NotFound, "unknown-body", null);
        }
        if (!feed.TryScope(programme, body, http.User, out _))
        {
            return Problem(StatusCodes.Status403Forbidden, ProblemCodes.BodyNotYours, null);
        }
        var count = indicator is null ? null : catalog.Indicator(indicator);
        if (indicator is not null && count is null)
        {
            return Problem(StatusCodes.Status404NotFound, ProblemCodes.UnknownIndicator, null);
        }
        if (!BoardAnswers.TryInstant(from, out var since) || !BoardAnswers.TryInstant(to, out var until)
            || limit is < 1 or > MaxPage || !TryAfter(after, out var last))
        {
            return Problem(StatusCodes.Status400BadRequest, "bad-page", null);
        }
        var page = limit ?? DefaultPage;
        await using var db = record.Open();
        var rows = await History.ReadAsync(db, catalog, of.Id, count?.Id, since, until, last, page + 1, cancellation);
        var readings = rows.Take(page).Select(row => History.Told(catalog, sources, of.Code, row)).ToList();
        return TypedResults.Json(
            new HistoryPage(readings, rows.Count > page ? rows[page - 1].Reading.Id.ToString(CultureInfo.InvariantCulture) : null), WireJson.Options);
    }

    private static bool TryAfter(string? text, out long after)
    {
        after = 0;
        return string.IsNullOrEmpty(text) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }

    private static ProblemHttpResult Problem(int status, string code, string? message) =>
        TypedResults.Problem(statusCode: status, title: code, detail: message, extensions: [new("code", code)]);
}
