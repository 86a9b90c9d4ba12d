using SteeringBoard.Contract;
using SteeringBoard.Data;

namespace SteeringBoard.Collection.Gateways;

/// <summary>A gateway the board pulls, as it was registered.</summary>
/// <param name="Programme">The programme it serves.</param>
/// <param name="Body">The body it speaks for.</param>
/// <param name="Address">Where it is; the pull is <c>GET {Address}readiness/v1/{programme}</c>.</param>
/// <param name="Token">The bearer token; none where it asks for none.</param>
/// <param name="Evidence">What its readings are worth when they do not say: <c>pulled</c>, or <c>claimed</c> where somebody keeps the values by hand.</param>
/// <param name="MostEvidence">The strongest level it may give: <c>tested</c> where registered so.</param>
public sealed record GatewayRegistration(
    string Programme, string Body, Uri Address, string? Token = null, EvidenceLevel Evidence = EvidenceLevel.Pulled, EvidenceLevel MostEvidence = EvidenceLevel.Pulled)
{
    /// <summary>Its code as a source, such as <c>gateway:go-live-2025:79</c>.</summary>
    public string Code => CodeOf(Programme, Body);

    /// <summary>What the pull asks for.</summary>
    public Uri PullAddress { get; } = new(Address.AbsoluteUri.TrimEnd('/') + "/readiness/v1/" + Uri.EscapeDataString(Programme));

    public static string CodeOf(string programme, string body) => $"gateway:{programme}:{body}";

    /// <summary>Reads <c>Collection:Gateways:0:{Programme,Body,Address,Token,Evidence,MostEvidence}</c> and so on.</summary>
    /// <exception cref="OptionsException">A value is wrong; the message names the key.</exception>
    public static IReadOnlyList<GatewayRegistration> From(IConfiguration configuration)
    {
        var registrations = configuration.GetSection("Collection:Gateways").GetChildren().Select(Read).ToList();
        return registrations.GroupBy(registration => registration.Code, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new OptionsException($"Collection:Gateways has {twice.First().Programme} / {twice.First().Body} twice.")
            : registrations;
    }

    private static GatewayRegistration Read(IConfigurationSection section)
    {
        string Text(string name) => section[name] is { Length: > 0 } text ? text : throw new OptionsException($"{section.Path}:{name} is missing.");
        var address = Text("Address");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            throw new OptionsException($"{section.Path}:Address is '{address}': it must be an http or https address without query or user, such as https://gateway.province.vn/.");
        }
        var token = section["Token"] is { Length: > 0 } given ? given : null;
        if (token is not null && token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new OptionsException($"{section.Path}:Token holds a character that no header can carry.");
        }
        var evidence = Level(section, "Evidence", EvidenceLevel.Pulled, EvidenceLevel.Claimed, EvidenceLevel.Pulled);
        return new GatewayRegistration(
            Text("Programme"), Text("Body"), uri, token, evidence, Level(section, "MostEvidence", evidence, evidence, EvidenceLevel.Tested));
    }

    private static EvidenceLevel Level(IConfigurationSection section, string name, EvidenceLevel usual, EvidenceLevel least, EvidenceLevel most) =>
        section[name] is not { Length: > 0 } word ? usual
        : EvidenceLevels.TryParse(word, out var level) && level >= least && level <= most ? level
        : throw new OptionsException(
            $"{section.Path}:{name} is '{word}': it must be {string.Join(", ", EvidenceLevels.All.Where(level => level >= least && level <= most).Select(level => level.Word()))}.");
}
