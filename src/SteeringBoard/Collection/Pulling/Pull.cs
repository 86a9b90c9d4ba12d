namespace SteeringBoard.Collection.Pulling;

/// <summary>What became of a pull.</summary>
public enum PullOutcome
{
    /// <summary>At least one reading became history.</summary>
    Changed,

    /// <summary>The gateway sent the document again with the values known.</summary>
    Unchanged,

    /// <summary>The gateway answered 304.</summary>
    NotModified,

    /// <summary>Nothing was taken; the reason says why.</summary>
    Failed,

    /// <summary>Not asked: the gateway failed too often, and its breaker is open.</summary>
    BreakerOpen,

    /// <summary>Not asked: the pull before is still under way, here or on another node.</summary>
    Skipped,
}

/// <summary>One pull and what became of it.</summary>
/// <param name="StartedReal">Real time.</param>
/// <param name="StartedAt">Programme time.</param>
/// <param name="Took">Real time, in all tries.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it failed: one of <see cref="PullReasons"/>, or the code a document is refused with (contract.md, section 1).</param>
/// <param name="Bytes">Of the document, unpacked; 0 where none came.</param>
/// <param name="Accepted">Readings that became history.</param>
/// <param name="Unchanged">Readings that said what was known.</param>
/// <param name="Refused">Readings refused.</param>
public sealed record Pull(
    DateTimeOffset StartedReal, DateTimeOffset StartedAt, TimeSpan Took, PullOutcome Outcome, string? Reason = null,
    int Bytes = 0, int Accepted = 0, int Unchanged = 0, int Refused = 0)
{
    /// <summary>Whether the gateway was heard and what it said stands.</summary>
    public bool IsGood => Outcome is PullOutcome.Changed or PullOutcome.Unchanged or PullOutcome.NotModified;
}

/// <summary>Why a pull failed before its document was judged.</summary>
public static class PullReasons
{
    /// <summary>No whole answer within the time budget.</summary>
    public const string Timeout = "timeout";

    /// <summary>No connection: the name is unknown, the port is closed, the line is down.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The certificate or the handshake was not accepted.</summary>
    public const string NotSecure = "not-secure";

    /// <summary>The connection ended before the answer did.</summary>
    public const string CutShort = "cut-short";

    /// <summary>What came is no HTTP answer, or cannot be unpacked.</summary>
    public const string BadAnswer = "bad-answer";

    /// <summary>More than 8 MiB, packed or unpacked.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Redirected to another host, or too often.</summary>
    public const string Redirected = "redirected";

    /// <summary>The board's own record did not take it in.</summary>
    public const string NotRecorded = "not-recorded";

    /// <summary>An HTTP status that is no answer to a pull, such as <c>status-500</c>.</summary>
    public static string Status(int status) => $"status-{status}";
}
