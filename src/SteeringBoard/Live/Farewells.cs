using System.Security.Claims;
using SteeringBoard.Data;

namespace SteeringBoard.Live;

/// <summary>Which of those who watch would be let in no more; whoever knows registers it.</summary>
public delegate Task<IReadOnlySet<ClaimsPrincipal>> NoLongerWelcome(IReadOnlyCollection<ClaimsPrincipal> callers, CancellationToken cancellation);

/// <summary>Closes the lines of those who would be let in no more: an ended session, a key taken back.</summary>
internal sealed class Farewells(Viewers viewers, NoLongerWelcome unwelcome, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync([.. viewers.All], stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task LookAsync(IReadOnlyList<Viewer> watching, CancellationToken cancellation)
    {
        try
        {
            var gone = await unwelcome([.. watching.Select(viewer => viewer.Caller)], cancellation);
            foreach (var viewer in watching.Where(viewer => gone.Contains(viewer.Caller)))
            {
                viewer.Leave();
            }
        }
        catch (Exception error) when (Outage.Is(error))
        {
            // Who cannot be asked about, since the record is out of reach, stays until it can.
        }
    }
}
