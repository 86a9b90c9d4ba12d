using System.Security.Cryptography;
using System.Text;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>A board in production: no demo, three keys.</summary>
public sealed class RealBoard : IAsyncLifetime
{
    public const string Reader = "a-key-that-reads";
    public const string Province = "a-key-of-79";
    public const string SecondProvince = "a-key-of-01";

    /// <summary>The settings of a board in production with these keys.</summary>
    public static Dictionary<string, string> Settings => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Access:Keys:0:Name"] = "office",
        ["Access:Keys:0:Sha256"] = Hash(Reader),
        ["Access:Keys:1:Name"] = "province-79",
        ["Access:Keys:1:Sha256"] = Hash(Province),
        ["Access:Keys:1:Body"] = "79",
        ["Access:Keys:1:Push"] = "true",
        ["Access:Keys:2:Name"] = "province-01",
        ["Access:Keys:2:Sha256"] = Hash(SecondProvince),
        ["Access:Keys:2:Body"] = "01",
        ["Access:Keys:2:Push"] = "true",
    };

    public BoardProcess Board { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Board = await BoardProcess.StartAsync(Settings);

    public ValueTask DisposeAsync() => Board.DisposeAsync();

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
