using Microsoft.AspNetCore.Components;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>What a directive's page and the live parts of it read: the directive, the assignments the reader sees, and the one chosen.</summary>
public abstract class DirectiveReading : RegisterReadingPage
{
    /// <summary>The directive's code.</summary>
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    /// <summary>The body whose assignment is opened; none: the reader's own, or the only one.</summary>
    [Parameter]
    public string? BodyCode { get; set; }

    /// <summary>None where there is none, or none the reader may see.</summary>
    protected RegisterEntry? Entry => Register.Find(Code) is { } entry && DirectiveSearch.Sees(Actor, entry) ? entry : null;

    protected IReadOnlyList<Assignment> Assignments =>
        Entry is { } entry ? [.. Register.AssignmentsOf(entry).Where(assignment => AssignmentBook.Sees(Register, Actor, assignment))] : [];

    protected Assignment? Chosen
    {
        get
        {
            var all = Assignments;
            return all.FirstOrDefault(assignment => assignment.Body == (BodyCode ?? Actor.Body)) ?? (all.Count == 1 ? all[0] : null);
        }
    }

    protected override bool Tells(RegisterStep step) =>
        step.Directive == Code && step.After.Find(Code) is { } entry && DirectiveSearch.Sees(Actor, entry)
        && (step.Body is null || (step.After.Assignment(entry, step.Body) is { } assignment && AssignmentBook.Sees(step.After, Actor, assignment)));

    protected string NameOf(string body) => Catalog.Body(body)?.Name.ToString() ?? body;

    protected string BodyLink(string body) => $"{Link($"/directives/{Code}")}&body={Uri.EscapeDataString(body)}#assignment";

    protected string FileHref(AssignmentUpdate update) => EvidenceAddress.Of(Programme, update);
}
