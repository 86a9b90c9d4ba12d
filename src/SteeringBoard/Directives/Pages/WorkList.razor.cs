using SteeringBoard.Access;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>What is wanted of the one who is signed in: of a body its own assignments, of the office what waits for its decision.</summary>
public sealed partial class WorkList(AssignmentBook book)
{
    private const int MostRows = 60;

    private static readonly string[] Order =
        ["work-asked", "work-submitted", "work-blocked", "work-overdue", "work-returned", "work-waits-on-you", "work-open", "work-proven", "work-sent", "work-done"];

    private (RegisterSnapshot Register, long Minute, List<(string Title, List<Row> Rows)> Groups)? _kept;

    /// <summary>Of a body what is done with its own or with what waits on it; of the office all that bodies do.</summary>
    protected override bool Tells(RegisterStep step) =>
        step is { Directive: { } code, Body: { } body } && step.After.Assignment(code, body) is { } assignment
        && (Actor.IsOffice || body == Actor.Body || assignment.BlockedBy == Actor.Body);

    /// <summary>What to do first, first, a group without rows left out; worked out once for each state of the register and each minute of the programme.</summary>
    private List<(string Title, List<Row> Rows)> Groups()
    {
        var minute = Now.UtcTicks / TimeSpan.TicksPerMinute;
        if (_kept is { } kept && kept.Register == Register && kept.Minute == minute)
        {
            return kept.Groups;
        }
        var register = Register;
        var rows = register.All.SelectMany(entry => Candidates(register, entry).Select(assignment => new Row(entry, assignment, assignment.DueBefore(entry.Written))))
            .OrderBy(row => row.Due ?? DateTimeOffset.MaxValue).GroupBy(Group).Where(group => group.Key is not null)
            .ToDictionary(group => group.Key!, group => group.ToList());
        List<(string Title, List<Row> Rows)> groups = [.. Order.Where(rows.ContainsKey).Select(title => (title, rows[title]))];
        _kept = (register, minute, groups);
        return groups;
    }

    /// <summary>Only what may have a group is made: thousands of assignments nobody has touched are neither the reader's nor overdue.</summary>
    private IEnumerable<Assignment> Candidates(RegisterSnapshot register, RegisterEntry entry)
    {
        if (Actor.IsOffice && entry.Written.DueBefore <= Now)
        {
            return register.AssignmentsOf(entry);
        }
        var moved = register.MovedOf(entry.Code).Values.Where(assignment => Actor.IsOffice || assignment.BlockedBy == Actor.Body).Select(assignment => assignment.Body);
        return moved.Concat([Actor.Body]).OfType<string>().Distinct(StringComparer.Ordinal).Select(body => register.Assignment(entry, body)).OfType<Assignment>();
    }

    /// <summary>Where a row stands for the reader, the first that fits; none where it is not theirs to act on.</summary>
    private string? Group(Row row) => (Actor, row.Assignment) switch
    {
        ({ IsOffice: true }, { Asked: not null }) => "work-asked",
        ({ IsOffice: true }, { State: AssignmentState.Submitted }) => "work-submitted",
        ({ IsOffice: true }, { State: AssignmentState.Blocked }) => "work-blocked",
        ({ IsOffice: true }, { IsOpen: true }) when AssignmentRules.Official(row.Assignment, row.Entry.Written, Now) is OfficialState.OpenOverdue =>
            IsProven(row) ? "work-proven" : "work-overdue",
        ({ IsOffice: true }, _) => null,
        ({ Body: { } own }, { BlockedBy: { } by }) when by == own => "work-waits-on-you",
        ({ Body: { } own }, var mine) when mine.Body == own => mine.State switch
        {
            AssignmentState.Returned => "work-returned",
            AssignmentState.Submitted => "work-sent",
            AssignmentState.Confirmed => "work-done",
            AssignmentState.Cancelled => null,
            _ => IsProven(row) ? "work-proven" : "work-open",
        },
        _ => null,
    };

    private bool IsProven(Row row) => AssignmentRules.IsProven(row.Assignment, book.EvidenceOf(row.Entry.Written, row.Assignment.Body));

    private static string RowId(Assignment assignment) => $"{assignment.Directive}-{assignment.Body}";

    private string OpenLink(Assignment assignment) =>
        $"{Link("/my-work")}&open={Uri.EscapeDataString(assignment.Directive)}&of={Uri.EscapeDataString(assignment.Body)}#step";

    private sealed record Row(RegisterEntry Entry, Assignment Assignment, DateTimeOffset? Due);
}
