using System.Buffers.Text;
using System.Text.Json;
using SteeringBoard.Access.People;
using SteeringBoard.Bodies;

namespace SteeringBoard.Access.SignOn;

/// <summary>What is believed of what a provider tells. Pure.</summary>
public static class SignOnRules
{
    /// <summary>How far the clocks of the two may be apart.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(2);

    /// <summary>The claims of an ID token, which came from the provider's own hand over TLS: that stands for its signature (OpenID Connect Core 3.1.3.7, 6).</summary>
    /// <exception cref="SignOnException">It is none.</exception>
    public static JsonElement Open(string? token)
    {
        if (token?.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
        {
            throw new SignOnException("the provider's answer has no ID token that can be read");
        }
        try
        {
            return JsonElement.Parse(Base64Url.DecodeFromChars(payload));
        }
        catch (JsonException error)
        {
            throw new SignOnException("the provider's ID token is no JSON", error);
        }
    }

    /// <summary>Sees that an ID token is of this provider, for this board, of this signing in and not over.</summary>
    /// <exception cref="SignOnException">It is not.</exception>
    public static void Check(JsonElement token, string issuer, string client, string? nonce, DateTimeOffset now)
    {
        var audience = Texts(token, "aud");
        var fault =
            Text(token, "iss") != issuer ? "is of another provider"
            : !audience.Contains(client) || (Text(token, "azp") is { } party && party != client) || (audience.Count > 1 && Text(token, "azp") is null) ? "is for somebody else than this board"
            : nonce is null || Text(token, "nonce") != nonce ? "is of another signing in"
            : !token.TryGetProperty("exp", out var end) || !end.TryGetInt64(out var seconds) || DateTimeOffset.FromUnixTimeSeconds(seconds) < now - Apart ? "is over"
            : Text(token, "sub") is null ? "names nobody"
            : null;
        if (fault is not null)
        {
            throw new SignOnException($"the provider's ID token {fault}");
        }
    }

    /// <summary>Who somebody is here, or why they are nobody.</summary>
    /// <param name="claims">What the provider tells, the last of one name wins.</param>
    /// <param name="issuer">The provider's own name.</param>
    /// <param name="options">The names of the claims, and the provider's words for roles.</param>
    /// <param name="find">A body by its code.</param>
    public static (SignOnPerson? Person, AccessRefusal? Refusal) Read(
        IReadOnlyDictionary<string, JsonElement> claims, string issuer, SignOnOptions options, Func<string?, Body?> find)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(find);
        var (name, email) = (Said("name").FirstOrDefault("").Trim(), Said("email").FirstOrDefault("").Trim());
        if (Said("sub") is not [{ Length: > 0 } subject] || PeopleRules.Unfit(name, email) is not null)
        {
            return (null, new AccessRefusal("sign-on-claims"));
        }
        var bodies = Said(options.BodyClaim).FindAll(code => code.Length > 0);
        if (bodies.Count > 1 || (bodies is [var code] && find(code) is null))
        {
            return (null, new AccessRefusal("sign-on-body"));
        }
        var body = bodies.FirstOrDefault();
        // Other words are the provider's own business; two that are known here would leave the choice to chance.
        var roles = Said(options.RoleClaim).Where(options.Roles.ContainsKey).Select(word => options.Roles[word]).Distinct().ToList();
        return roles is [var role] && PeopleRules.Misfit(role, body, find(body)) is null
            ? (new SignOnPerson(issuer, subject, name, email, claims.TryGetValue("email_verified", out var seen) && seen.ValueKind is JsonValueKind.True, role, body), null)
            : (null, new AccessRefusal("sign-on-role"));

        List<string> Said(string claim) => claims.TryGetValue(claim, out var value) ? Texts(value) : [];
    }

    /// <summary>What a claim says for the log: a person's own words, cut short.</summary>
    public static string Told(IReadOnlyDictionary<string, JsonElement> claims, string name)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var text = claims.TryGetValue(name, out var value) ? value.ToString() : "";
        return text.Length > 100 ? text[..100] : text;
    }

    private static string? Text(JsonElement claims, string name) => Texts(claims, name) is [var one] ? one : null;

    private static List<string> Texts(JsonElement claims, string name) =>
        claims.ValueKind is JsonValueKind.Object && claims.TryGetProperty(name, out var value) ? Texts(value) : [];

    /// <summary>A text, or a list of texts.</summary>
    private static List<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(each => each.ValueKind is JsonValueKind.String).Select(each => each.GetString()!)],
        _ => [],
    };
}
