using System.Collections.Immutable;

namespace SteeringBoard.Collection.Gateways;

/// <summary>The gateways this board pulls: those of the configuration, and those registered in code.</summary>
public sealed class GatewayRegistry(CollectionOptions options, TimeProvider time)
{
    private ImmutableSortedDictionary<string, PulledGateway> _byCode = ImmutableSortedDictionary.Create<string, PulledGateway>(StringComparer.Ordinal);

    /// <summary>In the order of their codes.</summary>
    public IReadOnlyList<PulledGateway> All => [.. Volatile.Read(ref _byCode).Values];

    public PulledGateway? Find(string programme, string body) => Volatile.Read(ref _byCode).GetValueOrDefault(GatewayRegistration.CodeOf(programme, body));

    /// <summary>Registers a gateway.</summary>
    /// <exception cref="ArgumentException">Its body has one in that programme.</exception>
    public void Add(GatewayRegistration registration) =>
        ImmutableInterlocked.Update(ref _byCode, known => known.Add(registration.Code, new PulledGateway(registration, options, time, null)));

    /// <summary>Registers a gateway in place of the one its body has, if any; what that one said last is asked for again.</summary>
    public void Replace(GatewayRegistration registration) =>
        ImmutableInterlocked.Update(
            ref _byCode, known => known.SetItem(registration.Code, new PulledGateway(registration, options, time, known.GetValueOrDefault(registration.Code))));

    /// <summary>Pulls a body no more; false when it had no gateway.</summary>
    public bool Remove(string programme, string body)
    {
        var code = GatewayRegistration.CodeOf(programme, body);
        return ImmutableInterlocked.Update(ref _byCode, known => known.Remove(code));
    }

    /// <summary>
    /// The gateways of one of so many shards. A gateway's shard follows from its code alone, so that nodes agree on it even while one
    /// knows a gateway more.
    /// </summary>
    public PulledGateway[] OfShard(int shard, int shards) => [.. Volatile.Read(ref _byCode).Values.Where(gateway => ShardOf(gateway.Code, shards) == shard)];

    /// <summary>The shard of a gateway: the same on every node and after every start.</summary>
    public static int ShardOf(string code, int shards)
    {
        // FNV-1a; string.GetHashCode differs between processes.
        var hash = 2166136261;
        foreach (var letter in code)
        {
            hash = (hash ^ letter) * 16777619;
        }
        return (int)(hash % (uint)shards);
    }
}
