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
    public void Even_work_goes_on_as_it_did() => Assert.Equal(Now.AddHours(4), Judge(left: 40, dueIn: 10, Even)!.ExpectedAt);

    [Fact]
    public void It_is_never_expected_when_nothing_moves_or_it_goes_back()
    {
        Assert.Null(Judge(40, 10, _ => 0)!.ExpectedAt);
        Assert.Null(Judge(40, 10, _ => -1)!.ExpectedAt);
        Assert.Equal(0.01, Judge(40, 10, _ => -1)!.Odds);
    }

    [Fact]
    public void An_hour_that_was_quiet_the_day_before_is_expected_to_be_quiet_again()
    {
        // Ten an hour from 08:00 to 20:00 and nothing at night; it is 20:00 of the second day.
        static long ByDay(int hour) => (hour - 1) % 24 < 12 ? 10 : 0;
        Outlook At(double dueIn) => OutlookRules.Judge(Course(new HandBoard(), 36, ByDay), 60, T.AddHours(36 + dueIn), T.AddHours(36))!;

        Assert.Equal(0.01, At(dueIn: 10).Odds);
        Assert.True(At(dueIn: 24).Odds > 0.8);
        Assert.InRange(At(dueIn: 24).ExpectedAt!.Value, T.AddHours(48 + 5), T.AddHours(48 + 7));
    }

    [Fact]
    public void Once_a_night_was_seen_the_straight_line_of_the_evening_is_not_believed()
    {
        static long ByDay(int hour) => (hour - 1) % 24 < 12 ? 10 : 0;
        var outlook = OutlookRules.Judge(Course(new HandBoard(), 36, ByDay), 60, T.AddHours(46), T.AddHours(36))!;

        Assert.Equal(10, outlook.Pace);
        Assert.True(outlook.ExpectedAt > T.AddHours(46));
    }

    [Fact]
    public void The_odds_fall_with_what_is_left_and_rise_with_the_time_there_is()
    {
        var byLeft = new long[] { 1, 40, 70, 100, 130, 160, 1000 }.Select(left => Judge(left, 10, Even)!.Odds!.Value).ToList();
        var byTime = new double[] { 1, 3, 6, 10, 15, 23, 60 }.Select(hours => Judge(100, hours, Even)!.Odds!.Value).ToList();

        Assert.Equal(byLeft.OrderDescending(), byLeft);
        Assert.Equal(byTime.Order(), byTime);
        Assert.Equal((0.99, 0.01), (byLeft[0], byLeft[^1]));
        // A hundred are expected in ten hours: about as likely as not.
        Assert.InRange(byLeft[3], 0.4, 0.5);
    }

    [Fact]
    public void Work_in_lumps_is_less_sure_than_even_work()
    {
        static long Lumps(int hour) => hour % 4 == 2 ? 40 : 0;
        var (lumps, even) = (Judge(60, 10, Lumps)!, Judge(60, 10, Even)!);

        Assert.InRange(lumps.Odds!.Value, 0.5, even.Odds!.Value - 0.1);
        Assert.True(lumps.Ahead!.Spread(10) > 1.3 * even.Ahead!.Spread(10));
    }

    [Fact]
    public void A_longer_history_is_surer_of_its_days()
    {
        var (one, three) = (Course(new HandBoard(), 25, Even), Course(new HandBoard(), 72, Even));

        Assert.True(Foresight.Of(three, 72, T.AddHours(72)).Spread(24) < Foresight.Of(one, 25, T.AddHours(25)).Spread(24));
    }

    [Fact]
    public void Hours_of_the_day_never_seen_are_not_foretold()
    {
        // Eighteen hours seen, from eight in the morning: of the hours ahead the first six were not.
        Outlook At(double dueIn) => OutlookRules.Judge(Course(new HandBoard(), 18, Even), 60, T.AddHours(18 + dueIn), T.AddHours(18))!;

        Assert.Null(At(dueIn: 5).Odds);
        Assert.Null(At(dueIn: 10).Odds);
        Assert.NotNull(At(dueIn: 16).Odds);
        Assert.Equal(T.AddHours(24), At(dueIn: 10).ExpectedAt);
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

        Assert.Equal((25, 25), (outlook.Changes, outlook.Hours));
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
