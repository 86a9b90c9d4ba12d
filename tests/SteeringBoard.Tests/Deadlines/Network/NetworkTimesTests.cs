using System.Collections.Immutable;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Deadlines.Network;

/// <summary>When each thing ends, what is critical and who misses what: against every way through a thousand small plans.</summary>
public sealed class NetworkTimesTests
{
    private static readonly DateTimeOffset Now = Plan.Now;
    private static readonly DateTimeOffset HardStop = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Each_ends_when_the_longest_way_to_it_ends() => Always.Holds(Plan.Some, plan =>
    {
        var times = plan.Times;
        foreach (var node in Enumerable.Range(0, plan.Efforts.Length))
        {
            Assert.Equal(plan.Finish(node), times.Finish(node));
            Assert.Equal(plan.Efforts[node].Done ? TimeSpan.Zero : plan.Efforts[node].Work, times.Finish(node) - times.Start(node));
        }
    });

    [Fact]
    public void Each_must_end_by_what_the_tightest_way_after_it_leaves() => Always.Holds(Plan.Some, plan =>
    {
        var times = plan.Times;
        foreach (var node in Enumerable.Range(0, plan.Efforts.Length))
        {
            Assert.Equal(plan.Latest(node, effort => effort.Due), times.Latest(node));
            Assert.Equal(times.Latest(node) - times.Finish(node), times.Float(node));
        }
    });

    [Fact]
    public void The_float_to_the_stop_is_the_least_any_way_to_it_leaves() => Always.Holds(Plan.Some, plan =>
    {
        var floats = FloatsToStop(plan).Where(pair => !(plan.Efforts[pair.Node].NotBefore >= plan.HardStop)).Select(pair => pair.Float).ToList();

        Assert.Equal(floats.Count == 0 ? null : floats.Min(), plan.Times.FloatToStop);
    });

    [Fact]
    public void Critical_is_exactly_what_has_that_float_and_the_path_is_a_tight_chain_of_it() => Always.Holds(Plan.Some, plan =>
    {
        var times = plan.Times;

        Assert.Equal(
            FloatsToStop(plan).Where(pair => pair.Float == times.FloatToStop).Select(pair => pair.Node),
            Enumerable.Range(0, plan.Efforts.Length).Where(times.IsCritical));
        Assert.Equal(times.FloatToStop is null, times.Path.IsEmpty);
        Assert.All(times.Path, node => Assert.True(times.IsCritical(node)));
        Assert.All(times.Path.Zip(times.Path.Skip(1)), step =>
        {
            Assert.Contains((step.Second, step.First), plan.Waits);
            Assert.Equal(times.Finish(step.First), times.Start(step.Second));
        });
    });

    [Fact]
    public void A_slip_on_the_critical_path_moves_the_end_by_exactly_itself() => Always.Holds(Plan.Some, plan =>
    {
        var times = plan.Times;
        foreach (var node in Enumerable.Range(0, plan.Efforts.Length).Where(node => times.IsCritical(node) && !(plan.Efforts[node].NotBefore >= plan.HardStop)))
        {
            Assert.Equal(times.FloatToStop - Second, times.If([(node, Second)]).FloatToStop);
            Assert.Equal(times.FloatToStop - TimeSpan.FromHours(7), times.If([(node, TimeSpan.FromHours(7))]).FloatToStop);
        }
    });

    [Fact]
    public void A_slip_within_float_makes_nothing_miss_and_one_second_more_makes_something_miss_by_one_second() => Always.Holds(Plan.Some, plan =>
    {
        var times = plan.Times;
        // What is missed in any case, since it may only begin too late, is missed by no more for what it waits on.
        var holds = Enumerable.Range(0, plan.Efforts.Length).All(node => !(times.Float(node) < TimeSpan.Zero));
        foreach (var node in Enumerable.Range(0, plan.Efforts.Length).Where(node => times.Float(node) >= TimeSpan.Zero))
        {
            var spare = times.Float(node)!.Value;
            Assert.Empty(times.If([(node, spare)]).Missed);
            if (holds)
            {
                Assert.Equal(Second, times.If([(node, spare + Second)]).Missed.Max(miss => miss.More));
            }
        }
    });

    [Fact]
    public void What_is_missed_is_what_ends_past_due_in_the_longer_plan_and_ended_earlier_before() => Always.Holds(Plan.Some, plan =>
    {
        foreach (var node in Enumerable.Range(0, plan.Efforts.Length))
        {
            var by = TimeSpan.FromHours(6);
            var longer = plan.Longer(node, by);
            Assert.Equal(
                from other in Enumerable.Range(0, plan.Efforts.Length)
                let due = plan.Efforts[other].Due
                let met = Later(due, plan.Finish(other))
                where due is not null && longer.Finish(other) > met
                select new Miss(other, longer.Finish(other) - due.Value, longer.Finish(other) - met),
                plan.Times.If([(node, by)]).Missed);
        }
    });

    [Fact]
    public void What_is_done_slips_nothing() => Always.Holds(Plan.Some, plan =>
    {
        var done = Enumerable.Range(0, plan.Efforts.Length).Where(node => plan.Efforts[node].Done).Select(node => (node, TimeSpan.FromDays(30)));

        var (missed, toStop) = plan.Times.If(done);

        Assert.Empty(missed);
        Assert.Equal(plan.Times.FloatToStop, toStop);
    });

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, 1)]
    public void To_end_at_the_due_instant_is_to_meet_it_one_second_later_is_not(int slip, int? missedBy)
    {
        var times = Chain([new Effort(TimeSpan.FromHours(5)), new Effort(TimeSpan.FromHours(3), Due: Now.AddHours(9))], HardStop);

        var (missed, _) = times.If([(0, TimeSpan.FromHours(1) + TimeSpan.FromSeconds(slip))]);

        Assert.Equal(missedBy is { } by ? [new Miss(1, TimeSpan.FromSeconds(by), TimeSpan.FromSeconds(by))] : [], missed);
    }

    [Fact]
    public void What_begins_at_the_stop_is_on_time_and_still_bounds_what_it_waits_on()
    {
        var times = Chain([new Effort(TimeSpan.FromHours(5)), new Effort(TimeSpan.Zero, NotBefore: HardStop, Due: HardStop)], HardStop);

        Assert.Equal((HardStop, HardStop), (times.Finish(1), times.Latest(0)));
        Assert.Equal(HardStop - Now.AddHours(5), times.FloatToStop);
        Assert.Equal([0], times.Path);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void What_pushes_past_the_hard_stop_is_told_to_the_second(int secondsPast, bool missed)
    {
        var work = HardStop - Now + TimeSpan.FromSeconds(secondsPast);
        var times = Chain([new Effort(work), new Effort(TimeSpan.Zero, NotBefore: HardStop, Due: HardStop)], HardStop);

        Assert.Equal(-TimeSpan.FromSeconds(secondsPast), times.FloatToStop);
        Assert.Equal(HardStop.AddSeconds(secondsPast), times.Finish(1));
        Assert.Equal(missed, times.Finish(1) > HardStop);
        Assert.Equal([0, 1], times.Path);
    }

    [Fact]
    public void Two_slips_of_one_add_up()
    {
        var times = Chain([new Effort(TimeSpan.Zero), new Effort(TimeSpan.Zero, Due: Now)], HardStop);

        Assert.Equal(TimeSpan.FromHours(3), Assert.Single(times.If([(0, TimeSpan.FromHours(1)), (0, TimeSpan.FromHours(2))]).Missed).By);
    }

    [Fact]
    public void An_empty_programme_has_no_path_and_misses_nothing()
    {
        var times = NetworkTimes.Of(Precedence.Of(0, []), [], HardStop, Now);

        Assert.Null(times.FloatToStop);
        Assert.Empty(times.Path);
        Assert.Empty(times.If([]).Missed);
    }

    private static NetworkTimes Chain(ImmutableArray<Effort> efforts, DateTimeOffset stop) =>
        NetworkTimes.Of(Precedence.Of(efforts.Length, [.. Enumerable.Range(1, efforts.Length - 1).Select(node => (node, node - 1))]), efforts, stop, Now);

    private static IEnumerable<(int Node, TimeSpan Float)> FloatsToStop(Plan plan) =>
        from node in Enumerable.Range(0, plan.Efforts.Length)
        let latest = plan.Latest(node, effort => effort.Due <= plan.HardStop ? plan.HardStop : null)
        where latest is not null
        select (node, latest.Value - plan.Finish(node));

    private static DateTimeOffset Later(DateTimeOffset? a, DateTimeOffset b) => a > b ? a.Value : b;
}
