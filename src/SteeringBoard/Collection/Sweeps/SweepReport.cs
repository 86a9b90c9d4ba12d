using System.Globalization;
using SteeringBoard.Collection.Pulling;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>What a sweep came to.</summary>
/// <param name="Gateways">Gateways of the shard.</param>
/// <param name="Changed">Pulls that brought something new.</param>
/// <param name="Good">Pulls that did not, and all is well.</param>
/// <param name="Failed">Pulls that failed.</param>
/// <param name="NotAsked">Gateways left out: their breaker is open or their pull before goes on.</param>
/// <param name="GoingOn">Pulls that go on after the sweep.</param>
public sealed record SweepReport(int Gateways, int Changed, int Good, int Failed, int NotAsked, int GoingOn)
{
    /// <summary>As the job's history keeps it: six counts in the order of the parameters; a page puts the words to them.</summary>
    public override string ToString() => string.Join(' ', Counts.Select(count => count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads what <see cref="ToString"/> wrote; none for anything else.</summary>
    public static SweepReport? Read(string? text)
    {
        var counts = (text ?? "").Split(' ').Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1).ToList();
        return counts is [>= 0 and var gateways, >= 0 and var changed, >= 0 and var good, >= 0 and var failed, >= 0 and var notAsked, >= 0 and var goingOn]
            ? new SweepReport(gateways, changed, good, failed, notAsked, goingOn)
            : null;
    }

    private int[] Counts => [Gateways, Changed, Good, Failed, NotAsked, GoingOn];
}

/// <summary>Counts what a sweep comes to, from many pulls at once.</summary>
internal sealed class SweepCount(int gateways)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _gateways = gateways;
    private int _left = gateways;
    private int _changed;
    private int _good;
    private int _failed;
    private int _notAsked;

    /// <summary>Ends when every gateway of the sweep is counted.</summary>
    public Task Done => _done.Task;

    /// <summary>Counts a gateway; none for one whose pull was broken off.</summary>
    public void Add(PullOutcome? outcome)
    {
        switch (outcome)
        {
            case PullOutcome.Changed:
                Interlocked.Increment(ref _changed);
                break;
            case PullOutcome.Unchanged or PullOutcome.NotModified:
                Interlocked.Increment(ref _good);
                break;
            case PullOutcome.BreakerOpen or PullOutcome.Skipped:
                Interlocked.Increment(ref _notAsked);
                break;
            default:
                Interlocked.Increment(ref _failed);
                break;
        }
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _done.TrySetResult();
        }
    }

    /// <summary>As it stands now.</summary>
    public SweepReport Report() => new(_gateways, _changed, _good, _failed, _notAsked, Math.Max(0, _left));
}
