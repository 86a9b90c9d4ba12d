using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Pages;

namespace SteeringBoard.Directives.Pages;

/// <summary>
/// A page over the register, or the live part of one: who reads it, the register at the moment it shows, and what was done while it is
/// looked at. It is drawn again a moment after somebody has taken a step, on whatever node.
/// </summary>
public abstract class RegisterReadingPage : BoardPage
{
    private RegisterSnapshot? _past;
    private IDisposable? _steps;
    private RegisterStep? _news;

    [Inject]
    protected DirectiveRegister Registers { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Who reads; a guest when nobody is signed in.</summary>
    protected Actor Actor { get; private set; } = new("", ActorRole.Guest, null);

    /// <summary>Whether the reader has a part in the sums of the country, and with them in the check of its plan.</summary>
    protected bool SeesSums { get; private set; }

    /// <summary>The register now, or as it was known at the past moment shown.</summary>
    protected RegisterSnapshot Register => IsPast ? _past ??= Registers.Current(Programme)!.AsOf(Now) : Registers.Current(Programme)!;

    /// <summary>
    /// The last step that was taken while the page is looked at and that it tells of; none until there is one. Asked as the page stands: its
    /// moment and its programme change in place.
    /// </summary>
    protected RegisterStep? News => !IsPast && _news is { } step && step.After.Programme.Code == Programme && Tells(step) ? step : null;

    /// <summary>Whether the page tells of a step; it never tells of one the reader may not see.</summary>
    protected virtual bool Tells(RegisterStep step) => false;

    protected override async Task OnParametersSetAsync()
    {
        _past = null;
        if (Authentication is not null)
        {
            var reader = (await Authentication).User;
            (Actor, SeesSums) = (reader.Actor(), reader.May(Caller.Sums));
        }
        if (RendererInfo.IsInteractive)
        {
            _steps ??= Registers.Follow(Note);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _steps?.Dispose();
        base.Dispose(disposing);
    }

    private void Note(RegisterStep step)
    {
        if (IsPast || step.After.Programme.Code != Programme)
        {
            return;
        }
        if (Tells(step))
        {
            _news = step;
        }
        DrawSoon();
    }
}
