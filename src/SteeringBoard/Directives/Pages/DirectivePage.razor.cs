using Microsoft.AspNetCore.Components;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Drafting;

namespace SteeringBoard.Directives.Pages;

/// <summary>A directive: its words, how its date was read, the six clears, every body's assignment, and what was done with the one chosen.</summary>
public sealed partial class DirectivePage(DirectiveDesk desk, DirectiveProblems problems)
{
    [SupplyParameterFromQuery(Name = "body")]
    private string? Body { get; set; }

    [SupplyParameterFromForm(FormName = "publish")]
    private int PublishSeen { get; set; }

    private string? Refused { get; set; }

    private string ExportAddress => $"/api/v1/programmes/{Programme}/directives/{Uri.EscapeDataString(Code)}/export.docx{(AsOf is { } moment ? $"?asOf={Uri.EscapeDataString(moment)}" : "")}";

    protected override Task OnParametersSetAsync()
    {
        BodyCode = Body;
        return base.OnParametersSetAsync();
    }

    private async Task PublishAsync()
    {
        var answer = await desk.PublishAsync(Programme, Code, PublishSeen, Actor, CancellationToken.None);
        Refused = answer.Refusal is { } refusal ? problems.Tell(refusal, Catalog.Zone) : null;
    }
}
