using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Localization;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Shell;

namespace SteeringBoard.Directives.Exports;

/// <summary>The register for Excel and a directive's file for Word, in the reader's language, as of a moment.</summary>
internal static class ExportEndpoints
{
    public static void Map(RouteGroupBuilder directives)
    {
        directives.MapGet("/export.xlsx", RegisterAsync).WithSummary("The register as a spreadsheet, searched and filtered as the register is; asOf: as it was known at a past moment.")
            .Produces(StatusCodes.Status200OK, contentType: RegisterWorkbook.MediaType).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        directives.MapGet("/{directive}/export.docx", DirectiveAsync).WithSummary("A directive's file for Word; asOf: as it was known at a past moment.")
            .Produces(StatusCodes.Status200OK, contentType: DirectiveDocument.MediaType).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private sealed record AsKnown(RegisterSnapshot Register, BoardSnapshot Board, DateTimeOffset At)
    {
        public EvidenceState EvidenceOf(Directive directive, string body) => EvidenceRules.Of(Board, directive, body, null, At);
    }

    private static async Task<IResult> RegisterAsync(
        ClaimsPrincipal caller, string programme, string? asOf, [AsParameters] SearchParameters asked, DirectiveRegister registers, Boards boards,
        PastBoards past, RegisterRows rows, IStringLocalizer<DirectiveTexts> texts, DirectiveProblems problems, AuditTrail trail, TimeProvider time,
        CancellationToken cancellation)
    {
        if (!asked.TryRead(out var search, out var wrong))
        {
            return problems.Answer(new RuleRefusal(RefusalCodes.BadRequest, wrong!));
        }
        var (known, refusal) = await AtAsync(programme, asOf, registers, boards, past, cancellation);
        if (known is null)
        {
            return problems.Answer(refusal!);
        }
        var content = RegisterWorkbook.Write(
            texts["export-sheet"], rows.Stamp(known.Register, known.At), rows.Heads, rows.All(known.Register, search, caller.Actor(), known.At, known.EvidenceOf));
        await trail.WriteAsync(Took("export.register", caller.Actor(), programme, null, known, boards, time), cancellation);
        return TypedResults.File(content, RegisterWorkbook.MediaType, Name(programme, "register", known.At, "xlsx"));
    }

    /// <summary>When it is due, and when it was at first where it was moved.</summary>
    private static string Due(RegisterEntry entry, IStringLocalizer<DirectiveTexts> texts) =>
        entry.Standing.DueBefore is not { } due ? texts["no-date"]
        : entry.Written.DueBefore is { } first && first != due ? $"{texts["before-instant", Display.Instant(due)]} ({texts["due-first", Display.Instant(first)]})"
        : texts["before-instant", Display.Instant(due)];

    private static async Task<IResult> DirectiveAsync(
        ClaimsPrincipal caller, string programme, string directive, string? asOf, DirectiveRegister registers, Boards boards, PastBoards past,
        RegisterRows rows, IStringLocalizer<DirectiveTexts> texts, DirectiveProblems problems, AuditTrail trail, TimeProvider time,
        CancellationToken cancellation)
    {
        var (known, refusal) = await AtAsync(programme, asOf, registers, boards, past, cancellation);
        if (known is null)
        {
            return problems.Answer(refusal!);
        }
        var actor = caller.Actor();
        if (known.Register.Find(directive) is not { } entry || !DirectiveSearch.Sees(actor, entry))
        {
            return problems.Answer(new RuleRefusal(RefusalCodes.UnknownDirective, directive));
        }
        var written = entry.Standing;
        var updates = known.Register.AssignmentsOf(entry).Where(assignment => AssignmentBook.Sees(known.Register, actor, assignment))
            .SelectMany(assignment =>
            {
                var body = NameOf(known.Register, assignment.Body);
                var state = texts[$"state-{assignment.State.Word()}"].Value;
                var stands = AssignmentRules.Official(assignment, entry.Written, known.At) is { } official ? $"{state} ({texts[$"official-{official.Word()}"]})" : state;
                return assignment.Updates.Select(update => (IReadOnlyList<string>)
                [
                    body, Did(known.Register, update, texts), Told(update, texts), $"{Display.Instant(update.At)}, {update.ByName}",
                ]).Prepend([body, stands, "", ""]);
            });
        var content = DirectiveDocument.Write(
            $"{entry.Code} {written.Title}", rows.Stamp(known.Register, known.At),
            [
                (texts["order-title"], written.Text.ToString()), (texts["said-by"], DirectiveWords.Said(written)),
                (texts["owner"], texts.Owner(written, known.Register.Bodies)), (texts["coordinating"], written.Coordinating.ToString()),
                (texts["scope"], written.Scope.ToString()), (texts["phrase"], written.Phrase), (texts["rule"], written.Rule.Length > 0 ? texts.Rule(written.Rule) : ""),
                (texts[written.Rule == DeadlineReading.StartsAt ? "due-start" : "due"], Due(entry, texts)), (texts["not-before"], written.NotBefore is { } from ? Display.Instant(from) : ""),
                (texts["depends-on"], string.Join(", ", written.DependsOn)), (texts["legal-basis"], written.LegalBasis),
                (texts["clears-title"], Clears(known, written, texts)), (texts["source"], texts.Source(written.Source)),
            ],
            [texts["column-body"], texts["column-state"], texts["step-line"], texts["column-last"]],
            updates);
        await trail.WriteAsync(Took("export.directive", actor, programme, entry.Code, known, boards, time), cancellation);
        return TypedResults.File(content, DirectiveDocument.MediaType, Name(programme, entry.Code, known.At, "docx"));
    }

    /// <summary>Who took what away, and as of which moment: on record before it is sent.</summary>
    private static AuditEntry Took(string what, Actor actor, string programme, string? directive, AsKnown known, Boards boards, TimeProvider time) =>
        new(what, actor.Name, time.GetUtcNow())
        {
            Role = actor.Role.ToString(),
            ByBody = actor.Body,
            Programme = programme,
            Subject = directive,
            Details = [Moment.Write(known.At)],
            At = boards.Find(programme)!.Clock.GetUtcNow(),
        };

    private static async Task<(AsKnown? Known, RuleRefusal? Refusal)> AtAsync(
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
            ? (new AsKnown(register.AsOf(then), await past.AtAsync(programme, then, cancellation), then), null)
            : (new AsKnown(register, board.Current, now), null);
    }

    private static string Clears(AsKnown known, Directive directive, IStringLocalizer texts) =>
        known.Register.MissingOf(directive, known.At) is { Count: > 0 } missing
            ? texts["clears-missing", string.Join(", ", missing.Select(clear => texts[$"clear-{clear.Word()}"].Value))]
            : texts["clears-all"];

    private static string Did(RegisterSnapshot register, AssignmentUpdate update, IStringLocalizer texts) => string.Join(' ', ((string?[])
    [
        texts[$"did-{update.Action.Word()}"].Value,
        update.BlockedBy is { } by ? texts["blocked-by", NameOf(register, by)].Value : null,
        update.NewDue is { } due ? texts["new-due", Display.Instant(due)].Value : null,
        update.Override ? texts["overridden", update.EvidenceSaid ?? ""].Value : null,
    ]).OfType<string>());

    private static string Told(AssignmentUpdate update, IStringLocalizer texts) => string.Join("; ", ((string?[])
    [
        update.Line,
        update.Reason.Length > 0 ? texts["because", update.Reason].Value : null,
        update.Link,
        update.FileHash is null ? null : texts["file", update.FileName ?? ""].Value,
    ]).Where(part => !string.IsNullOrEmpty(part)));

    private static string NameOf(RegisterSnapshot register, string body) => register.Bodies.Find(body)?.Name.ToString() ?? body;

    private static string Name(string programme, string what, DateTimeOffset at, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{programme}-{what}-{at.ToOffset(Display.Hanoi):yyyyMMdd-HHmm}.{extension}");
}
