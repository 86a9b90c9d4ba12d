using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Programmes;

/// <summary>
/// Keeps where the rehearsal clocks stand. A clock stops while no node is up and goes on from where it was; it is never set back:
/// after a crash it goes on from the most it can have shown.
/// </summary>
public sealed partial class ClockKeeping(IRecord record, RunningProgrammes programmes, TimeProvider time, ILogger<ClockKeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>After this long without a sign nobody was up, and the clock had stopped.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <summary>Lets each clock go on from where the record has it.</summary>
    public static async Task ResumeAsync(IRecord record, IReadOnlyList<RunningProgramme> programmes, TimeProvider time, CancellationToken cancellation)
    {
        await using var db = record.Open();
        foreach (var programme in programmes.Where(programme => programme.Clock.Plan.IsRehearsal))
        {
            var kept = await db.Set<ClockState>().FindAsync([programme.Code], cancellation);
            if (kept is null)
            {
                db.Add(programme.Clock.Keep(programme.Code));
                continue;
            }
            var now = time.GetUtcNow();
            var speed = programme.Clock.Plan.Speed;
            if (now - kept.AliveReal > Silence || kept.Speed != speed)
            {
                // The last sign may be one step old: what can have been shown by then is not shown again.
                var shown = kept.Anchor + (kept.AliveReal + Every - kept.AnchorReal) * kept.Speed;
                (kept.Anchor, kept.AnchorReal, kept.Speed) = (Later(shown, kept.Anchor), now, speed);
            }
            kept.AliveReal = now;
            programme.Clock.Resume(kept.Anchor, kept.AnchorReal, kept.Speed);
        }
        await db.SaveChangesAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await KeepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await KeepAsync(CancellationToken.None);
        }
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = record.Open();
            var now = time.GetUtcNow();
            foreach (var code in programmes.All.Where(programme => programme.Clock.Plan is { IsRehearsal: true, Speed: > 0 }).Select(programme => programme.Code))
            {
                await db.Set<ClockState>().Where(clock => clock.Programme == code)
                    .ExecuteUpdateAsync(clock => clock.SetProperty(row => row.AliveReal, now), cancellation);
            }
        }
        catch (Exception error) when (Outage.Is(error))
        {
            Log.NotKept(logger, error, Reference.New());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The clocks were not kept; tried again in a second (reference {Reference})")]
        public static partial void NotKept(ILogger logger, Exception error, string reference);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
