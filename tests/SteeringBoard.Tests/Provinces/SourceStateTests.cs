using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Provinces;

namespace SteeringBoard.Tests.Provinces;

/// <summary>Who opens a province on any node sees when its source was last heard by any of them.</summary>
public sealed class SourceStateTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 24, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_another_node_pulled_last_is_told_and_is_not_this_nodes()
    {
        var state = SourceState.Of(Pull(Now.AddMinutes(-9), PullOutcome.Failed), Run(Now, PullOutcome.Changed));

        Assert.Equal((Now, PullOutcome.Changed, false), (state.Last!.StartedReal, state.Last.Outcome, state.IsHere));
    }

    [Fact]
    public void A_node_that_never_pulled_tells_of_the_one_that_did() =>
        Assert.Equal(PullOutcome.Failed, SourceState.Of(null, Run(Now, PullOutcome.Failed)).Last?.Outcome);

    [Theory]
    [InlineData(0)]
    [InlineData(240)]
    public void What_this_node_pulled_last_is_its_own_though_its_row_is_minutes_behind(int seconds)
    {
        // A row is kept to the millisecond.
        var state = SourceState.Of(Pull(Now.AddTicks(7), PullOutcome.NotModified), Run(Now.AddSeconds(-seconds), PullOutcome.NotModified));

        Assert.Equal((Now.AddTicks(7), true), (state.Last!.StartedReal, state.IsHere));
    }

    [Fact]
    public void Before_the_first_pull_there_is_none() => Assert.Equal(new SourceState(null, true), SourceState.Of(null, null));

    private static Pull Pull(DateTimeOffset at, PullOutcome outcome) => new(at, at, TimeSpan.FromMilliseconds(5), outcome);

    private static PullRun Run(DateTimeOffset at, PullOutcome outcome) =>
        new() { Programme = "p", Body = "79", StartedReal = at, StartedAt = at, TookMs = 5, Outcome = outcome };
}
