using Microsoft.AspNetCore.Components;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>What the page of one's own work and its live list read: which assignment is opened, in the address.</summary>
public abstract class WorkReading : RegisterReadingPage
{
    /// <summary>The directive whose form is open.</summary>
    [SupplyParameterFromQuery(Name = "open")]
    public string? OpenCode { get; set; }

    /// <summary>The body whose assignment is open; none: the reader's own.</summary>
    [SupplyParameterFromQuery(Name = "of")]
    public string? OpenBody { get; set; }

    /// <summary>None while no form is open.</summary>
    protected Assignment? Opened =>
        OpenCode is { } code && (OpenBody ?? Actor.Body) is { } body && Register.Find(code) is { IsPublished: true } entry ? Register.Assignment(entry, body) : null;

    protected string NameOf(string body) => Catalog.Body(body)?.Name.ToString() ?? body;

    protected string AssignmentLink(Assignment assignment) =>
        $"{Link($"/directives/{assignment.Directive}")}&body={Uri.EscapeDataString(assignment.Body)}";
}
