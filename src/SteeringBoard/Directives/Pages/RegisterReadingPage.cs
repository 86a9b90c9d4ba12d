using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Pages;

namespace SteeringBoard.Directives.Pages;

/// <summary>A page over the register: who reads it, and the register at the moment the page shows.</summary>
public abstract class RegisterReadingPage : BoardPage
{
    private RegisterSnapshot? _past;

    [Inject]
    protected DirectiveRegister Registers { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Who reads; a guest when nobody is signed in.</summary>
    protected Actor Actor { get; private set; } = new("", ActorRole.Guest, null);

    /// <summary>The register now, or as it was known at the past moment shown.</summary>
    protected RegisterSnapshot Register => IsPast ? _past ??= Registers.Current(Programme)!.AsOf(Now) : Registers.Current(Programme)!;

    protected override async Task OnParametersSetAsync()
    {
        _past = null;
        if (Authentication is not null)
        {
            Actor = (await Authentication).User.Actor();
        }
    }
}
