using Microsoft.AspNetCore.Components;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Programmes;

namespace SteeringBoard.Directives.Pages;

/// <summary>A directive: its words, how its date was read, the six clears, every body's assignment, and what was done with the one chosen.</summary>
public sealed partial class DirectivePage(DirectiveDesk desk, DirectiveProblems problems, RunningProgrammes programmes, NavigationManager navigation)
{
    [SupplyParameterFromQuery(Name = "body")]
    private string? Body { get; set; }

    [SupplyParameterFromForm(FormName = "publish")]
    private int PublishSeen { get; set; }

    private string? Refused { get; set; }

    private string ExportAddress => $"/api/v1/programmes/{Programme}/directives/{Uri.EscapeDataString(Code)}/export.docx{(AsOf is { } moment ? $"?asOf={Uri.EscapeDataString(moment)}" : "")}";

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>The other programme that has a directive of this code; none where the address names one.</summary>
    private RunningProgramme? Elsewhere => ProgrammeCode is not null ? null
        : programmes.All.FirstOrDefault(programme => Registers.Current(programme.Code)?.Find(Code) is { } entry && DirectiveSearch.Sees(Actor, entry));

    protected override async Task OnParametersSetAsync()
    {
        BodyCode = Body;
        await base.OnParametersSetAsync();
        if (Entry is null && Elsewhere is { } other)
        {
            navigation.NavigateTo($"/directives/{Uri.EscapeDataString(Code)}?programme={other.Code}");
        }
        else if (Entry is null && Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task PublishAsync()
    {
        var answer = await desk.PublishAsync(Programme, Code, PublishSeen, Actor, CancellationToken.None);
        Refused = answer.Refusal is { } refusal ? problems.Tell(refusal, Catalog.Zone) : null;
    }
}
