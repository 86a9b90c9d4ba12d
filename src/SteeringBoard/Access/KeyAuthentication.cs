using System.Collections.Frozen;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace SteeringBoard.Access;

/// <summary>
/// Knows a body's key from its bearer token. Without one it asks, in the demo, for the person signed in, and lets anybody else in as a
/// guest who only reads: a cookie that no longer holds makes a guest, not a stranger.
/// </summary>
public sealed class KeyAuthentication(
    AccessOptions access, Func<string, bool> isBody, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "key";

    private readonly FrozenDictionary<string, ApiKey> _keys = access.Keys.ToFrozenDictionary(key => key.Sha256.ToLowerInvariant(), StringComparer.Ordinal);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token() is { } key)
        {
            return OfKey(key);
        }
        if (!access.Demo)
        {
            return AuthenticateResult.NoResult();
        }
        return await Context.AuthenticateAsync(SignIn.Scheme) is { Succeeded: true } person
            ? AuthenticateResult.Success(new AuthenticationTicket(person.Principal, Name))
            : Known([new Claim(ClaimTypes.Name, "guest"), new Claim(Caller.RightClaim, Caller.Read), RoleOf(ActorRole.Guest)]);
    }

    private AuthenticateResult OfKey(string key)
    {
        var known = _keys.GetValueOrDefault(ApiKey.Hash(key)) ?? (access.Demo ? DemoKeys.Read(key, isBody) : null);
        if (known is null)
        {
            return AuthenticateResult.Fail("no such key");
        }
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, known.Name), new(Caller.KeyClaim, known.Name), new(Caller.MostClaim, known.Most), new(Caller.RightClaim, Caller.Read),
            RoleOf(known.Office ? ActorRole.Office : known is { Push: true, Body: not null } ? ActorRole.System : ActorRole.Reader),
        };
        if (known.Body is { } body)
        {
            claims.Add(new Claim(Caller.BodyClaim, body));
        }
        if (known.Push)
        {
            claims.Add(new Claim(Caller.RightClaim, Caller.Push));
        }
        return Known(claims);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        await Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "unauthorized").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "forbidden").ExecuteAsync(Context);

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

    private static Claim RoleOf(ActorRole role) => new(Caller.RoleClaim, role.ToString());

    private static AuthenticateResult Known(IEnumerable<Claim> claims) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
}
