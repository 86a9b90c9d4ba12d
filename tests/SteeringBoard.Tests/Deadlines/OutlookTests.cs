using SteeringBoard.Deadlines;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

public sealed class OutlookTests
{
    private const long Total = 1_000_000;

    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly DateTimeOffset Now = T.AddHours(25);

    [Fact]
    public void The_line_of_the_pace_seen_meets_the_target_when_it_is_expected() =>
        Assert.Equal(Now.AddHours(4), Judge(left: 40, dueIn: 10, Even)!.ExpectedAt);

    [Fact]
    public void It_is_never_expected_when_nothing_moves_or_it_goes_back()
    {
        Assert.Null(Judge(40, 10, hour => hour < 12 ? 10 : 0)!.ExpectedAt);
        Assert.Null(Judge(40, 10, hour => hour < 12 ? 10 : -1)!.ExpectedAt);
    }

    // 8 and 12 by turns: the mean is 10, the variance measured 4.17 and so taken as that of a count, 10. Ten hours on 100 are expected,
    // give or take sqrt(10 x 10 x (1 + 10/6)) = 16.33.
    [Theory]
    [InlineData(100, 0.50)]
    [InlineData(84, 0.84)]
    [InlineData(116, 0.16)]
    [InlineData(68, 0.97)]
    [InlineData(1, 0.99)]
    [InlineData(500, 0.01)]
    public void The_odds_are_those_of_a_count_whose_pace_is_known_from_six_hours(long left, double odds) =>
        Assert.Equal(odds, Judge(left, 10, Even)!.Odds);

    [Fact]
    public void Work_in_bursts_is_less_sure_than_even_work()
    {
        var bursts = Judge(60, 10, hour => hour % 3 == 2 ? 30 : 0)!;

        Assert.Equal(10, bursts.Pace);
        Assert.InRange(bursts.Odds!.Value, 0.51, 0.8);
        Assert.True(Judge(60, 10, Even)!.Odds > 0.95);
    }

    [Fact]
    public void The_odds_are_above_one_half_exactly_when_the_line_is_in_time()
    {
        Assert.True(Judge(99, 10, Even) is { Odds: >= 0.5 } inTime && inTime.ExpectedAt < Now.AddHours(10));
        Assert.True(Judge(110, 10, Even) is { Odds: < 0.5 } late && late.ExpectedAt > Now.AddHours(10));
    }

    [Fact]
    public void With_too_few_hours_or_changes_no_odds_are_told()
    {
        var young = Course(new HandBoard(), hours: 5, Even);
        var rare = Course(new HandBoard(), hours: 25, hour => hour % 7 == 0 ? 10 : 0);

        Assert.Null(OutlookRules.Judge(young, 100, T.AddHours(20), T.AddHours(5))!.Odds);
        Assert.Null(OutlookRules.Judge(rare, 100, T.AddHours(35), Now)!.Odds);
    }

    [Fact]
    public void Once_due_there_are_no_odds_left_but_it_is_still_expected()
    {
        Assert.NotEqual(0, Judge(40, 1 / 3600.0, Even)!.Odds);
        Assert.Equal((0, Now.AddHours(4)), (Judge(40, 0, Even)!.Odds, Judge(40, 0, Even)!.ExpectedAt));
    }

    [Fact]
    public void Nothing_left_or_nothing_read_has_no_outlook()
    {
        Assert.Null(Judge(0, 10, Even));
        Assert.Null(OutlookRules.Judge(Course(new HandBoard(), 0, Even, read: false), 40, Due, Now));
    }

    [Fact]
    public void It_tells_how_many_changes_in_how_many_hours_it_was_judged_by()
    {
        var outlook = Judge(40, 10, Even)!;

        Assert.Equal((24, 24), (outlook.Changes, outlook.Hours));
    }

    private static long Even(int hour) => hour % 2 == 0 ? 8 : 12;

    private static Outlook? Judge(long left, double dueIn, Func<int, long> byHour) =>
        OutlookRules.Judge(Course(new HandBoard(), 25, byHour), left, Now.AddHours(dueIn), Now);

    /// <summary>A course that gains so much in each hour.</summary>
    private static Course Course(HandBoard board, int hours, Func<int, long> byHour, bool read = true)
    {
        var done = 1000L;
        for (var hour = 0; read && hour <= hours; hour++)
        {
            done += byHour(hour);
            board.Read(T.AddHours(hour), Nation, Services, Tested, done, Total);
        }
        var snapshot = board.At(T.AddHours(hours));
        return SteeringBoard.Deadlines.Course.Of(snapshot, DeadlineScope.Of(snapshot, Orders.Order(Due, Services)), Tested);
    }
}
