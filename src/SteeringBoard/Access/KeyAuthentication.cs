using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.Sessions;

namespace SteeringBoard.Access;

/// <summary>
/// Knows a key from its bearer token, and without one the person signed in. Anybody else is, in the demo, a guest who only reads (a cookie
/// that no longer holds makes a guest, not a stranger), elsewhere nobody, whose browser is shown the door.
/// </summary>
public sealed class KeyAuthentication(
    AccessOptions access, KeyRing keys, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "key";

    private static readonly ClaimsPrincipal Guest = new(new ClaimsIdentity(Caller.Claims("guest", ActorRole.Guest, null), Name));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token() is { } key)
        {
            return keys.Find(key) is { } caller ? Known(caller) : AuthenticateResult.Fail("no such key");
        }
        if (await Context.AuthenticateAsync(PersonCookie.Scheme) is { Succeeded: true } person)
        {
            return Known(person.Principal);
        }
        return access.Demo ? Known(Guest) : AuthenticateResult.NoResult();
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsPerson())
        {
            Response.Redirect($"{SignIn.Path}?back={Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString)}");
            return;
        }
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        await Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "unauthorized").ExecuteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // A guest of the demo only reads: who writes without a key is asked for one (contract.md, section 1).
        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method) && Context.User.Actor().Role == ActorRole.Guest)
        {
            await HandleChallengeAsync(properties);
            return;
        }
        if (!IsPerson())
        {
            await Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "forbidden").ExecuteAsync(Context);
            return;
        }
        // The front page of who does not see the country is elsewhere.
        if (Request.Path == "/")
        {
            Response.Redirect(Rights.Home(Context.User.Actor()));
            return;
        }
        Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    /// <summary>Whether a page is asked for by somebody's browser.</summary>
    private bool IsPerson() =>
        HttpMethods.IsGet(Request.Method) && Token() is null && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private string? Token()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header["Bearer ".Length..].Trim();
        }
        // A browser's WebSocket cannot set a header.
        return Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && Request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
    }

    private static AuthenticateResult Known(ClaimsPrincipal caller) => AuthenticateResult.Success(new AuthenticationTicket(caller, Name));
}
