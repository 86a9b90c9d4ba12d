using System.Security.Cryptography;
using System.Text;

namespace SteeringBoard.Gateway.Serving;

/// <summary>The bearer token a gateway asks for; none configured: everybody may read.</summary>
public sealed class GatewayToken(string? token)
{
    private readonly byte[]? _expected = string.IsNullOrEmpty(token) ? null : SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token));

    /// <summary>Whether one is configured.</summary>
    public bool IsRequired => _expected is not null;

    /// <summary>Whether the request carries it, or needs none. Takes the same time whatever it carries.</summary>
    public bool Admits(HttpRequest request)
    {
        if (_expected is null)
        {
            return true;
        }

        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), given);
        return CryptographicOperations.FixedTimeEquals(given, _expected);
    }
}
