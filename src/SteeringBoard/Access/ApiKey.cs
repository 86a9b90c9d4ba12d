using System.Security.Cryptography;
using System.Text;

namespace SteeringBoard.Access;

/// <summary>A key of a body, kept as a hash.</summary>
public sealed record ApiKey
{
    /// <summary>Names the key in the record and the log.</summary>
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the key, in hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The body it speaks for; none for one that reads all.</summary>
    public string? Body { get; init; }

    /// <summary>May push readings of its body, and update its assignments.</summary>
    public bool Push { get; init; }

    /// <summary>Acts as the office: issues, decides, confirms. Only a key of no body.</summary>
    public bool Office { get; init; }

    /// <summary>The strongest evidence its readings may have: claimed, pulled, tested or inspected.</summary>
    public string Most { get; init; } = "claimed";

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>The keys of the demo: known to everybody, so refused anywhere else.</summary>
public static class DemoKeys
{
    public const string Prefix = "sb_demo_";

    /// <summary>What their names begin with.</summary>
    public const string NamePrefix = "demo-";

    /// <summary>Reads all, writes nothing.</summary>
    public const string Reader = Prefix + "reader";

    /// <summary>Acts as the office.</summary>
    public const string Office = Prefix + "office";

    /// <summary>The key of a body.</summary>
    public static string Of(string body) => Prefix + body;

    /// <summary>Every one there is.</summary>
    public static IEnumerable<string> All(IEnumerable<string> bodies) => bodies.Distinct(StringComparer.Ordinal).Select(Of).Append(Reader).Append(Office);

    /// <summary>Reads a key of the demo; none when it is no such key.</summary>
    public static ApiKey? Read(string key, Func<string, bool> isBody)
    {
        if (key == Reader)
        {
            return new ApiKey { Name = NamePrefix + "reader" };
        }
        if (key == Office)
        {
            return new ApiKey { Name = NamePrefix + "office", Office = true };
        }
        var body = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : "";
        // The nation's systems report what they read and test themselves; everybody else only claims.
        return body.Length > 0 && isBody(body) ? new ApiKey { Name = NamePrefix + body, Body = body, Push = true, Most = body == "VN" ? "tested" : "claimed" } : null;
    }
}
