using Polly.CircuitBreaker;
using SteeringBoard.Collection;

namespace SteeringBoard.Operations;

/// <summary>How a source stands, worst last.</summary>
public enum SourceStanding
{
    /// <summary>Its last pull was good.</summary>
    Good,

    /// <summary>This node has not pulled it yet.</summary>
    Unread,

    /// <summary>Its last pull failed; it is asked again with the next sweep.</summary>
    Failing,

    /// <summary>It failed too often and is left alone for a while.</summary>
    Open,
}

/// <summary>Which sources are in trouble, and how deep.</summary>
public static class Trouble
{
    /// <summary>How a source stands.</summary>
    /// <param name="breaker">Of its breaker; half open it is being tried, and still open until that went well.</param>
    /// <param name="failures">Failed pulls since the last good one.</param>
    /// <param name="wasRead">Whether this node has pulled it at all.</param>
    public static SourceStanding Of(CircuitState breaker, int failures, bool wasRead) =>
        breaker != CircuitState.Closed ? SourceStanding.Open
        : failures > 0 ? SourceStanding.Failing
        : wasRead ? SourceStanding.Good
        : SourceStanding.Unread;

    public static SourceStanding Standing(this GatewayStatus source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Of(source.Breaker, source.FailuresInARow, source.Last is not null);
    }

    /// <summary>The deepest trouble first: the worst standing, then the longest without a good pull, then the most failures in a row.</summary>
    public static IEnumerable<GatewayStatus> DeepestFirst(this IEnumerable<GatewayStatus> sources) => sources
        .OrderByDescending(Standing)
        .ThenBy(source => source.Standing() == SourceStanding.Good ? DateTimeOffset.MaxValue : source.LastGood ?? DateTimeOffset.MinValue)
        .ThenByDescending(source => source.FailuresInARow)
        .ThenBy(source => source.Registration.Code, StringComparer.Ordinal);

    /// <summary>As addresses and metrics carry it.</summary>
    public static string Word(this SourceStanding standing) => standing switch
    {
        SourceStanding.Good => "good",
        SourceStanding.Failing => "failing",
        SourceStanding.Open => "open",
        _ => "unread",
    };
}
