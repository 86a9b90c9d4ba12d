using SteeringBoard.Access;

namespace SteeringBoard.Directives;

/// <summary>Who answers for a body from a moment on: its head and the officer it has designated. Rows are only added.</summary>
public sealed record Accountable
{
    /// <summary>The record's own number: rises in the order of commits, over all programmes.</summary>
    public long Id { get; init; }

    public required string Programme { get; init; }

    public required string Body { get; init; }

    /// <summary>Name or title of its head.</summary>
    public required string Head { get; init; }

    /// <summary>Name or title of the designated officer.</summary>
    public required string Officer { get; init; }

    /// <summary>Programme time from which they answer, until the next row of the body begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Who wrote it, as <see cref="Actor"/> tells.</summary>
    public required string ByName { get; init; }

    public required ActorRole ByRole { get; init; }

    /// <summary>Programme time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Real time.</summary>
    public required DateTimeOffset AtReal { get; init; }
}
