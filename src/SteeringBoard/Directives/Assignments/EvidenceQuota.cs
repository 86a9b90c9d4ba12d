using System.Collections.Concurrent;

namespace SteeringBoard.Directives.Assignments;

/// <summary>How many evidence files are sent for a body in a day of real time (UTC), on this node: a script gone wrong must not fill the disk.</summary>
public sealed class EvidenceQuota(TimeProvider time)
{
    /// <summary>Files for a body in a day.</summary>
    public const int FilesADay = 200;

    private readonly ConcurrentDictionary<(string Body, DateOnly Day), int> _sent = new();

    /// <summary>Whether one more may be sent for a body today; counts it.</summary>
    /// <param name="body">The body's code.</param>
    public bool Take(string body)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        foreach (var old in _sent.Keys.Where(key => key.Day < today))
        {
            _sent.TryRemove(old, out _);
        }
        return _sent.AddOrUpdate((body, today), 1, (_, count) => count + 1) <= FilesADay;
    }
}
