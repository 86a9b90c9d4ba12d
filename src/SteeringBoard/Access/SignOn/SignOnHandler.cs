using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace SteeringBoard.Access.SignOn;

/// <summary>The code flow with PKCE at an OpenID provider: the framework's OAuth, with addresses that are discovered, a nonce and an ID token that is checked.</summary>
internal sealed class SignOnHandler(
    SignOnProvider provider, IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    public const string Name = "sign-on";

    /// <summary>Where the provider sends people back to.</summary>
    public const string CallbackPath = "/sign-in/sign-on/back";

    private const string Nonce = "nonce";

    /// <summary>Only who comes back needs it, and this is made for every request.</summary>
    public static SignOnDesk Desk(HttpContext http) => http.RequestServices.GetRequiredService<SignOnDesk>();

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            await DiscoverAsync();
        }
        catch (SignOnException error)
        {
            Response.Redirect(Desk(Context).Refused(error, properties));
            return;
        }
        properties.Items[Nonce] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, properties.Items[Nonce]!);

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await DiscoverAsync();
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var addresses = await provider.AddressesAsync(Context.RequestAborted);
        var answer = tokens.Response!.RootElement;
        var token = SignOnRules.Open(answer.TryGetProperty("id_token", out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null);
        SignOnRules.Check(token, addresses.Issuer, Options.ClientId, properties.Items.TryGetValue(Nonce, out var nonce) ? nonce : null, TimeProvider.GetUtcNow());
        var claims = token.EnumerateObject().DistinctBy(claim => claim.Name).ToDictionary(claim => claim.Name, claim => claim.Value, StringComparer.Ordinal);
        if (addresses.Person is { } address)
        {
            var person = await AskAsync(address, tokens.AccessToken);
            if (!person.TryGetProperty("sub", out var subject) || subject.ToString() != claims["sub"].ToString())
            {
                throw new SignOnException("the provider tells of somebody else than its ID token");
            }
            foreach (var claim in person.EnumerateObject())
            {
                claims[claim.Name] = claim.Value;
            }
        }
        properties.SetParameter(Name, new SignOnAnswer(addresses.Issuer, claims));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<JsonElement> AskAsync(Uri address, string? accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(Context.RequestAborted)) is { ValueKind: JsonValueKind.Object } person
            ? person
            : throw new SignOnException("the provider tells nothing of the person");
    }

    /// <summary>The options are one object for all requests, and are given what is the same for all of them.</summary>
    private async Task DiscoverAsync()
    {
        var addresses = await provider.AddressesAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (addresses.Authorize.AbsoluteUri, addresses.Token.AbsoluteUri);
    }
}

/// <summary>What a provider told of somebody, seen to be from it and for this board.</summary>
internal sealed record SignOnAnswer(string Issuer, IReadOnlyDictionary<string, JsonElement> Claims);
