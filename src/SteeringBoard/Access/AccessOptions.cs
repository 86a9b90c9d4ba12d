using SteeringBoard.Access.Limits;
using SteeringBoard.Access.SignOn;
using SteeringBoard.Data;

namespace SteeringBoard.Access;

/// <summary>Who may come in (<c>Access</c> and <c>Demo</c> in the configuration).</summary>
public sealed record AccessOptions
{
    /// <summary>The guest reads all, and the demo keys are good (<c>Demo:Enabled</c>).</summary>
    public bool Demo { get; init; }

    /// <summary><c>Access:Keys</c>.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary><c>Access:Limits</c>.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary><c>Access:Address</c>: where people find the board, for links that are sent to them; none: the address that is asked.</summary>
    public Uri? Address { get; init; }

    /// <summary><c>SignOn</c>; none: people sign in here alone.</summary>
    public SignOnOptions? SignOn { get; init; }

    /// <exception cref="OptionsException">A key has a field it cannot have, which would leave it out or open it wide; it is named.</exception>
    public static AccessOptions From(IConfiguration configuration, bool demo)
    {
        try
        {
            return new()
            {
                Demo = demo,
                Keys = configuration.GetSection("Access:Keys").Get<List<ApiKey>>(binder => binder.ErrorOnUnknownConfiguration = true) ?? [],
                Limits = LimitOptions.From(configuration),
                Address = AddressOf(configuration["Access:Address"]),
                SignOn = SignOnOptions.From(configuration),
            };
        }
        catch (InvalidOperationException error)
        {
            throw new OptionsException($"Access:Keys: {error.InnerException?.Message ?? error.Message}");
        }
    }

    /// <summary>What is wrong with them, each naming its key; empty when nothing is.</summary>
    public IEnumerable<string> Faults(IConfiguration configuration)
    {
        for (var place = 0; place < Keys.Count; place++)
        {
            var key = Keys[place];
            if (key.Name.Length == 0)
            {
                yield return $"Access:Keys:{place}:Name is missing.";
            }
            // A name is a source of readings: a second key of the name would speak for the first.
            else if (Before(place, other => other.Name == key.Name) is { } named)
            {
                yield return $"Access:Keys:{place}:Name is that of Access:Keys:{named}: give each key a name of its own.";
            }
            if (key.Sha256.Length > 0 && Before(place, other => other.Sha256.Equals(key.Sha256, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                yield return $"Access:Keys:{place}:Sha256 is that of Access:Keys:{same}: give each a key of its own.";
            }
            if (key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit))
            {
                yield return $"Access:Keys:{place}:Sha256 must be the SHA-256 of the key: 64 hexadecimal digits.";
            }
            if (!Contract.EvidenceLevels.TryParse(key.Most, out _))
            {
                yield return $"Access:Keys:{place}:Most must be claimed, pulled, tested or inspected.";
            }
            if (key is { Office: true } and ({ Body: not null } or { Push: true }))
            {
                yield return $"Access:Keys:{place}:Office: a key that acts as the office has no Body and does not Push.";
            }
        }
        if (Demo)
        {
            yield break;
        }
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (value?.Contains(DemoKeys.Prefix, StringComparison.Ordinal) == true)
            {
                yield return $"{key} holds a demo credential; the demo is off (Demo:Enabled).";
            }
        }
    }

    /// <summary>The place of the first key before another that is like it; none where there is none.</summary>
    private int? Before(int place, Func<ApiKey, bool> isLike) =>
        Keys.Take(place).Index().Where(pair => isLike(pair.Item)).Select(pair => (int?)pair.Index).FirstOrDefault();

    private static Uri? AddressOf(string? text) =>
        text is not { Length: > 0 } ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new OptionsException($"Access:Address is '{text}': it must be an address such as https://board.example.vn/.");
}
