using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Situation;
using SteeringBoard.Tests.Deadlines;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Situation;

/// <summary>Who opens the situation sees the directives as they stand, and one headline.</summary>
public sealed class SituationViewTests
{
    private static readonly DateTimeOffset Now = HandBoard.Start;

    [Fact]
    public void An_amended_directive_shows_at_once_though_neither_the_board_nor_the_clock_moves()
    {
        var register = Orders.Register(Orders.Order(Now.AddHours(1), TestProgramme.Decided));
        var views = new SituationViews((_, _) => register, _ => [], new DeadlineViews());
        var board = new HandBoard().At(Now);
        var before = views.Of(board, null, Now, past: false);

        register = Orders.Register(Orders.Order(Now.AddHours(9), TestProgramme.Decided));
        var after = views.Of(board, null, Now, past: false);

        Assert.Equal([Now.AddHours(1)], before.Next.Select(directive => directive.DueBefore!.Value));
        Assert.Equal([Now.AddHours(9)], after.Next.Select(directive => directive.DueBefore!.Value));
    }

    [Fact]
    public void While_nothing_moves_it_is_worked_out_once()
    {
        var register = Orders.Register();
        var views = new SituationViews((_, _) => register, _ => [], new DeadlineViews());
        var board = new HandBoard().At(Now);

        Assert.Same(views.Of(board, null, Now, past: false), views.Of(board, null, Now.AddSeconds(1), past: false));
    }

    [Fact]
    public void A_deadline_whose_bodies_were_all_confirmed_needs_no_decision_whatever_its_numbers_say()
    {
        var directive = Orders.Order(Now.AddHours(-1), TestProgramme.Decided);
        var board = new HandBoard().At(Now);
        SituationView View(params string[] confirmed)
        {
            var register = confirmed.Aggregate(Orders.Register(directive), (register, body) => register.With(Orders.Update(directive, body, AssignmentAction.Confirm, Now)));
            return new SituationViews((_, _) => register, _ => [], new DeadlineViews()).Of(board, null, Now, past: false);
        }

        Assert.Single(View().Decisions.OfType<DeadlineMissed>());
        Assert.Single(View(TestProgramme.Province).Decisions.OfType<DeadlineMissed>());
        Assert.Empty(View(TestProgramme.Province, TestProgramme.OtherProvince, TestProgramme.ThirdProvince).Decisions.OfType<DeadlineMissed>());
        Assert.Single(View(TestProgramme.Province, TestProgramme.OtherProvince, TestProgramme.ThirdProvince).Deadlines);
    }

    [Fact]
    public void Its_headline_counts_what_the_programme_names()
    {
        var board = new HandBoard().Read(Now, TestProgramme.OtherProvince, TestProgramme.Decided, EvidenceLevel.Claimed, 100).At(Now);

        var view = new SituationViews((_, _) => Orders.Register(), _ => [TestProgramme.Decided], new DeadlineViews()).Of(board, null, Now, past: false);

        Assert.Equal((1, false), (view.Ready[EvidenceLevel.Claimed], view.IsOfAll));
    }

    [Fact]
    public void A_programme_that_names_no_headline_has_that_of_every_indicator_as_its_figure_has()
    {
        var board = new HandBoard().Read(Now, TestProgramme.OtherProvince, TestProgramme.Decided, EvidenceLevel.Claimed, 100);
        foreach (var indicator in board.At(Now).Catalog.Indicators.Where(Headline.IsCounted))
        {
            foreach (var item in indicator.Items.Count == 0 ? [-1] : Enumerable.Range(0, indicator.Items.Count))
            {
                var total = item < 0 ? 100 : 1;
                board.Read(Now, TestProgramme.ThirdProvince, indicator.Code, EvidenceLevel.Claimed, indicator.Falling ? 0 : total, total, item);
            }
        }

        var view = new SituationViews((_, _) => Orders.Register(), _ => [], new DeadlineViews()).Of(board.At(Now), null, Now, past: false);

        Assert.Equal((1, true), (view.Ready[EvidenceLevel.Claimed], view.IsOfAll));
    }
}
