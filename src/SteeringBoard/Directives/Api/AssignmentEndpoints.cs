using Microsoft.AspNetCore.Http.Features;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Api;

namespace SteeringBoard.Directives.Api;

/// <summary>Assignments over HTTP: updates, extensions, decisions, evidence files.</summary>
internal static class AssignmentEndpoints
{
    public static void Map(RouteGroupBuilder directives)
    {
        var one = directives.MapGroup("/{directive}/assignments/{body}");
        Writes(one.MapPost("/updates", UpdateAsync).WithSummary("The responsible body tells where it is, in one line with optional evidence."));
        Writes(one.MapPost("/extensions", ExtensionAsync).WithSummary("The responsible body asks for a later instant, with a reason; never past the hard stop."));
        Writes(one.MapPost("/decisions", DecideAsync)
            .WithSummary("The office confirms, returns, cancels, or decides on an extension; against the evidence only with a reason that stays."));
        one.MapPost("/files", KeepAsync).WithSummary("Keeps an evidence file of at most 10 MB, the body of the request, for an update to name.")
            .Accepts<byte[]>("application/octet-stream").Produces<FileAnswer>()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        one.MapGet("/updates/{number:int}/file", FileAsync).WithSummary("The evidence file of an update, as an attachment.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void Writes(RouteHandlerBuilder endpoint) => endpoint.Produces<AssignmentAnswer>()
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> UpdateAsync(string programme, string directive, string body, UpdateRequest request, AssignmentCalls calls, CancellationToken cancellation) =>
        request.Action.IsOneOf(out var action, AssignmentAction.Progress, AssignmentAction.Block, AssignmentAction.Submit)
            ? calls.RecordAsync(programme, directive, body, new AssignmentStep
            {
                Action = action,
                Seen = request.Seen,
                Line = request.Line ?? "",
                Link = string.IsNullOrWhiteSpace(request.Link) ? null : request.Link,
                FileHash = request.File,
                FileName = request.FileName,
                BlockedBy = request.BlockedBy,
            }, cancellation)
            : calls.RefuseAsync(new RuleRefusal(RefusalCodes.BadRequest, "action"));

    private static Task<IResult> ExtensionAsync(
        string programme, string directive, string body, ExtensionRequest request, AssignmentCalls calls, CancellationToken cancellation) =>
        BoardAnswers.TryInstant(request.NewDue, out var due)
            ? calls.RecordAsync(programme, directive, body, new AssignmentStep
            {
                Action = AssignmentAction.AskExtension,
                Seen = request.Seen,
                Reason = request.Reason ?? "",
                NewDue = due,
            }, cancellation)
            : calls.RefuseAsync(new RuleRefusal(RefusalCodes.BadRequest, "newDue"));

    private static Task<IResult> DecideAsync(
        string programme, string directive, string body, DecisionRequest request, AssignmentCalls calls, CancellationToken cancellation)
    {
        var (word, seen, reason, overrides) = request;
        return word.IsOneOf(
            out var action, AssignmentAction.Confirm, AssignmentAction.Return, AssignmentAction.Cancel, AssignmentAction.GrantExtension,
            AssignmentAction.RefuseExtension)
            ? calls.RecordAsync(programme, directive, body, new AssignmentStep
            {
                Action = action,
                Seen = seen,
                Reason = reason ?? "",
                Override = overrides,
            }, cancellation)
            : calls.RefuseAsync(new RuleRefusal(RefusalCodes.BadRequest, "decision"));
    }

    private static async Task<IResult> KeepAsync(
        HttpContext http, string programme, string directive, string body, AssignmentCalls calls, EvidenceFiles files, EvidenceQuota quota, AuditTrail trail,
        CancellationToken cancellation)
    {
        if ((calls.MayRead(programme, directive, body) ?? AssignmentRules.RefuseFor(body, http.User.Actor())) is { } refusal)
        {
            return calls.Refuse(refusal);
        }
        if (!quota.Take(body))
        {
            return calls.Refuse(new RuleRefusal(RefusalCodes.TooManyFiles, EvidenceQuota.FilesADay));
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Cut off by the store, which says so in words.
            limit.MaxRequestBodySize = 2L * EvidenceFiles.MaxBytes;
        }
        if (http.Request.ContentLength > EvidenceFiles.MaxBytes || await files.KeepAsync(http.Request.Body, cancellation) is not { Hash: var hash })
        {
            return calls.Refuse(new RuleRefusal(RefusalCodes.FileTooLarge));
        }
        await trail.WriteAsync(calls.Told("evidence.kept", programme, directive, body, hash), cancellation);
        return TypedResults.Json(new FileAnswer(hash), WireJson.Options);
    }

    private static async Task<IResult> FileAsync(
        string programme, string directive, string body, int number, AssignmentCalls calls, EvidenceFiles files, DirectiveRegister register, AuditTrail trail,
        CancellationToken cancellation)
    {
        if (calls.MayRead(programme, directive, body) is { } refusal)
        {
            return calls.Refuse(refusal);
        }
        var update = register.Current(programme)!.Assignment(directive, body)!.Updates.Find(update => update.Number == number);
        if (update is not { FileHash: { } hash, FileName: var name } || !files.Has(hash))
        {
            return calls.Refuse(new RuleRefusal(RefusalCodes.UnknownFile));
        }
        await trail.WriteAsync(calls.Told("evidence.read", programme, directive, body, string.IsNullOrWhiteSpace(name) ? hash : name), cancellation);
        return files.Open(hash) is { } content
            ? TypedResults.File(content, "application/octet-stream", string.IsNullOrWhiteSpace(name) ? hash : name)
            : calls.Refuse(new RuleRefusal(RefusalCodes.UnknownFile));
    }

    private static bool IsOneOf(this string? word, out AssignmentAction action, params ReadOnlySpan<AssignmentAction> known) =>
        EnumWords.TryRead(word, out action) && known.Contains(action);
}

/// <summary>What the caller does with assignments, and what it is told.</summary>
internal sealed class AssignmentCalls(
    IHttpContextAccessor http, AssignmentBook book, DirectiveRegister register, DirectiveAnswers answers, DirectiveProblems problems,
    Readiness.Snapshots.Boards boards, TimeProvider time)
{
    private Actor Actor => http.HttpContext!.User.Actor();

    public async Task<IResult> RecordAsync(string programme, string directive, string body, AssignmentStep step, CancellationToken cancellation)
    {
        var answer = await book.RecordAsync(programme, directive, body, step, Actor, cancellation);
        var current = register.Current(programme);
        if (answer.Refusal is not { } refusal)
        {
            return TypedResults.Json(
                answers.Tell(current!, answer.Assignment!, null, boards.Find(programme)!.Clock.GetUtcNow()), WireJson.Options);
        }
        var zone = current is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(current.Programme.Zone);
        return refusal.Code is RefusalCodes.VersionPassed
            ? problems.Answer(
                refusal, zone, new("version", answer.Assignment!.Version),
                new("updates", answer.Between.Select(update => DirectiveAnswers.Tell(update, zone)).ToList()))
            : problems.Answer(refusal, zone);
    }

    /// <summary>What the caller did with a file of an assignment, for the trail.</summary>
    public AuditEntry Told(string what, string programme, string directive, string body, string file) => new(what, Actor.Name, time.GetUtcNow())
    {
        Role = Actor.Role.ToString(),
        ByBody = Actor.Body,
        Programme = programme,
        Body = body,
        Subject = directive,
        Details = [file],
        At = boards.Find(programme)?.Clock.GetUtcNow(),
    };

    public Task<IResult> RefuseAsync(RuleRefusal refusal) => Task.FromResult(Refuse(refusal));

    public IResult Refuse(RuleRefusal refusal) => problems.Answer(refusal);

    /// <summary>Why the caller may not read the files of an assignment; none when it may. A guest reads no files.</summary>
    public RuleRefusal? MayRead(string programme, string directive, string body)
    {
        if (register.Current(programme) is not { } current)
        {
            return new RuleRefusal(RefusalCodes.UnknownProgramme);
        }
        if (current.Assignment(directive, body) is not { } assignment)
        {
            return new RuleRefusal(RefusalCodes.NotAssigned, directive, body);
        }
        return AssignmentBook.MayReadFiles(current, Actor, assignment) ? null
            : Actor.Body is null ? new RuleRefusal(RefusalCodes.NotYourRight) : new RuleRefusal(RefusalCodes.BodyNotYours, body);
    }
}
