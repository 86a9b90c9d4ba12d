using System.Globalization;
using Microsoft.Extensions.Localization;
using SteeringBoard.Access;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Shell;

namespace SteeringBoard.Directives.Exports;

/// <summary>The register as rows in the reader's language: one for each directive and body the reader may see and asks for.</summary>
public sealed class RegisterRows(IStringLocalizer<DirectiveTexts> texts)
{
    private static readonly string[] Columns =
        ["column-code", "column-directive", "column-kind", "said-by", "column-said-on", "column-body", "column-state", "column-official", "phrase", "column-due", "column-evidence", "column-last", "column-did", "column-source"];

    public IReadOnlyList<string> Heads => [.. Columns.Select(column => texts[column].Value)];

    /// <summary>When it was known, and that it is simulated where it is.</summary>
    public string Stamp(RegisterSnapshot register, DateTimeOffset now) =>
        texts["export-stamp", register.Programme.Name, Display.Instant(now)] + (register.Programme.Simulated ? $" · {texts["export-simulated"]}" : "");

    /// <param name="register">The register at the moment.</param>
    /// <param name="search">What is asked for: of a directive that matches, the bodies that do.</param>
    /// <param name="actor">Who reads: what they may not see is not there.</param>
    /// <param name="now">Programme time of the moment.</param>
    /// <param name="evidence">What the evidence says of a directive's body at that moment.</param>
    public IEnumerable<IReadOnlyList<object?>> All(
        RegisterSnapshot register, DirectiveSearch search, Actor actor, DateTimeOffset now, Func<Directive, string, EvidenceState> evidence)
    {
        foreach (var entry in DirectiveSearch.Find(register, search, actor, now))
        {
            var any = false;
            foreach (var assignment in register.AssignmentsOf(entry)
                .Where(assignment => search.Matches(entry, assignment, now) && AssignmentBook.Sees(register, actor, assignment)))
            {
                any = true;
                yield return Row(register, entry, assignment, now, evidence);
            }
            if (!any)
            {
                yield return Row(register, entry, null, now, evidence);
            }
        }
    }

    private IReadOnlyList<object?> Row(
        RegisterSnapshot register, RegisterEntry entry, Assignment? assignment, DateTimeOffset now, Func<Directive, string, EvidenceState> evidence)
    {
        var directive = entry.Standing;
        var last = assignment?.Updates.LastOrDefault();
        var due = assignment is null ? directive.DueBefore : assignment.DueBefore(entry.Written);
        return
        [
            directive.Code,
            directive.Title.ToString(),
            texts[$"kind-{directive.Kind.Word()}"].Value,
            directive.SaidBy.ToString(),
            DateOnly.TryParseExact(directive.SaidOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) ? said : directive.SaidOn,
            assignment is null ? texts.Owner(directive, register.Bodies) : register.Bodies.Find(assignment.Body)?.Name.ToString() ?? assignment.Body,
            assignment is null ? "" : texts[$"state-{assignment.State.Word()}"].Value,
            assignment is not null && AssignmentRules.Official(assignment, entry.Written, now) is { } official ? texts[$"official-{official.Word()}"].Value : "",
            directive.Phrase,
            due,
            assignment is null ? "" : string.Join(", ", evidence(entry.Written, assignment.Body).Counts.Select(count => count.ToString())),
            last?.At,
            last is null ? "" : $"{texts[$"did-{last.Action.Word()}"]} {last.Line}{last.Reason}",
            texts.Source(directive.Source),
        ];
    }
}
