using SteeringBoard.Access.People;
using SteeringBoard.Data;

namespace SteeringBoard.Access.SignOn;

/// <summary>Single sign-on at an OpenID provider (<c>SignOn</c> in the configuration); without it there is none.</summary>
public sealed record SignOnOptions
{
    /// <summary>The provider as it names itself; where it is asked what, it tells itself below this address.</summary>
    public required Uri Authority { get; init; }

    /// <summary>The board's name there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The board's secret there, sent with <c>client_secret_post</c>.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What people call the provider; none: single sign-on.</summary>
    public string? Name { get; init; }

    /// <summary>What is asked for beside <c>openid profile email</c>, separated by spaces.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The claim with the code of the body; one who has none speaks for no body.</summary>
    public string BodyClaim { get; init; } = "body";

    /// <summary>The claim with the role, or with several of which one is known here.</summary>
    public string RoleClaim { get; init; } = "role";

    /// <summary>
    /// The provider's words for roles (<c>SignOn:Roles:{word}</c>). None given: the names of the roles people can have, but that of an
    /// administrator, so that whoever keeps the accounts there does not let people in here unasked.
    /// </summary>
    public required IReadOnlyDictionary<string, ActorRole> Roles { get; init; }

    /// <exception cref="OptionsException">A value is missing or wrong; it names the key.</exception>
    public static SignOnOptions? From(IConfiguration configuration)
    {
        var section = configuration.GetSection("SignOn");
        if (!section.Exists())
        {
            return null;
        }
        foreach (var child in section.GetChildren())
        {
            if (child.Key is not (nameof(Authority) or nameof(ClientId) or nameof(ClientSecret) or nameof(Name) or nameof(Scope) or nameof(BodyClaim) or nameof(RoleClaim) or nameof(Roles)))
            {
                throw new OptionsException($"{child.Path} is no setting of single sign-on: there are Authority, ClientId, ClientSecret, Name, Scope, BodyClaim, RoleClaim and Roles.");
            }
        }
        var roles = section.GetSection(nameof(Roles)).GetChildren().ToDictionary(child => child.Key, RoleOf, StringComparer.OrdinalIgnoreCase);
        return new()
        {
            Authority = AuthorityOf(Needed(nameof(Authority))),
            ClientId = Needed(nameof(ClientId)),
            ClientSecret = Needed(nameof(ClientSecret)),
            Name = section[nameof(Name)] is { Length: > 0 } name ? name : null,
            Scope = section[nameof(Scope)] ?? "",
            BodyClaim = section[nameof(BodyClaim)] is { Length: > 0 } body ? body : "body",
            RoleClaim = section[nameof(RoleClaim)] is { Length: > 0 } role ? role : "role",
            Roles = roles.Count > 0 ? roles
                : PeopleRules.All.Where(role => role is not ActorRole.Administrator).ToDictionary(role => role.ToString(), StringComparer.OrdinalIgnoreCase),
        };

        string Needed(string name) => section[name] is { Length: > 0 } value ? value : throw new OptionsException($"SignOn:{name} is missing: single sign-on needs Authority, ClientId and ClientSecret.");
    }

    private static ActorRole RoleOf(IConfigurationSection word) =>
        Enum.TryParse<ActorRole>(word.Value, ignoreCase: true, out var role) && PeopleRules.All.Contains(role) ? role
        : throw new OptionsException($"{word.Path} is '{word.Value}': it must be a role of people, such as Reporter.");

    private static Uri AuthorityOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var authority) && ProviderAddresses.IsSafe(authority) ? authority
        : throw new OptionsException($"SignOn:Authority is '{text}': it must be an address of https such as https://login.example.vn (http on this machine alone).");
}
