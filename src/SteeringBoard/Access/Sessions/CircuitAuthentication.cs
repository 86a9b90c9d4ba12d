using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace SteeringBoard.Access.Sessions;

/// <summary>A page that stays open asks twice a minute whether its reader would still be let in, and leaves for the door when not.</summary>
internal sealed class CircuitAuthentication(ILoggerFactory loggers, Welcome welcome, NavigationManager navigation) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (await welcome.StillAsync(authenticationState.User, cancellationToken))
        {
            return true;
        }
        navigation.NavigateTo(SignIn.Path, forceLoad: true);
        return false;
    }
}
