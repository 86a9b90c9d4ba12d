using System.Security.Claims;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Directives.Api;

/// <summary>Directives written over HTTP: drafted, published, amended; and who answers for a body.</summary>
internal static class DraftEndpoints
{
    public static void Map(RouteGroupBuilder directives, RouteGroupBuilder programme)
    {
        Writes(directives.MapPost("", DraftAsync)
            .WithSummary("Drafts a directive, or issues it at once to one body, several, or every one of a kind; the six clears are the gate."));
        Writes(directives.MapPost("/{directive}/publish", PublishAsync).WithSummary("Publishes a draft, if it has the six clears: its bodies then have it."));
        Writes(directives.MapPost("/{directive}/versions", AmendAsync).WithSummary("Writes a directive anew, with a reason; what it was stays."));
        programme.MapGet("/accountability", Accountability).WithSummary("Who answers for each body whose assignments the caller reads, and who did before.").Produces<List<AccountableAnswer>>();
        programme.MapPost("/bodies/{body}/accountability", NameAsync).WithSummary("The office names the head and the officer who answer for a body from a moment on.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static void Writes(RouteHandlerBuilder endpoint) => endpoint.Produces<DirectiveAnswer>()
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> DraftAsync(
        ClaimsPrincipal caller, string programme, DraftRequest request, DirectiveDesk desk, DeskAnswers answers, CancellationToken cancellation) =>
        TryRead(request, out var draft)
            ? answers.Of(programme, await desk.DraftAsync(programme, draft, request.Publish, caller.Actor(), cancellation), caller.Actor())
            : answers.Refuse(new RuleRefusal(RefusalCodes.BadRequest, "kind"));

    private static async Task<IResult> PublishAsync(
        ClaimsPrincipal caller, string programme, string directive, PublishRequest request, DirectiveDesk desk, DeskAnswers answers,
        CancellationToken cancellation) =>
        answers.Of(programme, await desk.PublishAsync(programme, directive, request.Seen, caller.Actor(), cancellation), caller.Actor());

    private static async Task<IResult> AmendAsync(
        ClaimsPrincipal caller, string programme, string directive, DraftRequest request, DirectiveDesk desk, DeskAnswers answers,
        CancellationToken cancellation) =>
        TryRead(request, out var draft)
            ? answers.Of(
                programme, await desk.AmendAsync(programme, directive, request.Seen, draft, request.Publish, request.Reason ?? "", caller.Actor(), cancellation), caller.Actor())
            : answers.Refuse(new RuleRefusal(RefusalCodes.BadRequest, "kind"));

    private static IResult Accountability(ClaimsPrincipal caller, string programme, DirectiveRegister register, Boards boards, DeskAnswers answers)
    {
        if (register.Current(programme) is not { } current || boards.Find(programme) is not { } board)
        {
            return answers.Refuse(new RuleRefusal(RefusalCodes.UnknownProgramme));
        }
        var (catalog, actor) = (board.Current.Catalog, caller.Actor());
        return TypedResults.Json(
            catalog.Bodies.Where(body => AssignmentBook.SeesPeople(current, actor, body.Code)).SelectMany(body => current.AccountableOf(body.Code))
                .Select(row => new AccountableAnswer(row.Body, row.Head, row.Officer, catalog.Local(row.From), row.ByName, catalog.Local(row.At))).ToList(),
            WireJson.Options);
    }

    private static async Task<IResult> NameAsync(
        ClaimsPrincipal caller, string programme, string body, AccountableRequest request, DirectiveDesk desk, DeskAnswers answers, Boards boards,
        CancellationToken cancellation)
    {
        var from = request.From ?? boards.Find(programme)?.Clock.GetUtcNow() ?? default;
        return await desk.NameAsync(programme, body, request.Seen, request.Head ?? "", request.Officer ?? "", from, caller.Actor(), cancellation) is { } refusal
            ? answers.Refuse(refusal)
            : TypedResults.NoContent();
    }

    private static bool TryRead(DraftRequest request, out DirectiveDraft draft)
    {
        var known = EnumWords.TryRead<DirectiveKind>(request.Kind, out var kind);
        draft = new DirectiveDraft
        {
            Kind = known ? kind : DirectiveKind.Task,
            Title = request.Title ?? "",
            Text = request.Text ?? "",
            SaidBy = request.SaidBy ?? "",
            LegalBasis = request.LegalBasis ?? "",
            Source = request.Source ?? "",
            Responsible = request.Responsible ?? [],
            Phrase = request.Phrase ?? "",
            Rule = request.Rule ?? "",
            When = request.When ?? "",
            NotBefore = request.NotBefore,
            Indicators = request.Indicators ?? [],
            DependsOn = request.DependsOn ?? [],
            Person = request.Person ?? "",
            Measure = request.Measure ?? "",
            Result = request.Result ?? "",
            Authority = request.Authority ?? "",
        };
        return known || string.IsNullOrEmpty(request.Kind);
    }
}

/// <summary>What somebody who writes a directive is told.</summary>
internal sealed class DeskAnswers(DirectiveRegister register, DirectiveAnswers answers, DirectiveProblems problems, Boards boards)
{
    public IResult Of(string programme, DeskAnswer answer, Actor actor)
    {
        var board = boards.Find(programme);
        return answer.Refusal is not { } refusal
            ? TypedResults.Json(
                answers.Whole(register.Current(programme)!, answer.Entry!, actor, null, board!.Clock.GetUtcNow()), WireJson.Options)
            : refusal.Code is RefusalCodes.VersionPassed
                ? problems.Answer(refusal, board?.Current.Catalog.Zone, new KeyValuePair<string, object?>("version", answer.Entry!.Version))
                : problems.Answer(refusal, board?.Current.Catalog.Zone);
    }

    public IResult Refuse(RuleRefusal refusal) => problems.Answer(refusal);
}
