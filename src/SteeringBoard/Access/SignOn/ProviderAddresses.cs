using System.Text.Json;

namespace SteeringBoard.Access.SignOn;

/// <summary>Where a provider is asked what, as it tells itself (OpenID Connect Discovery 1.0).</summary>
/// <param name="Issuer">The name its tokens bear.</param>
/// <param name="Person">Where it tells of a person; none where it tells all in the token.</param>
public sealed record ProviderAddresses(string Issuer, Uri Authorize, Uri Token, Uri? Person)
{
    /// <summary>Whether secrets may travel there: by https, or on this machine.</summary>
    public static bool IsSafe(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
    }

    /// <summary>Reads what a provider tells of itself.</summary>
    /// <exception cref="SignOnException">It names itself otherwise than it is known here, or an address is missing or not safe.</exception>
    public static ProviderAddresses Read(JsonElement told, Uri authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        var issuer = Text(told, "issuer");
        if (issuer?.TrimEnd('/') != authority.OriginalString.TrimEnd('/'))
        {
            throw new SignOnException($"the provider names itself '{issuer}', which is not SignOn:Authority");
        }
        return new(
            issuer, Address("authorization_endpoint") ?? throw Missing("authorization_endpoint"), Address("token_endpoint") ?? throw Missing("token_endpoint"),
            Address("userinfo_endpoint"));

        Uri? Address(string name) =>
            Text(told, name) is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSafe(address) ? address
            : throw new SignOnException($"the provider's {name} is '{text}', which is no address of https");
    }

    private static SignOnException Missing(string name) => new($"the provider tells no {name}");

    private static string? Text(JsonElement told, string name) =>
        told.ValueKind is JsonValueKind.Object && told.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The provider did not confirm who somebody is; the message, for the log, says why.</summary>
public sealed class SignOnException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It could not be asked at all.</summary>
    public bool IsAway { get; init; }
}
