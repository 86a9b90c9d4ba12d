using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Localization;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Shell;

namespace SteeringBoard.Directives.Exports;

/// <summary>The register for Excel and a directive's file for Word, in the reader's language, as of a moment.</summary>
internal static class ExportEndpoints
{
    public static void Map(RouteGroupBuilder directives)
    {
        directives.MapGet("/export.xlsx", RegisterAsync).WithSummary("The register as a spreadsheet; asOf: as it was known at a past moment.")
            .Produces(StatusCodes.Status200OK, contentType: RegisterWorkbook.MediaType).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        directives.MapGet("/{directive}/export.docx", DirectiveAsync).WithSummary("A directive's file for Word; asOf: as it was known at a past moment.")
            .Produces(StatusCodes.Status200OK, contentType: DirectiveDocument.MediaType).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private sealed record Moment(RegisterSnapshot Register, BoardSnapshot Board, DateTimeOffset At)
    {
        public EvidenceState EvidenceOf(Directive directive, string body) => EvidenceRules.Of(Board, directive, body, null, At);
    }

    private static async Task<IResult> RegisterAsync(
        ClaimsPrincipal caller, string programme, string? asOf, DirectiveRegister registers, Boards boards, PastBoards past, RegisterRows rows,
        IStringLocalizer<DirectiveTexts> texts, DirectiveProblems problems, AuditTrail trail, TimeProvider time, CancellationToken cancellation)
    {
        var (moment, refusal) = await AtAsync(programme, asOf, registers, boards, past, cancellation);
        if (moment is null)
        {
            return problems.Answer(refusal!);
        }
        var content = RegisterWorkbook.Write(
            texts["export-sheet"], rows.Stamp(moment.Register, moment.At), rows.Heads, rows.All(moment.Register, caller.Actor(), moment.At, moment.EvidenceOf));
        await trail.WriteAsync(Took("export.register", caller.Actor(), programme, null, moment, boards, time), cancellation);
        return TypedResults.File(content, RegisterWorkbook.MediaType, Name(programme, "register", moment.At, "xlsx"));
    }

    private static async Task<IResult> DirectiveAsync(
        ClaimsPrincipal caller, string programme, string directive, string? asOf, DirectiveRegister registers, Boards boards, PastBoards past,
        RegisterRows rows, IStringLocalizer<DirectiveTexts> texts, DirectiveProblems problems, AuditTrail trail, TimeProvider time,
        CancellationToken cancellation)
    {
        var (moment, refusal) = await AtAsync(programme, asOf, registers, boards, past, cancellation);
        if (moment is null)
        {
            return problems.Answer(refusal!);
        }
        var actor = caller.Actor();
        if (moment.Register.Find(directive) is not { } entry || !DirectiveSearch.Sees(actor, entry))
        {
            return problems.Answer(new RuleRefusal(RefusalCodes.UnknownDirective, directive));
        }
        var written = entry.Standing;
        var updates = moment.Register.AssignmentsOf(entry).Where(assignment => AssignmentBook.Sees(moment.Register, actor, assignment))
            .SelectMany(assignment => assignment.Updates.IsEmpty
                ? [[NameOf(moment.Register, assignment.Body), texts[$"state-{assignment.State.Word()}"].Value, "", ""]]
                : assignment.Updates.Select(update => (IReadOnlyList<string>)
                [
                    NameOf(moment.Register, assignment.Body), texts[$"did-{update.Action.Word()}"], $"{update.Line} {update.Reason}".Trim(),
                    $"{Display.Instant(update.At)}, {update.ByName}",
                ]));
        var content = DirectiveDocument.Write(
            $"{entry.Code} {written.Title}", rows.Stamp(moment.Register, moment.At),
            [
                (texts["order-title"], written.Text.ToString()), (texts["said-by"], DirectiveWords.Said(written)),
                (texts["owner"], texts.Owner(written, moment.Register.Bodies)), (texts["coordinating"], written.Coordinating.ToString()), (texts["phrase"], written.Phrase),
                (texts["due"], written.DueBefore is { } due ? texts["before-instant", Display.Instant(due)] : texts["no-date"]),
                (texts["depends-on"], string.Join(", ", written.DependsOn)), (texts["legal-basis"], written.LegalBasis),
                (texts["clears-title"], Clears(moment, written, texts)), (texts["source"], texts.Source(written.Source)),
            ],
            [texts["column-body"], texts["column-state"], texts["step-line"], texts["column-last"]],
            updates);
        await trail.WriteAsync(Took("export.directive", actor, programme, entry.Code, moment, boards, time), cancellation);
        return TypedResults.File(content, DirectiveDocument.MediaType, Name(programme, entry.Code, moment.At, "docx"));
    }

    /// <summary>Who took what away, and as of which moment: on record before it is sent.</summary>
    private static AuditEntry Took(string what, Actor actor, string programme, string? directive, Moment moment, Boards boards, TimeProvider time) =>
        new(what, actor.Name, time.GetUtcNow())
        {
            Role = actor.Role.ToString(),
            ByBody = actor.Body,
            Programme = programme,
            Subject = directive,
            Details = [Shell.Moment.Write(moment.At)],
            At = boards.Find(programme)!.Clock.GetUtcNow(),
        };

    private static async Task<(Moment? Moment, RuleRefusal? Refusal)> AtAsync(
        string programme, string? asOf, DirectiveRegister registers, Boards boards, PastBoards past, CancellationToken cancellation)
    {
        if (registers.Current(programme) is not { } register || boards.Find(programme) is not { } board)
        {
            return (null, new RuleRefusal(RefusalCodes.UnknownProgramme));
        }
        var now = board.Clock.GetUtcNow();
        if (!BoardAnswers.TryInstant(asOf, out var moment) || moment > now)
        {
            return (null, new RuleRefusal(RefusalCodes.BadRequest, "asOf"));
        }
        return moment is { } then
            ? (new Moment(register.AsOf(then), await past.AtAsync(programme, then, cancellation), then), null)
            : (new Moment(register, board.Current, now), null);
    }

    private static string Clears(Moment moment, Directive directive, IStringLocalizer texts) =>
        moment.Register.MissingOf(directive, moment.At) is { Count: > 0 } missing
            ? texts["clears-missing", string.Join(", ", missing.Select(clear => texts[$"clear-{clear.Word()}"].Value))]
            : texts["clears-all"];

    private static string NameOf(RegisterSnapshot register, string body) => register.Bodies.Find(body)?.Name.ToString() ?? body;

    private static string Name(string programme, string what, DateTimeOffset at, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{programme}-{what}-{at.ToOffset(Display.Hanoi):yyyyMMdd-HHmm}.{extension}");
}
