using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>What is wanted of the one who is signed in: of a body its own assignments, of the office what waits for its decision.</summary>
public sealed partial class MyWorkPage(AssignmentBook book)
{
    private const int MostRows = 60;

    private static readonly string[] Order =
        ["work-asked", "work-submitted", "work-blocked", "work-overdue", "work-returned", "work-waits-on-you", "work-open", "work-sent", "work-done"];

    /// <summary>The directive whose form is open.</summary>
    [SupplyParameterFromQuery(Name = "open")]
    public string? OpenCode { get; set; }

    /// <summary>The body whose assignment is open; none: the reader's own.</summary>
    [SupplyParameterFromQuery(Name = "of")]
    public string? OpenBody { get; set; }

    private string Heading => Actor switch
    {
        { Body: { } body } => D["work-of", NameOf(body)],
        { IsOffice: true } => D["work-office"],
        _ => T["nav-my-work"],
    };

    /// <summary>What to do first, first; a group without rows is left out.</summary>
    private List<(string Title, List<Row> Rows)> Groups { get; set; } = [];

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        var rows = Register.All.SelectMany(entry => Register.AssignmentsOf(entry).Select(assignment => new Row(entry, assignment, assignment.DueBefore(entry.Written))))
            .OrderBy(row => row.Due ?? DateTimeOffset.MaxValue).GroupBy(Group).Where(group => group.Key is not null)
            .ToDictionary(group => group.Key!, group => group.ToList());
        Groups = [.. Order.Where(rows.ContainsKey).Select(title => (title, rows[title]))];
    }

    /// <summary>Where a row stands for the reader, the first that fits; none where it is not theirs to act on.</summary>
    private string? Group(Row row) => (Actor, row.Assignment) switch
    {
        ({ IsOffice: true }, { Asked: not null }) => "work-asked",
        ({ IsOffice: true }, { State: AssignmentState.Submitted }) => "work-submitted",
        ({ IsOffice: true }, { State: AssignmentState.Blocked }) => "work-blocked",
        ({ IsOffice: true }, { IsOpen: true }) when row.Due <= Now => "work-overdue",
        ({ IsOffice: true }, _) => null,
        ({ Body: { } own }, { BlockedBy: { } by }) when by == own => "work-waits-on-you",
        ({ Body: { } own }, var mine) when mine.Body == own => mine.State switch
        {
            AssignmentState.Returned => "work-returned",
            AssignmentState.Submitted => "work-sent",
            AssignmentState.Confirmed => "work-done",
            AssignmentState.Cancelled => null,
            _ => "work-open",
        },
        _ => null,
    };

    private string NameOf(string body) => Catalog.Body(body)?.Name.ToString() ?? body;

    private static string RowId(Assignment assignment) => $"{assignment.Directive}-{assignment.Body}";

    private string OpenLink(Assignment assignment) =>
        $"{Link("/my-work")}&open={Uri.EscapeDataString(assignment.Directive)}&of={Uri.EscapeDataString(assignment.Body)}#{RowId(assignment)}";

    private sealed record Row(RegisterEntry Entry, Assignment Assignment, DateTimeOffset? Due);
}
