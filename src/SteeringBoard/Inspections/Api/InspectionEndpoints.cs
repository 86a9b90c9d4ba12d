using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Inspections.Api;

/// <summary>Inspections and findings over HTTP.</summary>
public static class InspectionEndpoints
{
    private const string Key = "Idempotency-Key";

    public static void MapInspections(this WebApplication app)
    {
        var programme = app.MapGroup("/api/v1/programmes/{programme}").RequireAuthorization(Caller.Read);
        // A page elsewhere cannot send the key without asking first: it stands for the token a form has.
        programme.MapPost("/inspections", TakeAsync).DisableAntiforgery()
            .WithSummary("Takes an inspection in, a form with an optional photo; its id is also the Idempotency-Key. Sent again it changes nothing.")
            .Produces<InspectionAnswer>().ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        programme.MapGet("/inspections/{id:guid}/photo", PhotoAsync).WithSummary("The photo of an inspection, as an attachment: for inspectors, the office and auditors.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        programme.MapGet("/findings", Findings).WithSummary("The findings the caller may see, the latest opened first.").Produces<List<FindingAnswer>>();
        programme.MapPost("/findings/{id:long}/steps", StepAsync).DisableAntiforgery()
            .WithSummary("A finding is answered by its owner, or closed with evidence by somebody who is none of its owner's people.")
            .Produces<FindingAnswer>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http, string programme, InspectionDesk desk, EvidenceFiles files, Boards boards, IStringLocalizer<InspectionTexts> texts,
        CancellationToken cancellation)
    {
        var actor = http.User.Actor();
        if (actor is not { Role: ActorRole.Inspector, Body: null })
        {
            return Refuse(texts, FindingRefusals.NotYourRight);
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = 2L * EvidenceFiles.MaxBytes;
        }
        if (!http.Request.HasFormContentType)
        {
            return Refuse(texts, "bad-request");
        }
        var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = 2L * EvidenceFiles.MaxBytes }, cancellation);
        if (!Guid.TryParse(form["id"], out var id) || http.Request.Headers[Key].ToString() != form["id"].ToString()
            || !long.TryParse(form["value"], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || !TryTotal(form["total"], out var total) || !BoardAnswers.TryInstant(form["takenAt"], out var taken) || taken is null)
        {
            return Refuse(texts, "bad-request");
        }
        KeptFile? kept = null;
        var photo = form.Files.GetFile("photo");
        if (photo is { Length: > 0 })
        {
            await using var content = photo.OpenReadStream();
            kept = await files.KeepAsync(content, cancellation);
            if (kept is null)
            {
                return Refuse(texts, "photo-too-large", EvidenceFiles.MaxBytes / 1024 / 1024);
            }
            if (form["photoHash"].ToString() is { Length: > 0 } said && said != kept.Hash)
            {
                await files.LetGoAsync(kept, cancellation);
                return Refuse(texts, "photo-damaged");
            }
        }
        var sheet = new InspectionSheet(
            id, form["body"].ToString(), form["indicator"].ToString(), value, total, form["note"].ToString(), form["place"].ToString(), taken.Value, kept?.Hash, photo?.FileName);
        var answer = await desk.TakeAsync(programme, sheet, actor, cancellation);
        if (answer.Inspection is not { } inspection)
        {
            if (kept is not null)
            {
                await files.LetGoAsync(kept, cancellation);
            }
            return answer.Message is { } message ? Problem(answer.Refusal!, message) : Refuse(texts, answer.Refusal!, InspectionDesk.MostText);
        }
        return TypedResults.Json(
            new InspectionAnswer(
                inspection.Id, inspection.Body, inspection.Indicator, inspection.Value, inspection.Total == 0 ? null : inspection.Total,
                boards.Find(programme)!.Current.Catalog.Local(inspection.TakenAt), inspection.PhotoHash, answer.Again),
            WireJson.Options);
    }

    private static async Task<IResult> PhotoAsync(
        ClaimsPrincipal caller, string programme, Guid id, InspectionDesk desk, AuditTrail trail, TimeProvider time, IStringLocalizer<InspectionTexts> texts,
        CancellationToken cancellation)
    {
        var actor = caller.Actor();
        if (!FindingRules.SeesInspections(actor))
        {
            return Refuse(texts, FindingRefusals.NotYourRight);
        }
        if (await desk.PhotoAsync(actor, programme, id, cancellation) is not var (content, of))
        {
            return Refuse(texts, "unknown-file");
        }
        await trail.WriteAsync(
            new AuditEntry("inspection.photo", actor.Name, time.GetUtcNow())
            {
                Role = actor.Role.ToString(),
                Programme = programme,
                Body = of.Body,
                Subject = of.Indicator,
                Details = [of.PhotoHash!],
            },
            cancellation);
        return TypedResults.File(content, "application/octet-stream", string.IsNullOrWhiteSpace(of.PhotoName) ? $"{id:N}.jpg" : of.PhotoName);
    }

    private static IResult Findings(ClaimsPrincipal caller, string programme, string? body, FindingBook book, Boards boards) =>
        boards.Find(programme)?.Current.Catalog is not { } catalog
            ? TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: ProblemCodes.UnknownProgramme)
            : TypedResults.Json(
                book.Of(caller.Actor(), programme, body, null, null).Select(finding => Tell(catalog, finding)).ToList(), WireJson.Options);

    private static async Task<IResult> StepAsync(
        ClaimsPrincipal caller, string programme, long id, FindingStepRequest request, FindingBook book, Boards boards, IStringLocalizer<InspectionTexts> texts,
        CancellationToken cancellation)
    {
        FindingState? to = request.Step switch { "answer" => FindingState.Answered, "close" => FindingState.Closed, _ => null };
        if (to is not { } state)
        {
            return Refuse(texts, "bad-request");
        }
        var answer = await book.StepAsync(programme, id, state, request.Text ?? "", request.Seen, caller.Actor(), cancellation);
        return answer.Refusal is { } refusal
            ? Refuse(texts, refusal, refusal == FindingRefusals.TextTooLong ? FindingRules.MostText : FindingRules.LeastText)
            : TypedResults.Json(Tell(boards.Find(programme)!.Current.Catalog, answer.Finding!), WireJson.Options);
    }

    private static FindingAnswer Tell(Catalog catalog, Finding finding) => new(
        finding.Row.Id, finding.Row.Body, finding.Row.Indicator, finding.State.ToString().ToLowerInvariant(), finding.Row.Weaker, finding.Row.Stronger,
        catalog.Local(finding.Row.OpenedAt), catalog.Local(finding.Row.Due), finding.Version);

    private static bool TryTotal(string? text, out long? total)
    {
        total = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
        return total is not null || string.IsNullOrEmpty(text);
    }

    private static ProblemHttpResult Refuse(IStringLocalizer texts, string code, params object[] values) => Problem(code, texts[code, values]);

    private static ProblemHttpResult Problem(string code, string message) => TypedResults.Problem(
        statusCode: code switch
        {
            FindingRefusals.NotYourRight or FindingRefusals.BodyNotYours or "id-taken" => StatusCodes.Status403Forbidden,
            FindingRefusals.UnknownFinding or "unknown-file" or "unknown-programme" => StatusCodes.Status404NotFound,
            FindingRefusals.VersionPassed => StatusCodes.Status409Conflict,
            "bad-request" => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        title: code, detail: message, extensions: [new("code", code)]);
}
