using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Access;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>What holds of every sequence of actions.</summary>
public sealed class AssignmentRulesTests
{
    private static readonly Directive Order = TestRegister.Directive("T1", TestProgramme.Province) with { DueBefore = TestProgramme.Due };
    private static readonly DateTimeOffset Stop = TestProgramme.Due.AddDays(5);

    private static readonly EvidenceState There = new([new EvidenceCount("I", 1, 1, true)]);
    private static readonly EvidenceState Missing = new([new EvidenceCount("I", 0, 1, false)]);

    private sealed record Deed(AssignmentStep Step, Actor Actor, EvidenceState Evidence, int Hours);

    [Fact]
    public void No_sequence_of_actions_by_the_body_alone_reaches_confirmed() =>
        Always.Holds(Deeds(Cast.Province, Cast.ProvinceApprover, Cast.ProvinceSystem), deeds =>
            Assert.All(Play(deeds), assignment => Assert.True(assignment is { IsOpen: true, DoneAt: null })));

    [Fact]
    public void Nothing_is_confirmed_against_the_evidence_without_a_reason_that_is_seen() =>
        Always.Holds(Deeds(Cast.Office, Cast.Province), deeds => Assert.All(Play(deeds), assignment =>
        {
            var confirmation = assignment.State is AssignmentState.Confirmed
                ? assignment.Updates.FindLast(update => update.Action is AssignmentAction.Confirm) : null;
            Assert.Equal(confirmation is { Override: true } ? confirmation : null, assignment.Overridden);
            Assert.True(assignment.Overridden is null || !string.IsNullOrWhiteSpace(assignment.Overridden.Reason));
        }));

    [Fact]
    public void No_due_instant_passes_the_hard_stop_or_moves_back() =>
        Always.Holds(Deeds(Cast.Office, Cast.Province), deeds =>
        {
            var due = Play(deeds).Select(assignment => assignment.DueBefore(Order)!.Value).ToList();
            Assert.All(due, instant => Assert.True(instant <= Stop));
            Assert.Equal(due.Order(), due);
        });

    [Fact]
    public void A_replay_of_the_updates_is_the_assignment_that_was_live() =>
        Always.Holds(Deeds(Cast.Office, Cast.Province), deeds =>
        {
            var live = Play(deeds)[^1];
            var replayed = live.Updates.Aggregate(New(), (assignment, update) => assignment.With(update));
            Assert.Equal(live with { }, replayed with { }, (a, b) =>
                (a.State, a.Version, a.BlockedBy, a.Asked, a.ExtendedTo, a.DoneAt, a.Overridden)
                == (b.State, b.Version, b.BlockedBy, b.Asked, b.ExtendedTo, b.DoneAt, b.Overridden));
        });

    [Fact]
    public void What_was_written_is_never_changed_by_what_is_written_later() =>
        Always.Holds(Deeds(Cast.Office, Cast.Province), deeds =>
        {
            var all = Play(deeds);
            Assert.All(all, earlier => Assert.Equal(earlier.Updates, all[^1].Updates.Take(earlier.Version)));
        });

    [Theory]
    [InlineData(-1, OfficialState.DoneOnTime, OfficialState.OpenInTime)]
    [InlineData(0, OfficialState.DoneLate, OfficialState.OpenOverdue)]
    [InlineData(1, OfficialState.DoneLate, OfficialState.OpenOverdue)]
    public void The_due_instant_is_exclusive_to_the_second(int seconds, OfficialState done, OfficialState open)
    {
        var at = TestProgramme.Due.AddSeconds(seconds);
        var submitted = New().With(Row(New(), Steps.Submit(), Cast.Province, Missing, at));
        var confirmed = submitted.With(Row(submitted, Steps.Override(), Cast.Office, Missing, at.AddDays(2)));

        Assert.Equal(open, AssignmentRules.Official(submitted, TestProgramme.Due, at));
        Assert.Equal(done, AssignmentRules.Official(confirmed, TestProgramme.Due, at.AddDays(2)));
    }

    private static Assignment New() => new(TestProgramme.Code, "T1", TestProgramme.Province);

    /// <summary>Every assignment on the way, the first included.</summary>
    private static List<Assignment> Play(IEnumerable<Deed> deeds)
    {
        var now = TestProgramme.Due.AddDays(-2);
        var way = new List<Assignment> { New() };
        foreach (var deed in deeds)
        {
            now = now.AddHours(deed.Hours);
            var assignment = way[^1];
            var facts = new AssignmentFacts(assignment.DueBefore(Order), Stop, now, deed.Evidence);
            if (AssignmentRules.Refuse(assignment, deed.Step, deed.Actor, facts) is null)
            {
                way.Add(assignment.With(Row(assignment, deed.Step, deed.Actor, deed.Evidence, now)));
            }
        }
        return way;
    }

    private static AssignmentUpdate Row(Assignment assignment, AssignmentStep step, Actor actor, EvidenceState evidence, DateTimeOffset at) =>
        AssignmentBook.Row(assignment, step, actor, new AssignmentFacts(null, null, at, evidence), at);

    private static Gen<List<Deed>> Deeds(params Actor[] actors) =>
        from deeds in (
            from step in Gen.Elements(
                Steps.Progress(), Steps.Submit(), Steps.Block(), Steps.Return(), Steps.Confirm(), Steps.Override(), Steps.Override(""), Steps.Cancel(),
                Steps.Ask(Stop.AddDays(-2)), Steps.Ask(Stop), Steps.Ask(Stop.AddHours(1)), Steps.Grant(), Steps.Refuse())
            from actor in Gen.Elements(actors)
            from evidence in Gen.Elements(EvidenceState.Nothing, There, Missing)
            from hours in Gen.Choose(0, 12)
            select new Deed(step, actor, evidence, hours)).ListOf(15)
        select deeds.ToList();
}
