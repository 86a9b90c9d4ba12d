using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

public sealed class DeadlineStatusTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string[] Provinces = [Province, OtherProvince, ThirdProvince];

    [Fact]
    public void Late_from_the_due_instant_on_and_not_a_second_before()
    {
        var board = All(Pulled, 100, Due.AddMinutes(-10)).Read(Due.AddMinutes(-5), Province, Configured, Pulled, 99).At(Due - Second);

        Assert.NotEqual(CellStatus.Late, Status(board, Due - Second));
        Assert.Equal(CellStatus.Late, Status(board, Due));
        Assert.Equal(CellStatus.Late, Status(board, Due + Second));
    }

    [Fact]
    public void Done_at_the_evidence_wanted_is_done_on_both_sides_of_the_due_instant()
    {
        var board = All(Pulled, 100, Due.AddMinutes(-10)).At(Due - Second);

        Assert.Equal(CellStatus.Done, Status(board, Due - Second));
        Assert.Equal(CellStatus.Done, Status(board, Due + Second));
    }

    [Fact]
    public void A_directive_is_judged_by_its_own_due_instant_not_by_the_indicator_s()
    {
        var board = All(Pulled, 99, T.AddMinutes(-5)).At(T);

        Assert.Equal(CellStatus.Late, DeadlineRules.Judge(board, Orders.Order(T, Configured), null, T).Status);
        Assert.NotEqual(CellStatus.Late, DeadlineRules.Judge(board, Orders.Order(T + Second, Configured), null, T).Status);
    }

    [Fact]
    public void A_claim_alone_is_never_done_and_late_once_due()
    {
        var board = All(Claimed, 100, T).At(T);

        Assert.Equal(CellStatus.OnTrack, Status(board, T));
        Assert.Equal(CellStatus.Late, Status(board, Due));
    }

    [Fact]
    public void Unknown_when_nothing_was_ever_read_and_late_once_due()
    {
        Assert.Equal(CellStatus.Unknown, Status(new HandBoard().At(T), T));
        Assert.Equal(CellStatus.Late, Status(new HandBoard().At(Due), Due));
    }

    [Fact]
    public void Stale_when_nothing_read_is_fresh_any_more()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100);

        Assert.Equal(CellStatus.OnTrack, Status(board.At(T.AddMinutes(30)), T.AddMinutes(30)));
        Assert.Equal(CellStatus.Stale, Status(board.At(T.AddMinutes(31)), T.AddMinutes(31)));
    }

    [Fact]
    public void One_province_of_three_never_read_keeps_it_from_done()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100).Read(T, OtherProvince, Configured, Pulled, 100).At(T);

        Assert.Equal(CellStatus.OnTrack, Status(board, T));
    }

    [Fact]
    public void Done_in_time_and_silent_after_the_due_instant_is_stale_and_not_green()
    {
        var board = All(Pulled, 100, Due.AddMinutes(-10)).At(Due.AddHours(1));

        Assert.Equal(CellStatus.Stale, Status(board, Due.AddHours(1)));
    }

    [Fact]
    public void One_contradiction_puts_the_whole_at_risk()
    {
        var board = All(Pulled, 60, T).Read(T, Province, Configured, Claimed, 100).At(T);

        Assert.Equal(CellStatus.AtRisk, Status(board, T));
    }

    [Theory]
    [InlineData(23, 33, CellStatus.AtRisk)] // 201 left in ten hours, 30 came in six
    [InlineData(67, 87, CellStatus.OnTrack)] // 39 left in ten hours, 60 came in six
    public void At_risk_when_the_pace_seen_is_under_the_pace_needed(long before, long after, CellStatus expected)
    {
        var now = Due.AddHours(-10);
        var board = new HandBoard();
        foreach (var province in Provinces)
        {
            board.Read(now.AddHours(-6), province, Configured, Pulled, before);
        }
        foreach (var province in Provinces)
        {
            board.Read(now.AddMinutes(-5), province, Configured, Pulled, after);
        }

        Assert.Equal(expected, Status(board.At(now), now));
    }

    [Fact]
    public void Read_at_a_level_the_numbers_are_that_level_s_and_the_status_stays_the_truth()
    {
        var board = All(Pulled, 10, T).Read(T.AddHours(2), Province, Configured, Claimed, 100).Read(T.AddHours(2), Province, Configured, Pulled, 10).At(T.AddHours(2));

        var claimed = DeadlineRules.Judge(board, Orders.Order(Due, Configured), Claimed, T.AddHours(2));

        Assert.Equal(Claimed, claimed.PaceLevel);
        Assert.Equal(CellStatus.AtRisk, claimed.Status);
    }

    [Fact]
    public void What_is_claimed_and_never_proven_is_at_risk_long_before_it_is_late()
    {
        var claimed = All(Claimed, 100, T);

        Assert.Equal(CellStatus.OnTrack, Status(claimed.At(T.AddMinutes(59)), T.AddMinutes(59)));
        Assert.Equal(CellStatus.AtRisk, Status(claimed.At(T.AddHours(1)), T.AddHours(1)));
        Assert.Equal(0, DeadlineRules.Judge(claimed.At(T.AddHours(1)), Orders.Order(Due, Configured), null, T.AddHours(1)).Pace.Seen);
    }

    [Fact]
    public void Nothing_done_is_a_pace_of_nothing()
    {
        var idle = All(Pulled, 0, T);

        Assert.Equal(CellStatus.AtRisk, Status(idle.Read(T.AddHours(2), Province, Configured, Pulled, 0).At(T.AddHours(2)), T.AddHours(2)));
    }

    [Fact]
    public void At_risk_says_why_and_on_track_says_nothing()
    {
        var contradicted = All(Pulled, 60, T).Read(T, Province, Configured, Claimed, 100).At(T);
        var fine = All(Pulled, 60, T).At(T);

        Assert.Equal(new DeadlineRisk(Contradicted: 1, Regressed: 0, Slow: false), DeadlineRules.Judge(contradicted, Orders.Order(Due, Configured), null, T).Risk);
        Assert.Null(DeadlineRules.Judge(fine, Orders.Order(Due, Configured), null, T).Risk);
    }

    private static HandBoard All(EvidenceLevel level, long value, DateTimeOffset at) =>
        Provinces.Aggregate(new HandBoard(), (board, province) => board.Read(at, province, Configured, level, value));

    private static CellStatus Status(SteeringBoard.Readiness.Snapshots.BoardSnapshot board, DateTimeOffset now) =>
        DeadlineRules.Judge(board, Orders.Order(Due, Configured), null, now).Status;
}
