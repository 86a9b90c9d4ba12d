using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Readiness.Rules.Some;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>Design.md, section 2, rule 3.</summary>
public sealed class ContradictionTests
{
    private static readonly Indicator Filing = TestProgramme.Indicator(TestProgramme.Filing);

    [Fact]
    public void A_claim_that_shows_more_than_a_later_test_is_contradicted() =>
        Assert.Equal(
            new BoardContradiction(EvidenceLevel.Tested, EvidenceLevel.Claimed),
            Judged(Filing, At(claimed: Reading(34, 34, 60), tested: Reading(8, 34, 30))).Contradiction);

    [Fact]
    public void A_test_of_the_same_instant_contradicts_too() =>
        Assert.NotNull(Judged(Filing, At(claimed: Reading(34, 34, 60), tested: Reading(8, 34, 60))).Contradiction);

    [Fact]
    public void A_claim_newer_than_the_test_is_unproven_not_contradicted() =>
        Assert.Null(Judged(Filing, At(claimed: Reading(34, 34, 30), tested: Reading(8, 34, 60))).Contradiction);

    [Theory]
    [InlineData(51, false)] // one unit
    [InlineData(52, true)]
    public void It_takes_more_than_one_unit(long claimed, bool contradicted) =>
        Assert.Equal(contradicted, Judged(Filing, At(claimed: Reading(claimed, 100, 60), tested: Reading(50, 100, 30))).Contradiction is not null);

    [Theory]
    [InlineData(510, false)] // one per cent
    [InlineData(511, true)]
    public void It_takes_more_than_one_per_cent(long claimed, bool contradicted) =>
        Assert.Equal(contradicted, Judged(Filing, At(claimed: Reading(claimed, 1000, 60), tested: Reading(500, 1000, 30))).Contradiction is not null);

    [Fact]
    public void A_falling_claim_is_contradicted_when_more_is_left_than_it_says() =>
        Assert.NotNull(Judged(Filing with { Falling = true }, At(claimed: Reading(0, 100, 60), tested: Reading(40, 100, 30))).Contradiction);

    [Fact]
    public void Any_two_levels_may_contradict_not_only_what_counts() =>
        Assert.Equal(
            new BoardContradiction(EvidenceLevel.Pulled, EvidenceLevel.Claimed),
            Judged(Filing, At(claimed: Reading(90, 100, 29), pulled: Reading(50, 100, 20), tested: Reading(90, 100, 60))).Contradiction);

    [Fact]
    public void It_is_marked_at_once_and_puts_the_cell_at_risk()
    {
        var verdict = Judged(Filing, At(claimed: Reading(34, 34, 60), tested: Reading(8, 34)));

        Assert.Equal(CellStatus.AtRisk, verdict.Status);
        Assert.False(verdict.Finding);
    }

    [Fact]
    public void A_finding_opens_when_it_has_stood_two_hours()
    {
        var levels = At(claimed: Reading(34, 34, 60), tested: Reading(8, 34));
        var cell = Cell(levels).JudgedAt(Filing, null, Now);

        Assert.Equal(Now, cell.ContradictedSince);
        Assert.False(cell.JudgedAt(Filing, null, In(119.999)).Verdict.Finding);
        Assert.True(cell.JudgedAt(Filing, null, In(120)).Verdict.Finding);
    }

    [Fact]
    public void A_contradiction_that_ends_and_comes_back_stands_anew()
    {
        var contradicted = At(claimed: Reading(34, 34, 60), tested: Reading(8, 34));
        var cell = Cell(contradicted).JudgedAt(Filing, null, Now);
        cell = (cell with { Levels = At(claimed: Reading(8, 34, -30), tested: Reading(8, 34)) }).JudgedAt(Filing, null, In(60));
        Assert.Null(cell.ContradictedSince);

        cell = (cell with { Levels = contradicted }).JudgedAt(Filing, null, In(90));

        Assert.Equal(In(90), cell.ContradictedSince);
        Assert.False(cell.JudgedAt(Filing, null, In(200)).Verdict.Finding);
    }

    [Fact]
    public void It_is_exactly_as_the_rule_says() =>
        Always.Holds(
            from indicator in Indicators
            from levels in AnyLevels
            select (indicator, levels),
            example =>
            {
                var (indicator, levels) = example;
                var contradicted = (
                    from strong in EvidenceLevels.All
                    from weak in EvidenceLevels.All
                    where weak < strong && levels[strong] is not null && levels[weak] is not null
                    where levels[strong]!.AsOf(Now) >= levels[weak]!.AsOf(Now)
                    where Share.Of(indicator, levels[weak]!).ClearlyMoreThan(Share.Of(indicator, levels[strong]!))
                    select new BoardContradiction(strong, weak)).ToList();

                var verdict = Judged(indicator, levels);

                Assert.Equal(contradicted.Count > 0, verdict.Contradiction is not null);
                Assert.True(verdict.Contradiction is null || contradicted.Contains(verdict.Contradiction));
            },
            2000);
}
