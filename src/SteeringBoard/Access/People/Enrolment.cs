using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using QRCoder;

namespace SteeringBoard.Access.People;

/// <summary>The secret of a second factor between the page that shows it and the form that proves an app has it; the form carries it sealed.</summary>
public sealed class Enrolment(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <summary>Seals a secret for one purpose, such as one invitation.</summary>
    public string Seal(string secret, string purpose) => Sealer(purpose).Protect(secret, Lasts);

    /// <summary>Opens what was sealed for a purpose; none when it is too old or made up.</summary>
    public string? Open(string? sealedSecret, string purpose)
    {
        if (string.IsNullOrEmpty(sealedSecret))
        {
            return null;
        }
        try
        {
            return Sealer(purpose).Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>An address as the path of a QR code in SVG, with the length of its side in modules, margin and all.</summary>
    public static (string Path, int Side) Code(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append('M').Append(x).Append(' ').Append(y).Append("h1v1h-1z");
                }
            }
        }
        return (path.ToString(), rows.Count);
    }

    private ITimeLimitedDataProtector Sealer(string purpose) => protection.CreateProtector("second-factor", purpose).ToTimeLimitedDataProtector();
}
