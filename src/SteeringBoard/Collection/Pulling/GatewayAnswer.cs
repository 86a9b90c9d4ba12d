using System.Buffers;

namespace SteeringBoard.Collection.Pulling;

/// <summary>What a gateway answered, or why there is no answer.</summary>
internal readonly record struct GatewayAnswer
{
    private readonly byte[]? _rented;

    private GatewayAnswer(byte[]? rented) => _rented = rented;

    /// <summary>Why the pull failed; none for an answer.</summary>
    public string? Failure { get; private init; }

    /// <summary>Another try may succeed.</summary>
    public bool MayPass { get; private init; }

    /// <summary>The gateway answered 304.</summary>
    public bool IsNotModified { get; private init; }

    /// <summary>The tag of the document, as it came; none where there was none.</summary>
    public string? Tag { get; private init; }

    /// <summary>The instant in <c>Readiness-As-Of</c>; none where the gateway reads live, or where it cannot be read.</summary>
    public DateTimeOffset? AsOf { get; private init; }

    /// <summary>The gateway serves a file: it sent <c>Readiness-As-Of</c>.</summary>
    public bool IsFile { get; private init; }

    /// <summary>Programme time the answered try was made: what was said held no earlier.</summary>
    public DateTimeOffset AskedAt { get; private init; }

    public int Length { get; private init; }

    /// <summary>The document, unpacked, until <see cref="Return"/>.</summary>
    public ReadOnlyMemory<byte> Document => _rented.AsMemory(0, Length);

    public static GatewayAnswer Failed(string reason, bool mayPass = false) => new(null) { Failure = reason, MayPass = mayPass };

    public static GatewayAnswer NotModified(DateTimeOffset askedAt, bool isFile, DateTimeOffset? asOf) =>
        new(null) { IsNotModified = true, AskedAt = askedAt, IsFile = isFile, AsOf = asOf };

    public static GatewayAnswer Read(DateTimeOffset askedAt, byte[] rented, int length, string? tag, bool isFile, DateTimeOffset? asOf) =>
        new(rented) { AskedAt = askedAt, Length = length, Tag = tag, IsFile = isFile, AsOf = asOf };

    /// <summary>Gives the document's memory back.</summary>
    public void Return()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
