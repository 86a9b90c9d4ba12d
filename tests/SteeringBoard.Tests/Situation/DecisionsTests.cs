using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Situation;
using SteeringBoard.Tests.Deadlines;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Situation;

/// <summary>What needs a decision now stands above what can be decided tomorrow.</summary>
public sealed class DecisionsTests
{
    private static readonly DateTimeOffset Now = HandBoard.Start;

    [Fact]
    public void What_is_lost_within_a_day_comes_before_what_more_would_lose_later()
    {
        var board = new HandBoard().At(Now);
        var silent = new SilentSources([.. board.Catalog.Bodies.Take(3)], Now);
        Directive[] directives = [Nobodys("LATER", Now.AddDays(1)), Nobodys("SOON", Now.AddDays(1).AddSeconds(-1))];

        var ranked = Decisions.Rank(board, directives, [], silent, Now);

        Assert.Equal(["SOON", "silent", "LATER"], ranked.Select(decision => decision is OwnerMissing missing ? missing.Directive.Code : "silent"));
    }

    [Fact]
    public void Of_as_much_lost_the_sooner_stands_first()
    {
        var board = new HandBoard().At(Now);

        var ranked = Decisions.Rank(board, [Nobodys("B", Now.AddHours(9)), Nobodys("A", Now.AddHours(8))], [], null, Now);

        Assert.Equal(["A", "B"], ranked.OfType<OwnerMissing>().Select(missing => missing.Directive.Code));
    }

    [Fact]
    public void Claims_above_proof_tell_how_much_and_name_the_widest_gap_first()
    {
        var board = new HandBoard();
        foreach (var (body, claimed, pulled) in new[] { (TestProgramme.Province, 100, 60), (TestProgramme.OtherProvince, 90, 10) })
        {
            board.Read(Now, body, TestProgramme.Configured, EvidenceLevel.Claimed, claimed).Read(Now.AddMinutes(1), body, TestProgramme.Configured, EvidenceLevel.Pulled, pulled);
        }
        var later = Now.AddHours(3);

        var above = Assert.Single(Decisions.Rank(board.At(later), [], [], null, later).OfType<ClaimsAboveProof>());

        Assert.Equal((190, 70), (above.Said, above.Proven));
        Assert.Equal([TestProgramme.OtherProvince, TestProgramme.Province], above.Bodies.Select(body => body.Code));
    }

    [Fact]
    public void No_more_are_told_not_done_than_are_counted_and_where_all_provinces_are_done_the_nation_is_told_of()
    {
        var order = Orders.Order(Now.AddHours(1), TestProgramme.Decided, TestProgramme.Services);
        var later = Now.AddHours(2);

        Assert.Equal((3, 3), Missed(new HandBoard()));
        var done = new HandBoard();
        foreach (var body in new[] { TestProgramme.Province, TestProgramme.OtherProvince, TestProgramme.ThirdProvince })
        {
            done.Read(Now, body, TestProgramme.Decided, EvidenceLevel.Claimed, 100);
        }
        Assert.Equal((1, 4), Missed(done));

        (int Undone, int Of) Missed(HandBoard hand)
        {
            var board = hand.At(later);
            var missed = Assert.Single(Decisions.Rank(board, [], [DeadlineRules.Judge(board, order, null, later)], null, later).OfType<DeadlineMissed>());
            return (missed.Undone, missed.Of);
        }
    }

    [Fact]
    public void Who_waits_on_what_is_late_counts_among_what_is_lost()
    {
        var (first, second) = (Orders.Order(Now.AddHours(1), TestProgramme.Decided), Orders.Order(Now.AddHours(2), TestProgramme.Filing) with { Code = "D2", DependsOn = ["D1"] });
        var later = Now.AddHours(3);
        var board = new HandBoard().At(later);

        var ranked = Decisions.Rank(
            board, [first, second], DeadlineRules.All(board, [first, second], null, later), null, later, network: NetworkView.Of(board, [first, second], later));

        Assert.Equal([("D1", 3, 6.0), ("D2", 0, 3.0)], ranked.OfType<DeadlineMissed>().Select(missed => (missed.Progress.Directive.Code, missed.Waiting, missed.Lost)));
    }

    [Fact]
    public void More_time_asked_for_and_work_to_be_confirmed_wait_for_a_decision()
    {
        var directive = Orders.Order(Now.AddHours(4), TestProgramme.Decided);
        var asked = Orders.Register(directive)
            .With(Orders.Update(directive, TestProgramme.Province, AssignmentAction.AskExtension, Now) with { NewDue = Now.AddHours(9) })
            .With(Orders.Update(directive, TestProgramme.OtherProvince, AssignmentAction.Submit, Now));
        var answered = asked.With(Orders.Update(directive, TestProgramme.Province, AssignmentAction.RefuseExtension, Now) with { Number = 2 })
            .With(Orders.Update(directive, TestProgramme.OtherProvince, AssignmentAction.Confirm, Now) with { Number = 2 });

        var decisions = OfRegister(asked);

        var extension = Assert.Single(decisions.OfType<ExtensionAsked>());
        Assert.Equal((TestProgramme.Province, Now.AddHours(4), Now.AddHours(9)), (extension.Body.Code, extension.Due, extension.NewDue));
        Assert.Equal((1, Now), Assert.Single(decisions.OfType<ConfirmationAwaited>()) is var awaited ? (awaited.Bodies, awaited.Since) : default);
        Assert.Empty(OfRegister(answered));
    }

    [Fact]
    public void What_no_number_tells_of_is_overdue_from_its_instant_on_until_its_bodies_say_it_is_done()
    {
        var directive = Orders.Order(Now);
        var register = Orders.Register(directive);

        Assert.Empty(Decisions.Rank(new HandBoard().At(Now.AddSeconds(-1)), [], [], null, Now.AddSeconds(-1), register));
        var overdue = Assert.Single(OfRegister(register.With(Orders.Update(directive, TestProgramme.Province, AssignmentAction.Submit, Now))).OfType<DirectiveOverdue>());
        Assert.Equal((2, 3, Now), (overdue.Open, overdue.Of, overdue.Due));
    }

    [Fact]
    public void Nothing_to_decide_is_an_empty_list() => Assert.Empty(Decisions.Rank(new HandBoard().At(Now), [], [], null, Now));

    private static ImmutableArray<Decision> OfRegister(RegisterSnapshot register) => Decisions.Rank(new HandBoard().At(Now), [], [], null, Now, register);

    private static Directive Nobodys(string code, DateTimeOffset due) => Orders.Order(due) with { Code = code, OwnerNamed = OwnerNamed.No };
}
