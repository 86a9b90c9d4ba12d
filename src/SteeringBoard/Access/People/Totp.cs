using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SteeringBoard.Access.People;

/// <summary>The codes of a second factor (RFC 6238: SHA-1, six digits, 30 seconds, as every authenticator app has them). Pure; time is passed in.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;

    /// <summary>A new secret, in base 32.</summary>
    public static string NewSecret()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(bytes);
        var text = new char[SecretBytes * 8 / 5];
        for (var place = 0; place < text.Length; place++)
        {
            var bit = place * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[place] = Alphabet[(pair >> (11 - bit % 8)) & 31];
        }
        return new string(text);
    }

    /// <summary>The address an authenticator app takes a secret from.</summary>
    public static string Link(string secret, string email) =>
        $"otpauth://totp/SteeringBoard:{Uri.EscapeDataString(email)}?secret={secret}&issuer=SteeringBoard";

    /// <summary>The code of a secret at an instant.</summary>
    public static string Code(string secret, DateTimeOffset at) => CodeOf(Bytes(secret), Step(at));

    /// <summary>The step a code is good for, one step early or late forgiven; none when it is wrong, or of a step not after the last one taken.</summary>
    public static long? Verify(string secret, string code, DateTimeOffset at, long last)
    {
        ArgumentNullException.ThrowIfNull(code);
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        var key = Bytes(secret);
        long? found = null;
        foreach (var step in new[] { Step(at) - 1, Step(at), Step(at) + 1 })
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeOf(key, step)), System.Text.Encoding.UTF8.GetBytes(digits)) && step > last)
            {
                found = step;
            }
        }
        return found;
    }

    private static long Step(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // What the apps speak; HMAC does not stand or fall with collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        for (int place = 0, bits = 0, held = 0, at = 0; place < secret.Length; place++)
        {
            held = (held << 5) | Alphabet.IndexOf(secret[place], StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
            }
        }
        return bytes;
    }
}
