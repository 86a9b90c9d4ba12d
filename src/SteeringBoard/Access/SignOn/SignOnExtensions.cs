using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using SteeringBoard.Access.Sessions;

namespace SteeringBoard.Access.SignOn;

/// <summary>Adds single sign-on where it is configured: elsewhere there is no button and no address of it.</summary>
internal static class SignOnExtensions
{
    /// <summary>Where one leaves for the provider; <c>back</c> is where one wants to be then.</summary>
    public const string Path = "/sign-in/sign-on";

    public static void AddSignOn(this AuthenticationBuilder schemes, SignOnOptions options)
    {
        schemes.Services.AddSingleton(options);
        schemes.Services.AddSingleton<SignOnProvider>();
        schemes.Services.AddScoped<SignOnDesk>();
        schemes.AddOAuth<OAuthOptions, SignOnHandler>(SignOnHandler.Name, oauth =>
        {
            (oauth.ClientId, oauth.ClientSecret, oauth.UsePkce) = (options.ClientId, options.ClientSecret, true);
            (oauth.CallbackPath, oauth.SignInScheme, oauth.BackchannelTimeout) = (SignOnHandler.CallbackPath, PersonCookie.Scheme, SignOnProvider.Patience);
            // Discovered when somebody first wants in; until then they must not be empty.
            oauth.AuthorizationEndpoint = oauth.TokenEndpoint = options.Authority.AbsoluteUri;
            // The provider sends people back by a visible visit, which brings these along.
            (oauth.CorrelationCookie.SameSite, oauth.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            foreach (var scope in $"openid profile email {options.Scope}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
            {
                oauth.Scope.Add(scope);
            }
            oauth.Events.OnTicketReceived = async received =>
            {
                received.Response.Redirect(await SignOnHandler.Desk(received.HttpContext).EnterAsync(received.HttpContext, received.Properties!));
                received.HandleResponse();
            };
            oauth.Events.OnRemoteFailure = async failed =>
            {
                failed.Response.Redirect(await SignOnHandler.Desk(failed.HttpContext).BrokenAsync(failed.HttpContext, failed.Failure!, failed.Properties));
                failed.HandleResponse();
            };
        });
    }

    public static void MapSignOn(this WebApplication app)
    {
        if (app.Services.GetService<SignOnOptions>() is not null)
        {
            app.MapGet(Path, (string? back) => TypedResults.Challenge(SignOnDesk.Going(back), [SignOnHandler.Name])).AllowAnonymous().ExcludeFromDescription();
        }
    }
}
