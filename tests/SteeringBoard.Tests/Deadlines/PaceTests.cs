using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

public sealed class PaceTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;

    [Fact]
    public void The_pace_needed_is_what_is_left_over_the_hours_left()
    {
        var now = Due.AddHours(-10);

        Assert.Equal(26, Judge(new HandBoard().Read(now, Province, Configured, Pulled, 40), now).Pace.Needed);
    }

    [Fact]
    public void No_pace_is_needed_once_the_instant_has_passed_or_nothing_is_left()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 40);
        Assert.NotNull(Judge(board, Due.AddSeconds(-1)).Pace.Needed);
        Assert.Null(Judge(board, Due).Pace.Needed);

        var done = new HandBoard().Read(T, Nation, Services, Tested, 25, 25).At(T.AddHours(2));
        Assert.Null(DeadlineRules.Judge(done, Orders.Order(Due, Services), null, T.AddHours(2)).Pace.Needed);
    }

    [Fact]
    public void The_pace_seen_is_that_of_the_last_six_hours()
    {
        var board = new HandBoard()
            .Read(T, Province, Configured, Pulled, 0).Read(T.AddHours(2), Province, Configured, Pulled, 30)
            .Read(T.AddHours(5), Province, Configured, Pulled, 60).Read(T.AddHours(7), OtherProvince, Configured, Pulled, 30);

        Assert.Equal((60 + 30 - 30) / 6.0, Judge(board, T.AddHours(8)).Pace.Seen);
    }

    [Fact]
    public void With_less_behind_it_the_pace_is_counted_from_the_first_reading_and_under_an_hour_not_told()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 40).Read(T.AddMinutes(50), Province, Configured, Pulled, 50);

        Assert.Null(Judge(board, T.AddMinutes(59)).Pace.Seen);
        Assert.Equal(5, Judge(board, T.AddHours(2)).Pace.Seen);
    }

    [Fact]
    public void A_falling_indicator_has_a_rising_pace()
    {
        var board = new HandBoard().Read(T, Province, Unsigned, Pulled, 40, 50).Read(T.AddHours(2), Province, Unsigned, Pulled, 20, 50);

        Assert.Equal(10, DeadlineRules.Judge(board.At(T.AddHours(2)), Orders.Order(Due, Unsigned), null, T.AddHours(2)).Pace.Seen);
    }

    [Fact]
    public void Indicators_that_began_to_be_read_at_different_times_each_bring_their_own_pace()
    {
        var board = new HandBoard()
            .Read(T, Province, Configured, Pulled, 10).Read(T.AddHours(4), Province, Configured, Pulled, 50)
            .Read(T.AddHours(2), Province, Decided, Pulled, 90).Read(T.AddHours(4), Province, Decided, Pulled, 94);

        Assert.Equal(40 / 4.0 + 4 / 2.0, DeadlineRules.Judge(board.At(T.AddHours(4)), Orders.Order(Due, Configured, Decided), null, T.AddHours(4)).Pace.Seen);
    }

    [Fact]
    public void Without_a_level_asked_it_is_the_strongest_wanted_with_one_that_one()
    {
        var board = new HandBoard()
            .Read(T, Province, Filing, Claimed, 10).Read(T.AddHours(2), Province, Filing, Claimed, 50)
            .Read(T, Province, Filing, Tested, 10).Read(T.AddHours(2), Province, Filing, Tested, 20).At(T.AddHours(2));
        var order = Orders.Order(Due, Configured, Filing);

        Assert.Equal((Tested, 5), (DeadlineRules.Judge(board, order, null, T.AddHours(2)).PaceLevel, DeadlineRules.Judge(board, order, null, T.AddHours(2)).Pace.Seen));
        Assert.Equal((Claimed, 20), (DeadlineRules.Judge(board, order, Claimed, T.AddHours(2)).PaceLevel, DeadlineRules.Judge(board, order, Claimed, T.AddHours(2)).Pace.Seen));
    }

    [Fact]
    public void Needed_by_now_lies_on_the_line_from_the_first_reading_to_the_due_instant()
    {
        var halfway = T + (Due - T) / 2;
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 20);

        Assert.Equal(20 + 280 / 2, Judge(board, halfway).NeededByNow);
        Assert.Equal(300, Judge(board, Due).NeededByNow);
        Assert.Null(Judge(new HandBoard(), halfway).NeededByNow);
    }

    private static DeadlineProgress Judge(HandBoard board, DateTimeOffset now) =>
        DeadlineRules.Judge(board.At(now), Orders.Order(Due, Configured), null, now);
}
