using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines.Network;

/// <summary>"If the ministry slips by six hours, who then misses what by how much", on a board.</summary>
public sealed class NetworkViewTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly DateTimeOffset Now = T.AddHours(2);

    /// <summary>A ministry issues codes by noon; each province configures by <see cref="Due"/>, 30 hours later; then all is tested at once.</summary>
    private static readonly Directive[] Orders =
    [
        Order("CODES", T.AddHours(4)) with { Responsible = [Ministry] },
        Order("CONFIGURE", Due, "CODES") with { Indicators = [Configured] },
        Order("TEST", Due, "CONFIGURE") with { NotBefore = Due, Responsible = [Ministry] },
    ];

    [Fact]
    public void A_plan_nobody_has_begun_holds_exactly()
    {
        var view = NetworkView.Of(new HandBoard().At(Now), Orders, Now);

        Assert.All(Orders, order => Assert.Equal(TimeSpan.Zero, view.FloatOf(order.Code)));
        Assert.Equal([T.AddHours(4), Due, Due], Orders.Select(order => view.Times.Finish(view.Of(order.Code).First())));
    }

    [Fact]
    public void Only_those_who_have_not_the_time_to_make_it_good_miss_what_slips()
    {
        // One province is done, one needs ten hours more, the third was never read and needs all the time it was given.
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 100)
            .Read(T, OtherProvince, Configured, Pulled, 20).Read(Now, OtherProvince, Configured, Pulled, 40).Read(Now, Province, Configured, Pulled, 100).At(Now);

        Assert.Equal(
            ["CODES@MOF by PT6H", "CONFIGURE@91 by PT6H", "TEST@MOF by PT6H"],
            Missed(board, "CODES:PT6H"));
        // 34 hours to the due instant, 4 of them the ministry's, less the six it needs.
        Assert.Empty(Missed(board, "CONFIGURE@01:PT24H"));
        Assert.Equal(["CONFIGURE@01 by PT1S", "TEST@MOF by PT1S"], Missed(board, "CONFIGURE@01:PT24H1S"));
        Assert.Empty(Missed(board, "CONFIGURE@79:P30D"));
    }

    [Fact]
    public void What_is_missed_already_is_told_only_when_it_is_missed_by_more()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 0).Read(Now, Province, Configured, Pulled, 2).At(Now);
        var answer = Answer(board, "CONFIGURE@79:PT1H");

        // 98 left at one an hour, begun with the codes four hours after the start: 68 hours late, and an hour more.
        Assert.Equal(new MissedAssignment("79", "CONFIGURE", "P2DT21H", "PT1H"), answer.Missed![0]);
        Assert.Equal("-P2DT20H", answer.Assignments.Single(each => each is { Directive: "CONFIGURE", Body: "79" }).Float);
        Assert.DoesNotContain(answer.Missed, miss => miss.Body == "91");
    }

    [Fact]
    public void Who_waits_on_open_work_is_counted_and_by_how_much_it_makes_a_directive_late()
    {
        var now = T.AddHours(6);
        // The codes are two hours overdue and take no known time: what waits has all the rest of its plan.
        var view = NetworkView.Of(new HandBoard().At(now), Orders, now);
        Assert.Equal((3, 1, 0), (view.WaitingOn("CODES"), view.WaitingOn("CONFIGURE"), view.WaitingOn("TEST")));
        Assert.Null(view.LateBy("CONFIGURE"));

        var slow = new HandBoard().Read(T, Province, Configured, Pulled, 0).Read(Now, Province, Configured, Pulled, 2).At(Now);
        var late = NetworkView.Of(slow, Orders, Now);
        Assert.Equal((TimeSpan.FromHours(68), TimeSpan.FromHours(68), null), (late.LateBy("CONFIGURE"), late.LateBy("TEST"), late.LateBy("CODES")));
    }

    [Fact]
    public void The_path_runs_through_what_ends_last_and_those_it_waits_on()
    {
        var board = new HandBoard().Read(T, Province, Configured, Pulled, 0).Read(Now, Province, Configured, Pulled, 2).At(Now);

        var answer = Answer(board);

        Assert.Equal([new PathStep("CODES", "MOF"), new PathStep("CONFIGURE", "79"), new PathStep("TEST", "MOF")], answer.Path);
        Assert.Equal(["CODES@MOF", "CONFIGURE@79", "TEST@MOF"], answer.Assignments.Where(each => each.Critical).Select(each => $"{each.Directive}@{each.Body}"));
        Assert.Equal(["planned", "planned", "forecast", "planned", "planned"], answer.Assignments.Select(each => each.Basis));
        Assert.Null(answer.Missed);
    }

    [Fact]
    public void A_province_is_told_of_itself_and_not_of_the_others()
    {
        var board = new HandBoard().At(Now);
        var view = NetworkView.Of(board, Orders, Now);

        var answer = CriticalPathAnswers.Of(board, view, [new Slip("CODES", null, TimeSpan.FromHours(6))], Province, Now);

        Assert.All(answer.Assignments, each => Assert.Equal(Province, each.Body));
        Assert.Equal([new MissedAssignment(Province, "CONFIGURE", "PT6H", "PT6H")], answer.Missed);
    }

    [Fact]
    public void Of_what_was_confirmed_or_cancelled_nothing_is_left_whatever_the_board_says()
    {
        var board = new HandBoard().At(Now);
        var register = Deadlines.Orders.Register(Orders)
            .With(Deadlines.Orders.Update(Orders[0], Ministry, AssignmentAction.Confirm, Now)).With(Deadlines.Orders.Update(Orders[1], Province, AssignmentAction.Cancel, Now));

        var view = NetworkView.Of(board, register.Published, Now);
        var answer = CriticalPathAnswers.Of(board, view, [new Slip("CODES", null, TimeSpan.FromHours(6))], null, Now);

        Assert.Equal(
            [("CODES", Ministry), ("CONFIGURE", Province)], answer.Assignments.Where(each => each.Basis == "done").Select(each => (each.Directive, each.Body!)).Order());
        Assert.Empty(answer.Missed!);
        Assert.True(register.Find("CODES")!.Standing.IsThrough);
        Assert.False(register.Find("CONFIGURE")!.Standing.IsThrough);
    }

    [Fact]
    public void A_board_is_worked_out_once_a_minute_for_all_who_ask()
    {
        var views = new NetworkViews();
        var (board, other) = (new HandBoard().At(Now), new HandBoard().At(Now));
        var view = views.Of(board, Orders, Now);

        Assert.Same(view, views.Of(board, Orders, Now.AddSeconds(59)));
        Assert.NotSame(view, views.Of(other, Orders, Now));
        Assert.NotSame(view, views.Of(board, Orders, Now.AddMinutes(1)));
        Assert.NotSame(views.Of(board, Orders, Now), views.Of(board, [.. Orders], Now));
    }

    [Fact]
    public void A_programme_without_directives_has_nothing_to_say() => Assert.Empty(Answer(new HandBoard().At(Now), orders: []).Assignments);

    private static IEnumerable<string> Missed(BoardSnapshot board, string slip) =>
        Answer(board, slip).Missed!.Select(miss => $"{miss.Directive}@{miss.Body} by {miss.By}").Order(StringComparer.Ordinal);

    private static CriticalPathAnswer Answer(BoardSnapshot board, string? slip = null, Directive[]? orders = null)
    {
        var view = NetworkView.Of(board, orders ?? Orders, Now);
        var (slips, faults) = Speaking.Get<CriticalPathAnswers>().Read(slip is null ? [] : [slip], board.Catalog, view, CultureInfo.InvariantCulture);
        Assert.Empty(faults);
        return CriticalPathAnswers.Of(board, view, slips, null, Now);
    }

    private static Directive Order(string code, DateTimeOffset due, params string[] dependsOn) =>
        Tests.Deadlines.Orders.Order(due) with { Code = code, DependsOn = dependsOn };
}
