using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Data;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>
/// Tells the other nodes of a cluster about pulls that go on after their sweep. Most pulls do not, so most sweeps only look whether there
/// is such a row. On one node it does nothing.
/// </summary>
public sealed partial class PullLeases(IRecord record, RecordOptions where, CollectionOptions options, TimeProvider time, ILogger<PullLeases> logger) : IDisposable
{
    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _writing = new(1);

    private bool IsCluster => where.IsPostgres;

    public void Dispose() => _writing.Dispose();

    /// <summary>The gateways other nodes are pulling.</summary>
    internal async Task<FrozenSet<string>> ElsewhereAsync(CancellationToken cancellation)
    {
        if (!IsCluster)
        {
            return [];
        }
        var now = time.GetUtcNow();
        await using var db = record.Open();
        return (await db.Set<PullLease>().AsNoTracking().Where(lease => lease.Node != _node && lease.UntilReal > now)
            .Select(lease => lease.Gateway).ToListAsync(cancellation)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Leases the gateways still under way.</summary>
    internal Task HoldAsync(IEnumerable<PulledGateway> gateways) => IsCluster ? WriteAsync(async db =>
    {
        var held = new List<string>();
        foreach (var gateway in gateways)
        {
            // In this order: a pull that ends meanwhile either finds the lease, or is no longer under way.
            gateway.InFlight.Lease();
            if (gateway.IsInFlight || !gateway.InFlight.TryEndLease())
            {
                held.Add(gateway.Code);
            }
        }
        var until = time.GetUtcNow() + options.Budget + options.Interval;
        await db.Set<PullLease>().Where(lease => held.Contains(lease.Gateway)).ExecuteDeleteAsync();
        db.AddRange(held.Select(code => new PullLease { Gateway = code, Node = _node, UntilReal = until }));
        await db.SaveChangesAsync();
    }) : Task.CompletedTask;

    /// <summary>Ends the lease of a pull that has ended, if it has one.</summary>
    internal Task EndAsync(PulledGateway gateway) => IsCluster && gateway.InFlight.TryEndLease()
        ? WriteAsync(db => db.Set<PullLease>().Where(lease => lease.Gateway == gateway.Code && lease.Node == _node).ExecuteDeleteAsync())
        : Task.CompletedTask;

    private async Task WriteAsync(Func<BoardDb, Task> write)
    {
        await _writing.WaitAsync();
        try
        {
            await using var db = record.Open();
            await write(db);
        }
        catch (Exception error) when (Outage.Is(error))
        {
            // Without it another node may pull the same gateway once: the record takes a reading once all the same.
            Log.NotWritten(logger, error, Reference.New());
        }
        finally
        {
            _writing.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A pull that goes on after its sweep could not be made known to the other nodes (reference {Reference})")]
        public static partial void NotWritten(ILogger logger, Exception error, string reference);
    }
}
