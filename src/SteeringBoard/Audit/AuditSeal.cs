using System.Security.Cryptography;
using SteeringBoard.Data;

namespace SteeringBoard.Audit;

/// <summary>What seals an entry: SHA-256 over the hash before it and its own fields in a fixed order.</summary>
public static class AuditSeal
{
    private const string Form = "audit/1";

    /// <summary>What stands before the first entry.</summary>
    public static byte[] First { get; } = new byte[SHA256.HashSizeInBytes];

    internal static byte[] Of(
        ReadOnlySpan<byte> before, long number, long atReal, long? at, string what, string by, string role, string? byBody, string? programme,
        string? body, string? subject, string details, byte[]? digest)
    {
        using var form = new HashedForm();
        form.AddRaw(before);
        form.Add(Form);
        form.Add(number);
        form.Add(atReal);
        form.Add(at ?? long.MinValue);
        form.Add(what);
        form.Add(by);
        form.Add(role);
        form.Add(byBody);
        form.Add(programme);
        form.Add(body);
        form.Add(subject);
        form.Add(details);
        form.Add(digest);
        return form.Hash();
    }
}
