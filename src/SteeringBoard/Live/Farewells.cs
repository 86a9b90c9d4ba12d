using System.Security.Claims;

namespace SteeringBoard.Live;

/// <summary>Whether somebody who watches would still be let in; whoever knows registers it.</summary>
public delegate ValueTask<bool> StillWelcome(ClaimsPrincipal caller, CancellationToken cancellation);

/// <summary>Closes the lines of those who would be let in no more: an ended session, a key taken back.</summary>
internal sealed class Farewells(Viewers viewers, StillWelcome welcome, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var viewer in viewers.All)
                {
                    if (!await IsWelcomeAsync(viewer, stoppingToken))
                    {
                        viewer.Leave();
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    /// <summary>Who cannot be asked about, since the record is out of reach, stays until it can.</summary>
    private async Task<bool> IsWelcomeAsync(Viewer viewer, CancellationToken cancellation)
    {
        try
        {
            return await welcome(viewer.Caller, cancellation);
        }
        catch (System.Data.Common.DbException)
        {
            return true;
        }
    }
}
