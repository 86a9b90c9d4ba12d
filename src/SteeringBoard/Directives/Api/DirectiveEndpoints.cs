using System.Security.Claims;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Exports;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Directives.Api;

/// <summary>The register over HTTP (contract.md, section 2).</summary>
public static class DirectiveEndpoints
{
    private const int DefaultPage = 100;
    private const int MaxPage = 1_000;

    public static void MapDirectives(this WebApplication app)
    {
        var programme = app.MapGroup("/api/v1/programmes/{programme}").RequireAuthorization(Caller.Read);
        var directives = programme.MapGroup("/directives");
        directives.MapGet("", Page).WithSummary("The register: directives with the six clears, states, dependencies; searched without accents, filtered, by pages.")
            .Produces<DirectivesAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        directives.MapGet("/{directive}", One).WithSummary("One directive with its versions, assignments and their updates.")
            .Produces<DirectiveAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        ExportEndpoints.Map(directives);
        AssignmentEndpoints.Map(directives);
        DraftEndpoints.Map(directives, programme);
    }

    private static IResult Page(
        ClaimsPrincipal caller, string programme, DirectiveRegister register, Boards boards, DirectiveProblems problems,
        [AsParameters] SearchParameters asked, string? after, int? limit)
    {
        if (register.Current(programme) is not { } current || boards.Find(programme) is not { } board)
        {
            return problems.Answer(new RuleRefusal(RefusalCodes.UnknownProgramme));
        }
        var (actor, now) = (caller.Actor(), board.Clock.GetUtcNow());
        if (!asked.TryRead(out var search, out var wrong) || limit is < 1 or > MaxPage)
        {
            return problems.Answer(new RuleRefusal(RefusalCodes.BadRequest, wrong ?? "limit"));
        }
        var found = DirectiveSearch.Find(current, search, actor, now);
        var from = after is { Length: > 0 } last ? found.FindIndex(entry => string.CompareOrdinal(entry.Code, last) > 0) : 0;
        var page = from < 0 ? [] : found.Skip(from).Take(limit ?? DefaultPage).ToList();
        return TypedResults.Json(
            new DirectivesAnswer(
                programme, board.Current.Catalog.Local(now), found.Count, [.. page.Select(entry => DirectiveAnswers.Line(current, entry, actor, now))],
                page.Count > 0 && page[^1] != found[^1] ? page[^1].Code : null),
            WireJson.Options);
    }

    private static IResult One(
        ClaimsPrincipal caller, string programme, string directive, DirectiveRegister register, Boards boards, DirectiveAnswers answers,
        DirectiveProblems problems, string? level)
    {
        if (register.Current(programme) is not { } current || boards.Find(programme) is not { } board)
        {
            return problems.Answer(new RuleRefusal(RefusalCodes.UnknownProgramme));
        }
        if (!BoardAnswers.TryLevel(level, out var asked))
        {
            return problems.Answer(new RuleRefusal(RefusalCodes.BadRequest, "level"));
        }
        var actor = caller.Actor();
        return current.Find(directive) is { } entry && DirectiveSearch.Sees(actor, entry)
            ? TypedResults.Json(answers.Whole(current, entry, actor, asked, board.Clock.GetUtcNow()), WireJson.Options)
            : problems.Answer(new RuleRefusal(RefusalCodes.UnknownDirective, directive));
    }
}

/// <summary>What the register is asked for.</summary>
/// <param name="Q">Words that must all be there, accents and case aside.</param>
/// <param name="Kind"><c>task</c>, <c>rule</c>, <c>event</c>, <c>outcome</c> or <c>claim</c>.</param>
/// <param name="Body">Code of a body it is given to.</param>
/// <param name="State">A state one of its assignments is in.</param>
/// <param name="Official">An official state one of its assignments is in.</param>
/// <param name="Stage"><c>draft</c> or <c>published</c>.</param>
/// <param name="DueFrom">Due at or after this instant.</param>
/// <param name="DueTo">Due before this instant.</param>
internal sealed record SearchParameters(
    string? Q, string? Kind, string? Body, string? State, string? Official, string? Stage, string? DueFrom, string? DueTo)
{
    public bool TryRead(out DirectiveSearch search, out string? wrong)
    {
        search = new DirectiveSearch { Words = Q, Body = string.IsNullOrEmpty(Body) ? null : Body };
        wrong = null;
        if (Try(Kind, out DirectiveKind? kind))
        {
            search = search with { Kind = kind };
        }
        else
        {
            wrong = "kind";
        }
        if (Try(State, out Assignments.AssignmentState? state))
        {
            search = search with { State = state };
        }
        else
        {
            wrong = "state";
        }
        if (Try(Official, out Assignments.OfficialState? official))
        {
            search = search with { Official = official };
        }
        else
        {
            wrong = "official";
        }
        if (Try(Stage, out DirectiveStage? stage))
        {
            search = search with { Stage = stage };
        }
        else
        {
            wrong = "stage";
        }
        if (BoardAnswers.TryInstant(DueFrom, out var from) && BoardAnswers.TryInstant(DueTo, out var to))
        {
            search = search with { DueFrom = from, DueTo = to };
        }
        else
        {
            wrong = "due";
        }
        return wrong is null;
    }

    private static bool Try<T>(string? word, out T? value)
        where T : struct, Enum
    {
        var known = EnumWords.TryRead<T>(word, out var read);
        value = known ? read : null;
        return known || string.IsNullOrEmpty(word);
    }
}
