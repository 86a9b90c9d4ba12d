using System.Collections.Frozen;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace SteeringBoard.Access;

/// <summary>Knows a body's key from its bearer token, and in the demo lets anybody else in as a guest who only reads.</summary>
public sealed class KeyAuthentication(
    AccessOptions access, Func<string, bool> isBody, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "key";

    private readonly FrozenDictionary<string, ApiKey> _keys = access.Keys.ToFrozenDictionary(key => key.Sha256.ToLowerInvariant(), StringComparer.Ordinal);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Token();
        if (key is null)
        {
            return Task.FromResult(access.Demo ? Known([new Claim(ClaimTypes.Name, "guest"), new Claim(Caller.RightClaim, Caller.Read)]) : AuthenticateResult.NoResult());
        }
        var known = _keys.GetValueOrDefault(ApiKey.Hash(key)) ?? (access.Demo ? DemoKeys.Read(key, isBody) : null);
        if (known is null)
        {
            return Task.FromResult(AuthenticateResult.Fail("no such key"));
        }
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, known.Name), new(Caller.KeyClaim, known.Name), new(Caller.MostClaim, known.Most), new(Caller.RightClaim, Caller.Read),
        };
        if (known.Body is { } body)
        {
            claims.Add(new Claim(Caller.BodyClaim, body));
        }
        if (known.Push)
        {
            claims.Add(new Claim(Caller.RightClaim, Caller.Push));
        }
        return Task.FromResult(Known(claims));
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

    private static AuthenticateResult Known(IEnumerable<Claim> claims) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
}
