using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Data;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Collection.Runs;

/// <summary>Keeps the run rows. Pulls only note; one writer writes, a second's worth together, and prunes what is old.</summary>
public sealed partial class RunLog(IRecord record, GatewayRegistry registry, CollectionOptions options, TimeProvider time, ILogger<RunLog> logger) : BackgroundService
{
    /// <summary>Rows waiting before the oldest are given up: a record out of reach must not fill the memory.</summary>
    private const int MostWaiting = 20_000;

    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often the last row of a row of equal pulls is written while it goes on; when it ends, it is written at once.</summary>
    private static readonly TimeSpan MoveEvery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentQueue<RunWrite> _waiting = new();

    /// <summary>Rows on their way into the record; only the writer touches them.</summary>
    private readonly Dictionary<Guid, RunWrite> _rows = [];

    /// <summary>Notes a pull. Returns at once.</summary>
    internal void Note(PulledGateway gateway, Pull pull) =>
        gateway.Tail.Note(gateway.Registration.Programme, gateway.Registration.Body, pull, _waiting);

    /// <summary>The newest runs of a gateway, newest first; those of the last seconds may not be there yet.</summary>
    public async Task<IReadOnlyList<PullRun>> NewestAsync(string programme, string body, int most, CancellationToken cancellation)
    {
        await using var db = record.Open();
        return await db.Set<PullRun>().AsNoTracking().Where(run => run.Programme == programme && run.Body == body)
            .OrderByDescending(run => run.StartedReal).Take(most).ToListAsync(cancellation);
    }

    /// <summary>The newest failures over all gateways of a programme, newest first.</summary>
    public async Task<IReadOnlyList<PullRun>> NewestFailuresAsync(string programme, int most, CancellationToken cancellation)
    {
        await using var db = record.Open();
        return await db.Set<PullRun>().AsNoTracking().Where(run => run.Programme == programme && run.Outcome == PullOutcome.Failed)
            .OrderByDescending(run => run.StartedReal).Take(most).ToListAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WriteEvery, time);
        var (moved, pruned) = (time.GetTimestamp(), 0L);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (time.GetElapsedTime(moved) >= MoveEvery)
                {
                    moved = time.GetTimestamp();
                    TakeLast();
                }
                await WriteAsync(stoppingToken);
                if (pruned == 0 || time.GetElapsedTime(pruned) >= PruneEvery)
                {
                    pruned = time.GetTimestamp();
                    await PruneAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What is left is written when the pulls have ended.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TakeLast();
        await WriteAsync(cancellationToken);
    }

    private void TakeLast()
    {
        foreach (var gateway in registry.All)
        {
            if (gateway.Tail.Take() is { } last)
            {
                _waiting.Enqueue(last);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        while (_waiting.TryDequeue(out var write))
        {
            // A row may be new and move again before it is written: its last state counts.
            _rows[write.Row.Id] = _rows.TryGetValue(write.Row.Id, out var before) ? write with { IsNew = before.IsNew } : write;
        }
        if (_rows.Count == 0)
        {
            return;
        }
        try
        {
            await using var db = record.Open();
            foreach (var write in _rows.Values)
            {
                db.Entry(write.Row).State = write.IsNew ? EntityState.Added : EntityState.Modified;
            }
            await db.SaveChangesAsync(cancellation);
            _rows.Clear();
        }
        catch (DbUpdateConcurrencyException error)
        {
            // A row to be moved is gone from the record: what was read about it goes with it. The others are written in a second.
            foreach (var gone in error.Entries.Select(entry => entry.Entity).OfType<PullRun>())
            {
                _rows.Remove(gone.Id);
            }
        }
        catch (Exception error) when (Outage.Is(error))
        {
            Log.NotWritten(logger, error, _rows.Count, Reference.New());
            foreach (var oldest in _rows.Keys.Take(_rows.Count - MostWaiting).ToList())
            {
                _rows.Remove(oldest);
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellation)
    {
        try
        {
            var before = time.GetUtcNow() - options.KeepRuns;
            await using var db = record.Open();
            await db.Set<PullRun>().Where(run => run.StartedReal < before).ExecuteDeleteAsync(cancellation);
        }
        catch (Exception error) when (Outage.Is(error))
        {
            Log.NotPruned(logger, error, Reference.New());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} run rows were not written; tried again in a second (reference {Reference})")]
        public static partial void NotWritten(ILogger logger, Exception error, int count, string reference);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old run rows were not pruned; tried again in an hour (reference {Reference})")]
        public static partial void NotPruned(ILogger logger, Exception error, string reference);
    }
}
