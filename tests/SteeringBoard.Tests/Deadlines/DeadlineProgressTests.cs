using System.Collections.Frozen;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Directives;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

public sealed class DeadlineProgressTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;

    [Fact]
    public void Each_level_is_counted_alone_and_what_was_never_read_counts_none_of_its_denominator()
    {
        var progress = Judge(
            new HandBoard().Read(T, Province, Configured, Claimed, 100).Read(T, Province, Configured, Pulled, 40).Read(T, OtherProvince, Configured, Claimed, 80),
            Configured);

        Assert.Equal(new Tally(180, 300), progress[Claimed].Units);
        Assert.Equal(new Tally(40, 300), progress[Pulled].Units);
        Assert.Equal(new Tally(0, 300), progress[Tested].Units);
        Assert.Equal(new Tally(1, 3), progress[Claimed].Bodies);
        Assert.Equal(new Tally(0, 3), progress[Pulled].Bodies);
    }

    [Fact]
    public void What_counts_is_the_strongest_valid_level_of_each_cell()
    {
        var progress = Judge(
            new HandBoard().Read(T, Province, Configured, Claimed, 100).Read(T, Province, Configured, Pulled, 40).Read(T, OtherProvince, Configured, Claimed, 80),
            Configured);

        Assert.Equal(new Tally(40 + 80, 300), progress.Counts);
    }

    [Fact]
    public void A_body_stands_with_a_deadline_as_the_deadline_has_it()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100).Read(T, OtherProvince, Configured, Claimed, 100).At(T.AddMinutes(10));
        var scope = DeadlineScope.Of(board, Orders.Order(T.AddMinutes(5), Configured));

        Assert.Equal(
            [CellStatus.Done, CellStatus.Late, CellStatus.Late],
            new[] { Province, OtherProvince, ThirdProvince }.Select(body => DeadlineRules.StatusOf(board, scope, board.Catalog.BodyPlace(body)!.Value, T.AddMinutes(5), T.AddMinutes(10))));
    }

    [Fact]
    public void A_level_keeps_its_newest_reading_even_when_that_is_stale()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 40);

        Assert.Equal(40, Judge(board, T.AddHours(5), Configured)[Pulled].Units.Done);
    }

    [Fact]
    public void A_falling_indicator_has_done_what_is_no_longer_left()
    {
        var progress = Judge(new HandBoard().Read(T, Province, Unsigned, Pulled, 20, 50).Read(T, OtherProvince, Unsigned, Pulled, 0, 30), Unsigned);

        Assert.Equal(new Tally(60, 80), progress[Pulled].Units);
        Assert.Equal(20, progress[Pulled].Left);
        Assert.Equal(new Tally(1, 3), progress[Pulled].Bodies);
    }

    [Fact]
    public void What_is_above_the_target_in_one_body_does_not_help_another()
    {
        var progress = Judge(
            new HandBoard().Read(T, Province, Filing, Tested, 100).Read(T, OtherProvince, Filing, Tested, 94).Read(T, ThirdProvince, Filing, Tested, 95), Filing);

        Assert.Equal(new Tally(289, 300), progress[Tested].Units);
        Assert.Equal((285, 1), (progress[Tested].Target, progress[Tested].Left));
        Assert.Equal(new Tally(2, 3), progress[Tested].Bodies);
    }

    [Fact]
    public void A_counter_has_nothing_to_be_done_of_and_is_left_out()
    {
        var board = new HandBoard().Read(T, Province, Visits, Claimed, 7, 0).Read(T, Province, Configured, Claimed, 100);

        Assert.Equal(new Tally(100, 300), Judge(board, Configured, Visits)[Claimed].Units);
        Assert.Equal(new Tally(0, 0), Judge(board, Visits)[Claimed].Units);
    }

    [Fact]
    public void A_province_is_the_sum_of_its_communes_absent_ones_counting_none()
    {
        var progress = Judge(new HandBoard().Read(T, Communes[0], Hotlines, Pulled, 10, 10).Read(T, Communes[1], Hotlines, Pulled, 9, 10), Hotlines);

        Assert.Equal(new Tally(19, 40), progress[Pulled].Units);
        Assert.Equal(new Tally(0, 40), progress[Tested].Units);
    }

    [Fact]
    public void A_body_is_done_when_all_its_indicators_meet_their_target_at_that_level_alone()
    {
        var board = new HandBoard()
            .Read(T, Province, Configured, Pulled, 100).Read(T, Province, Decided, Pulled, 4, 4)
            .Read(T, OtherProvince, Configured, Pulled, 100).Read(T, OtherProvince, Decided, Claimed, 4, 4);

        Assert.Equal(new Tally(1, 3), Judge(board, Configured, Decided)[Pulled].Bodies);
    }

    [Fact]
    public void Bodies_are_the_provinces_when_one_indicator_is_measured_there_and_units_are_of_all()
    {
        var board = new HandBoard().Read(T, Nation, Services, Tested, 21, 25).Read(T, Province, Configured, Tested, 100);
        var both = Judge(board, Services, Configured);
        var nation = Judge(board, Services);

        Assert.Equal((new Tally(121, 325), new Tally(1, 3)), (both[Tested].Units, both[Tested].Bodies));
        Assert.Equal((new Tally(21, 25), new Tally(0, 1)), (nation[Tested].Units, nation[Tested].Bodies));
    }

    [Fact]
    public void A_ministry_is_counted_only_where_it_has_a_part()
    {
        Assert.Equal(new Tally(0, 0), Judge(new HandBoard(), Published)[Claimed].Bodies);
        Assert.Equal(new Tally(1, 1), Judge(new HandBoard().Read(T, Ministry, Published, Claimed, 28, 28), Published)[Claimed].Bodies);
    }

    [Fact]
    public void A_count_given_for_all_together_stands_on_the_nation()
    {
        var progress = Judge(new HandBoard().Read(T, Nation, Published, Claimed, 20, 28), Published);

        Assert.Equal((new Tally(20, 28), new Tally(0, 1)), (progress[Claimed].Units, progress[Claimed].Bodies));
    }

    [Fact]
    public void A_directive_given_to_one_province_is_counted_there_alone_and_tells_no_pace_of_the_others()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 50).Read(T, OtherProvince, Configured, Pulled, 100).At(T.AddHours(2));

        var progress = DeadlineRules.Judge(board, Orders.Order(Due, Configured) with { Responsible = [Province] }, null, T.AddHours(2));

        Assert.Equal((new Tally(50, 100), new Tally(0, 1)), (progress[Pulled].Units, progress[Pulled].Bodies));
        Assert.Null(progress.Pace.Seen);
        Assert.Null(progress.Outlook);
    }

    [Fact]
    public void Of_what_its_bodies_are_through_with_nothing_is_foretold()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 50).Read(T.AddHours(1), Province, Configured, Pulled, 60).At(T.AddHours(2));
        var order = Orders.Order(Due, Configured);

        var open = DeadlineRules.Judge(board, order, null, T.AddHours(2));
        var through = DeadlineRules.Judge(board, order with { Through = LetOff(all: true, Province, OtherProvince, ThirdProvince) }, null, T.AddHours(2));

        Assert.NotNull(open.Outlook);
        Assert.NotNull(open.Pace.Needed);
        Assert.Null(through.Outlook);
        Assert.Null(through.Pace.Needed);
        Assert.Equal(open[Pulled], through[Pulled]);
    }

    [Fact]
    public void A_body_it_is_no_longer_wanted_of_is_not_counted()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 50).Read(T, OtherProvince, Configured, Pulled, 100).At(T.AddHours(2));

        var progress = DeadlineRules.Judge(board, Orders.Order(Due, Configured) with { Through = LetOff(all: false, Province) }, null, T.AddHours(2));

        Assert.Equal((100, new Tally(1, 2)), (progress[Pulled].Units.Done, progress[Pulled].Bodies));
        Assert.Null(progress.Outlook);
    }

    [Fact]
    public void Without_a_date_or_an_indicator_there_is_no_deadline()
    {
        Assert.True(DeadlineRules.IsDeadline(Orders.Order(Due, Configured)));
        Assert.False(DeadlineRules.IsDeadline(Orders.Order(null, Configured)));
        Assert.False(DeadlineRules.IsDeadline(Orders.Order(Due)));
    }

    [Fact]
    public void Deadlines_come_in_order_of_due_instant_then_code()
    {
        var order = Orders.Order(Due, Configured);
        var all = DeadlineRules.All(
            new HandBoard().At(T), [order with { Code = "D3" }, order with { Code = "D2" }, order with { Code = "D9", DueBefore = Due.AddSeconds(-1) }], null, T);

        Assert.Equal(["D9", "D2", "D3"], all.Select(progress => progress.Directive.Code));
    }

    private static Through LetOff(bool all, params string[] bodies) => new(FrozenSet<string>.Empty, bodies.ToFrozenSet(StringComparer.Ordinal), all);

    private static DeadlineProgress Judge(HandBoard board, params string[] indicators) => Judge(board, T.AddMinutes(1), indicators);

    private static DeadlineProgress Judge(HandBoard board, DateTimeOffset now, params string[] indicators) =>
        DeadlineRules.Judge(board.At(now), Orders.Order(Due, indicators), null, now);
}
