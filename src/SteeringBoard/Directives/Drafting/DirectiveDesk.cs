using System.Globalization;
using SteeringBoard.Access;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Directives.Drafting;

/// <summary>What became of a draft, a publication or an amendment.</summary>
/// <param name="Entry">The entry after it; as it is where it was refused; none where there is none.</param>
/// <param name="Refusal">Why it was refused; none when it was taken and is durable.</param>
public sealed record DeskAnswer(RegisterEntry? Entry, RuleRefusal? Refusal);

/// <summary>Where directives are drafted, published and amended. Rights and the six clears are checked here, whoever calls.</summary>
public sealed class DirectiveDesk(DirectiveRegister register, RegisterWriting writing, Boards boards, TimeProvider time)
{
    private const int MaxText = 20_000;
    private const string CodePrefix = "D";

    /// <summary>Drafts a directive; with <paramref name="publish"/> it is given to its bodies at once, if it is clear.</summary>
    public Task<DeskAnswer> DraftAsync(string programme, DirectiveDraft draft, bool publish, Actor actor, CancellationToken cancellation) =>
        WriteAsync(programme, actor, current => Judge(current, NextCode(current), null, draft, publish, "", actor), cancellation);

    /// <summary>Publishes a draft as it stands.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="code">Code of the draft.</param>
    /// <param name="seen">The version it was decided on.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    public Task<DeskAnswer> PublishAsync(string programme, string code, int seen, Actor actor, CancellationToken cancellation) =>
        WriteAsync(programme, actor, current => current.Find(code) is not { } entry ? Unknown(code)
            : Passed(entry, seen) ?? (entry.IsPublished
                ? ([], new DeskAnswer(entry, new RuleRefusal(RefusalCodes.AlreadyPublished, code)))
                : Judge(current, entry, entry.Written, publish: true, "", actor)), cancellation);

    /// <summary>Writes a directive anew; what it was stays. One that is published stays so and must stay clear.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="code">Code of the directive.</param>
    /// <param name="seen">The version it was decided on.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="publish">Whether a draft is given to its bodies with it.</param>
    /// <param name="reason">Why; needed for what is published.</param>
    /// <param name="actor">Who amends.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    public Task<DeskAnswer> AmendAsync(
        string programme, string code, int seen, DirectiveDraft draft, bool publish, string reason, Actor actor, CancellationToken cancellation) =>
        WriteAsync(programme, actor, current => current.Find(code) is not { } entry ? Unknown(code)
            : Passed(entry, seen) ?? (entry.IsPublished && string.IsNullOrWhiteSpace(reason)
                ? ([], new DeskAnswer(entry, new RuleRefusal(RefusalCodes.ReasonMissing)))
                : Judge(current, code, entry, draft, publish || entry.IsPublished, reason, actor)), cancellation);

    /// <summary>Names who answers for a body from a moment of programme time on; whoever did before stays in the register.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="body">Code of the body.</param>
    /// <param name="seen">How many rows of the body it was decided on; none: whatever the others have written.</param>
    /// <param name="head">Name or title of its head.</param>
    /// <param name="officer">Name or title of the designated officer.</param>
    /// <param name="from">Programme time from which they answer.</param>
    /// <param name="actor">Who names them.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    /// <returns>Why it was refused; none when it was taken and is durable.</returns>
    public Task<RuleRefusal?> NameAsync(
        string programme, string body, int? seen, string head, string officer, DateTimeOffset from, Actor actor, CancellationToken cancellation) =>
        writing.WriteAsync<RuleRefusal?>(() =>
        {
            var refusal = AssignmentRules.RefuseOffice(actor)
                ?? (register.Current(programme) is not { } current ? new RuleRefusal(RefusalCodes.UnknownProgramme)
                : current.Bodies.Find(body) is null ? new RuleRefusal(RefusalCodes.UnknownBody, body)
                : current.AccountableOf(body).Count is var rows && seen is { } known && known != rows ? new RuleRefusal(RefusalCodes.VersionPassed, known, rows)
                : string.IsNullOrWhiteSpace(head) || string.IsNullOrWhiteSpace(officer) ? new RuleRefusal(RefusalCodes.NotClear, new[] { SixClear.Person })
                : head.Length > AssignmentRules.MaxLine || officer.Length > AssignmentRules.MaxLine ? new RuleRefusal(RefusalCodes.TooLong, AssignmentRules.MaxLine)
                : null);
            return (refusal is null ? [Named(programme, body, head, officer, from, actor)] : [], refusal);
        }, cancellation);

    /// <summary>Names somebody for each body of a programme that nobody was ever named for: the demo's cast.</summary>
    internal Task NameWhereNobodyIsAsync(
        string programme, IEnumerable<(string Body, string Head, string Officer)> people, Actor actor, CancellationToken cancellation) =>
        writing.WriteAsync<object?>(() =>
        {
            var current = register.Current(programme)!;
            var now = boards.Find(programme)!.Clock.GetUtcNow();
            return ([.. people.Where(person => current.Bodies.Find(person.Body) is not null && current.AccountableOf(person.Body).IsEmpty)
                .Select(person => Named(programme, person.Body, person.Head, person.Officer, now, actor))], null);
        }, cancellation);

    private Task<DeskAnswer> WriteAsync(
        string programme, Actor actor, Func<RegisterSnapshot, (IReadOnlyList<object> Rows, DeskAnswer Answer)> judge, CancellationToken cancellation) =>
        writing.WriteAsync(() =>
            AssignmentRules.RefuseOffice(actor) is { } noRight ? ([], new DeskAnswer(null, noRight))
            : register.Current(programme) is { } current ? judge(current)
            : ([], new DeskAnswer(null, new RuleRefusal(RefusalCodes.UnknownProgramme))), cancellation);

    private (IReadOnlyList<object> Rows, DeskAnswer Answer) Judge(
        RegisterSnapshot current, string code, RegisterEntry? before, DirectiveDraft draft, bool publish, string reason, Actor actor)
    {
        var board = boards.Find(current.Programme.Code)!;
        var zone = board.Current.Catalog.Zone;
        if (!DeadlineReading.TryRead(draft.Rule, draft.When, zone, out var due))
        {
            return ([], new DeskAnswer(before, new RuleRefusal(RefusalCodes.BadPhrase, draft.Rule)));
        }
        var refusal = Refuse(current, code, draft, board.Current.Catalog);
        return refusal is null
            ? Judge(
                current, before, draft.Directive(current.Programme.Code, code, DateOnly.FromDateTime(board.Current.Catalog.Local(board.Clock.GetUtcNow()).DateTime), due, before?.Written),
                publish, reason, actor)
            : ([], new DeskAnswer(before, refusal));
    }

    private (IReadOnlyList<object> Rows, DeskAnswer Answer) Judge(
        RegisterSnapshot current, RegisterEntry? before, Directive directive, bool publish, string reason, Actor actor)
    {
        var now = boards.Find(current.Programme.Code)!.Clock.GetUtcNow();
        if (directive.DueBefore > AssignmentRules.StopOf(directive, current.Programme.HardStop))
        {
            return ([], new DeskAnswer(before, new RuleRefusal(RefusalCodes.PastTheStop, current.Programme.HardStop!.Value)));
        }
        if (publish && current.MissingOf(directive, now) is { Count: > 0 } missing)
        {
            return ([], new DeskAnswer(before, new RuleRefusal(RefusalCodes.NotClear, missing)));
        }
        var version = new DirectiveVersion
        {
            Programme = directive.Programme,
            Code = directive.Code,
            Number = (before?.Version ?? 0) + 1,
            Stage = publish ? DirectiveStage.Published : DirectiveStage.Draft,
            Content = DirectiveVersion.Write(directive),
            Reason = reason.Trim(),
            ByName = actor.Name,
            ByRole = actor.Role,
            At = now,
            AtReal = time.GetUtcNow(),
        };
        return ([version], new DeskAnswer(RegisterEntry.After(before, version), null));
    }

    private static RuleRefusal? Refuse(RegisterSnapshot current, string code, DirectiveDraft draft, Catalog catalog) =>
        string.IsNullOrWhiteSpace(draft.Text) && string.IsNullOrWhiteSpace(draft.Title) ? new RuleRefusal(RefusalCodes.TitleMissing)
        : LongTexts(draft).Any(text => text.Length > MaxText) ? new RuleRefusal(RefusalCodes.TooLong, MaxText)
        : draft.Responsible.FirstOrDefault(word => !current.Bodies.Knows(word)) is { } nobody ? new RuleRefusal(RefusalCodes.UnknownBody, nobody)
        : draft.Indicators.FirstOrDefault(word => catalog.IndicatorPlace(word) is null) is { } nothing ? new RuleRefusal(RefusalCodes.UnknownIndicator, nothing)
        : draft.DependsOn.FirstOrDefault(word => current.Find(word) is null) is { } gone ? new RuleRefusal(RefusalCodes.UnknownDirective, gone)
        : draft.DependsOn.Any(word => WaitsOn(current, word, code)) ? new RuleRefusal(RefusalCodes.WaitsOnItself, code)
        : null;

    private static string[] LongTexts(DirectiveDraft draft) =>
    [
        draft.Title, draft.Text, draft.SaidBy, draft.LegalBasis, draft.Source, draft.Phrase, draft.Person, draft.Measure, draft.Result, draft.Authority,
    ];

    /// <summary>Whether a directive in the end waits on another, or is it.</summary>
    private static bool WaitsOn(RegisterSnapshot current, string start, string wanted)
    {
        var (open, met) = (new Stack<string>([start]), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryPop(out var code))
        {
            if (code == wanted)
            {
                return true;
            }
            if (met.Add(code) && current.Find(code) is { } entry)
            {
                foreach (var next in entry.Written.DependsOn)
                {
                    open.Push(next);
                }
            }
        }
        return false;
    }

    private static (IReadOnlyList<object>, DeskAnswer) Unknown(string code) => ([], new DeskAnswer(null, new RuleRefusal(RefusalCodes.UnknownDirective, code)));

    private static (IReadOnlyList<object>, DeskAnswer)? Passed(RegisterEntry entry, int seen) =>
        seen == entry.Version ? null : ([], new DeskAnswer(entry, new RuleRefusal(RefusalCodes.VersionPassed, seen, entry.Version)));

    /// <summary>The next free code: D001, D002, …</summary>
    private static string NextCode(RegisterSnapshot current)
    {
        var last = current.All.Select(entry => entry.Code).Where(code => code.StartsWith(CodePrefix, StringComparison.Ordinal))
            .Select(code => int.TryParse(code.AsSpan(CodePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"{CodePrefix}{last + 1:000}");
    }

    private Accountable Named(string programme, string body, string head, string officer, DateTimeOffset from, Actor actor) => new()
    {
        Programme = programme,
        Body = body,
        Head = head.Trim(),
        Officer = officer.Trim(),
        From = from,
        ByName = actor.Name,
        ByRole = actor.Role,
        At = boards.Find(programme)!.Clock.GetUtcNow(),
        AtReal = time.GetUtcNow(),
    };
}
