using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

public sealed class DeadlineLadderTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly DateTimeOffset Now = T.AddHours(9);

    [Theory]
    [InlineData("vi", "Hạn 16:40 24/6 · đã qua 20 phút", "Trước 18:00 25/6 · còn 1 ngày 1 giờ", "■ Quá hạn 20 phút")]
    [InlineData("en", "Due 24 June 16:40 · 20 min ago", "Before 25 June 18:00 · in 1 d 1 h", "■ Late 20 min")]
    [InlineData("fr", "Échéance 24 juin 16:40 · il y a 20 min", "Avant 25 juin 18:00 · dans 1 j 1 h", "■ En retard 20 min")]
    public void It_says_in_three_languages_what_is_late_and_what_is_next(string culture, string passed, string next, string late)
    {
        var figure = Draw(culture: culture);

        Drawn.IsSound(figure);
        Assert.Contains(passed, figure.Annotations());
        Assert.Contains(next, figure.Annotations());
        Assert.Contains(figure.Traces("scatter"), trace => trace["text"] is not null && trace.Words("text").Contains(late));
    }

    [Fact]
    public void Deadlines_stand_in_order_of_due_instant_and_the_table_with_them()
    {
        var figure = Draw();

        Assert.Equal(["D0 Configure procedures", "D1 Configure procedures", "D2 Configure procedures"], figure.Table.Rows.Select(row => row[0]));
        Assert.Equal(2, figure.Annotations().Count(text => text.StartsWith("Due ", StringComparison.Ordinal) || text.StartsWith("Before ", StringComparison.Ordinal)));
        Assert.Equal(figure.Trace("pulled").Numbers("y").Order(), figure.Trace("pulled").Numbers("y"));
    }

    [Fact]
    public void The_bars_are_the_shares_of_the_table()
    {
        var figure = Draw();

        Assert.Equal([30, 30, 84], figure.Trace("pulled").Numbers("x").Select(share => Math.Round(share)));
        Assert.Equal(["90/300 (30%)", "90/300 (30%)", "21/25 (84%)"], figure.Table.Rows.Select(row => row[3]));
        Assert.Equal([0, 0, 0], figure.Trace("tested").Numbers("x"));
    }

    [Fact]
    public void A_tick_stands_where_each_should_be_by_now()
    {
        var figure = Draw();
        var tick = figure.Trace("needed by now").Numbers("x");

        // D0 is due, so all of it; D1 stood at 10 of 300 eight hours ago and has 33 hours in all: 10 + 290 x 8/33 = 80.3, so 81.
        Assert.Equal(100, tick[0]);
        Assert.Equal(27, tick[3]);
        Assert.Equal("100%", figure.Table.Rows[0][6]);
        Assert.Equal("27%", figure.Table.Rows[1][6]);
    }

    [Fact]
    public void Without_a_deadline_it_is_drawn_empty()
    {
        var figure = Speaking.Get<DeadlineLadder>().Draw(new BoardView(new HandBoard().At(T), null, T), [], Drawn.Culture("en"));

        Drawn.IsSound(figure);
        Assert.Empty(figure.Table.Rows);
    }

    private static Figure Draw(string culture = "en")
    {
        var board = new HandBoard();
        for (var hour = 0; hour <= 9; hour++)
        {
            board.Read(T.AddHours(hour), Province, Configured, Pulled, hour * 10);
        }
        board.Read(Now, Nation, Services, Pulled, 21, 25);
        var order = Orders.Order(Due, Configured);
        return Speaking.Get<DeadlineLadder>().Draw(
            new BoardView(board.At(Now), null, Now),
            [Orders.Order(Due, Services) with { Code = "D2" }, order, order with { Code = "D0", DueBefore = Now.AddMinutes(-20) }, Orders.Order(null, Configured)],
            Drawn.Culture(culture));
    }
}
