using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Live;
using SteeringBoard.Live.Plotting;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

/// <summary>What is left to do over time, and what waits on what.</summary>
public sealed class DeadlineGanttTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly DateTimeOffset Now = T.AddHours(2);

    /// <summary>A ministry issues codes by noon; each province configures by <see cref="Due"/>; nobody is named for the rest.</summary>
    private static readonly Directive[] Plan =
    [
        Orders.Order(T.AddHours(4)) with { Code = "CODES", Responsible = [Ministry] },
        Orders.Order(Due, Configured) with { Code = "CONFIGURE", DependsOn = ["CODES"] },
        Orders.Order(Due) with { Code = "NOBODYS", Responsible = [] },
    ];

    [Theory]
    [InlineData("vi", "đường găng")]
    [InlineData("en", "critical path")]
    [InlineData("fr", "chemin critique")]
    public void It_is_sound_in_three_languages_and_marks_the_way_to_the_hard_stop(string culture, string critical)
    {
        var figure = Draw(culture: culture);

        Drawn.IsSound(figure);
        Assert.Contains(figure.Written(), text => text.StartsWith("◆ ", StringComparison.Ordinal));
        Assert.Equal("diamond", figure.Trace(critical)["marker"]!["symbol"]!.GetValue<string>());
        Assert.Equal(3, figure.Table.Rows.Count);
    }

    [Fact]
    public void A_directive_opens_into_its_bodies_under_what_it_waits_on()
    {
        var figure = Draw("CONFIGURE");

        Assert.StartsWith("CODES", figure.Table.Rows[0][0], StringComparison.Ordinal);
        // The one that ends last stands first; the one that is done has nothing left.
        Assert.Equal(["01", "91"], figure.Table.Rows.Skip(1).Select(row => row[0]).Order());
    }

    [Fact]
    public void One_body_is_shown_its_own()
    {
        var figure = Draw(body: Ministry);

        Assert.Single(figure.Table.Rows);
        Assert.StartsWith("CODES", figure.Table.Rows[0][0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_ends_after_its_due_instant_is_late_from_there_on()
    {
        var late = Draw("CONFIGURE").Trace("past its due instant");

        Assert.Equal("role:status-late", late["line"]!["color"]!.GetValue<string>());
        Assert.Equal("2025-06-25T18:00:00", late["x"]![0]!.GetValue<string>());
    }

    [Fact]
    public void What_is_overdue_and_has_no_pace_is_late_up_to_now()
    {
        var view = View();
        Directive[] plan = [Orders.Order(T.AddHours(1)) with { Code = "OVERDUE", Responsible = [Ministry] }];

        var late = Speaking.Get<DeadlineGantt>().Draw(view, NetworkView.Of(view.Board, plan, Now), null, null, Drawn.Culture("en")).Trace("past its due instant")["x"]!;

        Assert.Equal(Coordinate.Wall(T.AddHours(1), view.Board.Catalog.Zone), late[0]!.GetValue<string>());
        Assert.Equal(Coordinate.Wall(Now, view.Board.Catalog.Zone), late[1]!.GetValue<string>());
    }

    [Fact]
    public void What_people_typed_is_drawn_as_they_typed_it()
    {
        var view = View();
        Directive[] plan = [Orders.Order(T.AddHours(4)) with { Code = "TYPED", Title = new("<b>đỏ</b> & <a href=x>đây</a>", "a", "b"), Responsible = [Ministry] }];

        var figure = Speaking.Get<DeadlineGantt>().Draw(view, NetworkView.Of(view.Board, plan, Now), null, null, Drawn.Culture("vi"));

        Assert.Contains(figure.Written(), text => text.Contains("&lt;b&gt;đỏ&lt;/b&gt; &amp; &lt;a href=x&gt;đây&lt;/a&gt;", StringComparison.Ordinal));
        Assert.DoesNotContain(figure.Written(), text => text.Contains("<b>đỏ", StringComparison.Ordinal));
        Assert.Contains("<b>đỏ</b> & ", figure.Table.Rows[0][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_row_of_its_table_leads_on()
    {
        var table = Draw().Table;

        Assert.Equal("/deadlines?gantt=CODES", table.Href!(0, 0));
        Assert.Null(table.Href(0, 1));
    }

    [Fact]
    public void A_plan_with_nothing_left_is_empty()
    {
        var view = new BoardView(new HandBoard().At(Now), null, Now);
        var figure = Speaking.Get<DeadlineGantt>().Draw(view, NetworkView.Of(view.Board, [], Now), null, null, Drawn.Culture("en"));

        Assert.Empty(figure.Data);
        Assert.Empty(figure.Table.Rows);
    }

    [Fact]
    public void More_time_for_one_is_told_by_what_it_costs_the_others()
    {
        var view = View();
        var network = NetworkView.Of(view.Board, Plan, Now);

        Assert.Empty(ExtensionRules.Effects(view.Board, network, "CODES", Ministry, T.AddHours(4)));
        var effects = ExtensionRules.Effects(view.Board, network, "CODES", Ministry, T.AddHours(10));

        Assert.All(effects, effect => Assert.Equal("CONFIGURE", effect.Directive));
        Assert.Contains(effects, effect => effect.Body == ThirdProvince && effect.By == TimeSpan.FromHours(6));
        Assert.DoesNotContain(effects, effect => effect.Body == Province);
        // The slow one misses its date anyway: only part of its lateness is brought by the extension.
        Assert.Contains(effects, effect => effect.Body == OtherProvince && effect.More < effect.By);
    }

    [Fact]
    public void More_time_for_one_that_is_foretold_late_anyway_is_told_by_what_can_no_longer_be_met()
    {
        var view = View();
        Directive[] plan = [.. Plan, Orders.Order(T.AddHours(11)) with { Code = "OPEN", DependsOn = ["CONFIGURE"] }];
        var network = NetworkView.Of(view.Board, plan, Now);
        var other = network.Of("CONFIGURE").Single(node => network.Network.Nodes[node].Body == view.Board.Catalog.BodyPlace(OtherProvince));
        Assert.True(network.Times.Finish(other) > T.AddHours(12));

        var effects = ExtensionRules.Effects(view.Board, network, "CONFIGURE", OtherProvince, T.AddHours(12));

        Assert.Equal([new("OPEN", OtherProvince, TimeSpan.FromHours(1), TimeSpan.FromHours(1))], effects);
        Assert.Empty(ExtensionRules.Effects(view.Board, network, "CONFIGURE", OtherProvince, T.AddHours(11)));
    }

    private static BoardView View()
    {
        // One province is done, one is far too slow, the third was never read.
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100).Read(Now, Province, Configured, Pulled, 100)
            .Read(T, OtherProvince, Configured, Pulled, 0).Read(Now, OtherProvince, Configured, Pulled, 2).At(Now);
        return new BoardView(board, null, Now);
    }

    private static Figure Draw(string? directive = null, string? body = null, string culture = "en")
    {
        var view = View();
        return Speaking.Get<DeadlineGantt>().Draw(view, NetworkView.Of(view.Board, Plan, Now), directive, body, Drawn.Culture(culture));
    }
}
