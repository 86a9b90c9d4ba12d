using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SteeringBoard.Access;
using SteeringBoard.Programmes;

namespace SteeringBoard.Demo;

/// <summary>Where the rehearsal stands, and the way to start its week again.</summary>
public sealed partial class StartAgain(Rehearsal rehearsal, RunningProgrammes programmes)
{
    private bool _begun;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Whether the reader may.</summary>
    [Parameter, EditorRequired]
    public required bool MayOperate { get; set; }

    private ProgrammeClock Clock => programmes.Find(DemoOptions.Rehearsed)!.Clock;

    /// <summary>The button is only a button: the right is asked for again.</summary>
    private async Task Begin()
    {
        if (!MayOperate)
        {
            return;
        }
        _begun = true;
        // So that the reader still hears of it.
        StateHasChanged();
        await Task.Yield();
        var actor = Authentication is null ? null : (await Authentication).User.Actor();
        rehearsal.StartAgain((actor?.Name ?? "", actor?.Role.ToString() ?? ""));
    }
}
