using SteeringBoard.Contract;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Readiness.Headlines;

public sealed class HeadlineTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;

    [Fact]
    public void Three_claimed_and_one_tested_stand_side_by_side()
    {
        var board = new HandBoard()
            .Read(T, Province, Configured, Claimed, 100).Read(T, OtherProvince, Configured, Claimed, 100).Read(T, ThirdProvince, Configured, Claimed, 100)
            .Read(T, Province, Configured, Tested, 100).Read(T, OtherProvince, Configured, Tested, 60);

        Assert.Equal([3, 0, 1, 0], Count(board, T, Configured).Ready);
    }

    [Fact]
    public void A_province_is_ready_only_when_every_indicator_counted_is()
    {
        var board = new HandBoard()
            .Read(T, Province, Configured, Pulled, 100).Read(T, Province, Decided, Pulled, 4, 4)
            .Read(T, OtherProvince, Configured, Pulled, 100).Read(T, OtherProvince, Decided, Claimed, 4, 4);

        Assert.Equal(1, Count(board, T, Configured, Decided)[Pulled]);
    }

    [Fact]
    public void A_reading_no_longer_valid_stands_among_all_and_not_among_the_ready()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100);
        var valid = T.AddMinutes(30);

        Assert.Equal((1, 3), (Count(board, valid, Configured)[Pulled], Count(board, valid, Configured).Of));
        Assert.Equal((0, 3), (Count(board, valid.AddSeconds(1), Configured)[Pulled], Count(board, valid.AddSeconds(1), Configured).Of));
    }

    [Fact]
    public void What_is_measured_elsewhere_and_what_only_counts_is_left_out()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100);

        Assert.Equal(1, Count(board, T, Configured, Services, Visits)[Pulled]);
        Assert.Equal([0, 0, 0, 0], Count(board, T, Services, Visits).Ready);
    }

    [Fact]
    public void A_target_below_all_is_met_at_it()
    {
        var board = new HandBoard().Read(T, Province, Filing, Tested, 95).Read(T, OtherProvince, Filing, Tested, 94);

        Assert.Equal(1, Count(board, T, Filing)[Tested]);
    }

    [Fact]
    public void What_a_pull_proves_is_not_asked_for_as_tested()
    {
        var board = new HandBoard()
            .Read(T, Province, Filing, Claimed, 100).Read(T, OtherProvince, Filing, Claimed, 100).Read(T, Province, Filing, Tested, 100)
            .Read(T, Province, Configured, Pulled, 100);

        Assert.Equal([2, 0, 1, 0], Headline.CountOf(board.At(T), [Configured, Filing], T).Ready);
    }

    [Fact]
    public void A_headline_of_indicators_nobody_counts_is_of_none()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100);

        Assert.Equal([0, 0, 0, 0], Headline.CountOf(board.At(T), [Visits, "nowhere"], T).Ready);
    }

    private static Headline Count(HandBoard board, DateTimeOffset now, params string[] indicators)
    {
        var snapshot = board.At(now);
        return Headline.Count(snapshot, indicators.Select(code => snapshot.Catalog.IndicatorPlace(code)!.Value), now);
    }
}
