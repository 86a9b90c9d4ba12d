using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines.Network;

/// <summary>How long an assignment still takes, by the board.</summary>
public sealed class WorkRulesTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly DateTimeOffset Now = T.AddHours(2);
    private static readonly WorkLeft AsPlanned = new(WorkBasis.Planned, Due - Now);

    [Fact]
    public void It_takes_what_is_left_over_the_pace_seen_of_that_body_alone()
    {
        var board = Read(new HandBoard(), Province, Configured, Pulled, 20, 40).Read(Now, OtherProvince, Configured, Pulled, 90);

        Assert.Equal(new WorkLeft(WorkBasis.Forecast, TimeSpan.FromHours(6)), Left(board, Province));
        Assert.Equal(AsPlanned, Left(board, OtherProvince));
    }

    [Fact]
    public void Several_indicators_are_counted_together()
    {
        var board = Read(Read(new HandBoard(), Province, Configured, Pulled, 20, 40), Province, Decided, Claimed, 50, 60);

        Assert.Equal(new WorkLeft(WorkBasis.Forecast, TimeSpan.FromHours(100.0 / 15)), Left(board, Province, Orders.Order(Due, Configured, Decided)));
    }

    [Fact]
    public void What_meets_the_target_at_the_evidence_wanted_is_done_and_a_claim_of_it_is_not()
    {
        Assert.Equal(new WorkLeft(WorkBasis.Done, TimeSpan.Zero), Left(Read(new HandBoard(), Province, Filing, Tested, 80, 95), Province, Orders.Order(Due, Filing)));
        Assert.NotEqual(WorkBasis.Done, Left(Read(new HandBoard(), Province, Filing, Tested, 80, 94), Province, Orders.Order(Due, Filing)).Basis);
        Assert.Equal(AsPlanned, Left(Read(new HandBoard(), Province, Configured, Claimed, 80, 100), Province));
    }

    [Fact]
    public void Without_a_pace_going_forwards_it_is_as_planned()
    {
        Assert.Equal(AsPlanned, Left(new HandBoard(), Province));
        Assert.Equal(AsPlanned, Left(Read(new HandBoard(), Province, Configured, Pulled, 40, 40), Province));
        Assert.Equal(AsPlanned, Left(Read(new HandBoard(), Province, Configured, Pulled, 40, 30), Province));
    }

    [Fact]
    public void With_no_total_known_nothing_is_done_or_foretold() =>
        Assert.Equal(AsPlanned, Left(new HandBoard(), Province, Orders.Order(Due, Unsigned)));

    [Theory]
    [InlineData(-1, -1, 33)]
    [InlineData(5, -1, 27)]
    [InlineData(5, 8, 24)]
    [InlineData(40, -1, 0)]
    public void As_planned_it_takes_from_when_it_may_begin_and_what_it_waits_on_is_due(int prerequisitesDueIn, int notBeforeIn, int hours)
    {
        // Due is 34 hours after the start; it is told two hours later, so each is counted from the start.
        var now = T.AddHours(1);
        var order = Orders.Order(Due, Configured) with { NotBefore = T.AddHours(notBeforeIn + 2) };
        var prerequisites = prerequisitesDueIn < 0 ? (DateTimeOffset?)null : T.AddHours(prerequisitesDueIn + 2);

        Assert.Equal(
            new WorkLeft(WorkBasis.Planned, TimeSpan.FromHours(hours)),
            WorkRules.Of(new HandBoard().At(now), order, [Place(Province)], prerequisites, now)[0]);
    }

    [Fact]
    public void What_begins_at_its_due_instant_takes_no_time()
    {
        var board = Read(new HandBoard(), Province, Configured, Pulled, 20, 40);

        Assert.Equal(new WorkLeft(WorkBasis.Planned, TimeSpan.Zero), Left(board, Province, Orders.Order(Due, Configured) with { NotBefore = Due }));
    }

    [Fact]
    public void Undated_or_past_due_without_a_pace_nothing_is_known()
    {
        var unknown = new WorkLeft(WorkBasis.Unknown, TimeSpan.Zero);

        Assert.Equal(unknown, Left(new HandBoard(), Province, Orders.Order(null, Configured)));
        Assert.Equal(unknown, Left(new HandBoard(), Province, Orders.Order(Now, Configured)));
        Assert.Equal(WorkBasis.Planned, Left(new HandBoard(), Province, Orders.Order(Now.AddSeconds(1), Configured)).Basis);
    }

    [Fact]
    public void What_is_counted_elsewhere_is_all_of_it_the_body_s_own()
    {
        var board = new HandBoard();
        foreach (var province in new[] { Province, OtherProvince, ThirdProvince })
        {
            Read(board, province, Configured, Pulled, 20, 40);
        }

        Assert.Equal(new WorkLeft(WorkBasis.Forecast, TimeSpan.FromHours(6)), Left(board, Ministry));
    }

    private static HandBoard Read(HandBoard board, string body, string indicator, EvidenceLevel level, long first, long second) =>
        board.Read(T, body, indicator, level, first).Read(Now, body, indicator, level, second);

    private static WorkLeft Left(HandBoard board, string body, Directive? directive = null) =>
        WorkRules.Of(board.At(Now), directive ?? Orders.Order(Due, Configured), [Place(body)], null, Now)[0];

    private static int Place(string body) => BoardSnapshot.Empty(Catalog(), T).Catalog.BodyPlace(body)!.Value;
}
