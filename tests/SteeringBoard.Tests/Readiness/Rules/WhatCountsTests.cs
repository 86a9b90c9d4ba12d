using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Readiness.Rules.Some;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>Design.md, section 2, rule 2: the strongest level still valid counts; veto and regress only lower.</summary>
public sealed class WhatCountsTests
{
    private static readonly Indicator Filing = TestProgramme.Indicator(TestProgramme.Filing);

    [Fact]
    public void The_strongest_valid_level_counts()
    {
        var verdict = Judged(Filing, At(claimed: Reading(100, 100), pulled: Reading(80, 100, 10), tested: Reading(60, 100, 60)));

        Assert.Equal(EvidenceLevel.Tested, verdict.Counts);
        Assert.True(verdict.Fresh);
        Assert.False(verdict.Vetoed);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(30.001, false)]
    public void A_reading_is_valid_until_its_age_passes_the_limit_of_its_level(double minutesAgo, bool valid) =>
        Assert.Equal(valid, Judged(Filing, At(pulled: Reading(1, 2, minutesAgo))).Fresh);

    [Fact]
    public void A_weaker_level_counts_once_the_stronger_one_is_stale_and_shows_no_less()
    {
        var verdict = Judged(Filing, At(claimed: Reading(50, 100, 60), pulled: Reading(50, 100, 31)));

        Assert.Equal(EvidenceLevel.Claimed, verdict.Counts);
        Assert.True(verdict.Fresh);
    }

    [Fact]
    public void A_stale_stronger_reading_that_shows_less_counts_instead_and_the_cell_is_stale()
    {
        var verdict = Judged(Filing, At(claimed: Reading(100, 100, 60), pulled: Reading(40, 100, 31)));

        Assert.Equal(EvidenceLevel.Pulled, verdict.Counts);
        Assert.True(verdict.Vetoed);
        Assert.False(verdict.Fresh);
        Assert.Equal(CellStatus.Stale, verdict.Status);
    }

    [Fact]
    public void Of_several_vetoes_the_lowest_counts()
    {
        var verdict = Judged(Filing, At(claimed: Reading(100, 100), pulled: Reading(40, 100, 31), tested: Reading(30, 100, 3000), inspected: Reading(50, 100, 11_000)));

        Assert.Equal(EvidenceLevel.Tested, verdict.Counts);
    }

    [Fact]
    public void A_veto_stands_until_a_newer_reading_at_a_stronger_level()
    {
        var lifted = At(claimed: Reading(100, 100), pulled: Reading(40, 100, 12_000), tested: Reading(100, 100, 11_000));
        var older = At(claimed: Reading(100, 100), pulled: Reading(40, 100, 11_000), tested: Reading(100, 100, 12_000));

        Assert.Equal((EvidenceLevel.Claimed, false), (Judged(Filing, lifted).Counts, Judged(Filing, lifted).Vetoed));
        Assert.Equal((EvidenceLevel.Pulled, true), (Judged(Filing, older).Counts, Judged(Filing, older).Vetoed));
    }

    [Fact]
    public void A_newer_weaker_reading_never_lifts_a_veto()
    {
        var verdict = Judged(Filing, At(claimed: Reading(100, 100, 0), pulled: Reading(100, 100, 0), tested: Reading(10, 100, 2881)));

        Assert.Equal(EvidenceLevel.Tested, verdict.Counts);
    }

    [Fact]
    public void Where_nothing_is_valid_the_newest_counts_unless_a_stronger_shows_less()
    {
        var newest = Judged(Filing, At(claimed: Reading(40, 100, 2000), pulled: Reading(60, 100, 3000)));
        var less = Judged(Filing, At(claimed: Reading(60, 100, 2000), pulled: Reading(40, 100, 3000)));

        Assert.Equal((EvidenceLevel.Claimed, CellStatus.Stale), (newest.Counts, newest.Status));
        Assert.Equal((EvidenceLevel.Pulled, CellStatus.Stale), (less.Counts, less.Status));
    }

    [Fact]
    public void A_later_weaker_reading_that_shows_less_leaves_the_number_and_puts_the_cell_at_risk()
    {
        var verdict = Judged(Filing, At(pulled: Reading(90, 100, 10), tested: Reading(100, 100, 20)));

        Assert.Equal(EvidenceLevel.Tested, verdict.Counts);
        Assert.True(verdict.Regressed);
        Assert.Equal(CellStatus.AtRisk, verdict.Status);
    }

    [Fact]
    public void An_earlier_weaker_reading_that_shows_less_is_only_behind()
    {
        var verdict = Judged(Filing, At(pulled: Reading(90, 100, 20), tested: Reading(100, 100, 10)));

        Assert.False(verdict.Regressed);
        Assert.Equal(CellStatus.Done, verdict.Status);
    }

    [Fact]
    public void A_falling_indicator_counts_what_is_gone()
    {
        var falling = Filing with { Falling = true };
        var stalePulledShowsLess = At(claimed: Reading(0, 100), pulled: Reading(40, 100, 31));

        Assert.Equal(EvidenceLevel.Pulled, Judged(falling, stalePulledShowsLess).Counts);
        Assert.Equal(CellStatus.Done, Status(falling, At(tested: Reading(5, 100))));
        Assert.NotEqual(CellStatus.Done, Status(falling, At(tested: Reading(6, 100))));
    }

    [Fact]
    public void A_level_is_the_newest_reading_at_exactly_that_level_and_each_is_there_by_itself()
    {
        var levels = Levels.None.With(EvidenceLevel.Claimed, Reading(34, 34)).With(EvidenceLevel.Tested, Reading(8, 34));

        Assert.Equal(34, levels[EvidenceLevel.Claimed]!.Value);
        Assert.Null(levels[EvidenceLevel.Pulled]);
        Assert.Equal(8, levels[EvidenceLevel.Tested]!.Value);
    }

    [Fact]
    public void Stronger_negative_evidence_never_raises_the_share_nor_makes_a_cell_done() =>
        Always.Holds(
            from indicator in Indicators
            from levels in AnyLevels
            from due in Dues
            from reading in Readings
            from level in Gen.Choose(1, 4)
            select (indicator, levels, due, reading, Level: (EvidenceLevel)level),
            example =>
            {
                var (indicator, levels, due, reading, level) = example;
                var before = Judged(indicator, levels, due);
                var share = Share.Of(indicator, reading);
                // Negative: it shows no more than what counts, and not the target; stronger: than what counts; and it is the newest at its level.
                if (before.Counts is not { } counts || share > Share.Of(indicator, levels[counts]!) || share.Meets(indicator.TargetPerMille)
                    || level < counts || levels[level]?.AsOf(Now) > reading.AsOf(Now))
                {
                    return;
                }

                var after = Judged(indicator, levels.With(level, reading), due);

                Assert.True(Share.Of(indicator, levels.With(level, reading)[after.Counts!.Value]!) <= Share.Of(indicator, levels[counts]!), $"{before} -> {after}");
                Assert.True(after.Status != CellStatus.Done || before.Status == CellStatus.Done, $"{before} -> {after}");
            },
            2000);

    [Fact]
    public void Any_negative_evidence_at_any_level_never_makes_a_cell_done() =>
        Always.Holds(
            from indicator in Indicators
            from levels in AnyLevels
            from due in Dues
            from reading in Readings
            from level in Gen.Choose(1, 4)
            select (indicator, levels, due, reading, Level: (EvidenceLevel)level),
            example =>
            {
                var (indicator, levels, due, reading, level) = example;
                if (Share.Of(indicator, reading).Meets(indicator.TargetPerMille) || levels[level]?.AsOf(Now) > reading.AsOf(Now))
                {
                    return;
                }
                var before = Status(indicator, levels, due);
                var after = Status(indicator, levels.With(level, reading), due);

                Assert.True(after != CellStatus.Done || before == CellStatus.Done);
            },
            2000);

    [Fact]
    public void Forgetting_freshness_never_makes_a_cell_done() =>
        Always.Holds(
            from indicator in Indicators
            from levels in AnyLevels
            from due in Dues
            from later in Gen.Choose(1, 20_000)
            select (indicator, levels, due, later),
            example =>
            {
                var (indicator, levels, due, later) = example;
                var now = CellRules.Judge(indicator, due, levels, [], null, Now);
                var then = CellRules.Judge(indicator, due, levels, [], null, In(later));
                // A reading said ahead of time and a weaker reading overtaken by a held one may lift a regress; silence alone may not.
                if (EvidenceLevels.All.Any(level => levels[level]?.NextAhead(Now) is not null || levels[level]?.HeldUntil() >= Now))
                {
                    return;
                }
                if (now.Regressed && then.Status == CellStatus.Done)
                {
                    // The stronger reading grew too old, and the later, weaker one that showed less counts by itself: never more than before.
                    Assert.True(then.Counts < now.Counts && Share.Of(indicator, levels[then.Counts!.Value]!) <= Share.Of(indicator, levels[now.Counts!.Value]!));
                    return;
                }
                Assert.True(then.Status != CellStatus.Done || now.Status == CellStatus.Done, $"{now} -> {then}");
            },
            2000);

    [Fact]
    public void What_counts_is_never_more_than_the_strongest_reading_that_is_no_older_than_what_counts() =>
        Always.Holds(
            from indicator in Indicators
            from levels in AnyLevels
            select (indicator, levels),
            example =>
            {
                var (indicator, levels) = example;
                if (CellRules.WhatCounts(indicator, levels, Now) is not var (counts, fresh, vetoed))
                {
                    Assert.True(levels.IsEmpty);
                    return;
                }
                var counted = levels[counts]!;
                foreach (var level in EvidenceLevels.All.Where(level => level > counts && levels[level] is not null))
                {
                    Assert.False(CellRules.IsValid(indicator, level, levels[level]!, Now) && !vetoed);
                    Assert.True(
                        Share.Of(indicator, levels[level]!) >= Share.Of(indicator, counted)
                        || EvidenceLevels.All.Any(newer => newer > level && levels[newer]?.AsOf(Now) > levels[level]!.AsOf(Now)));
                }
                Assert.Equal(fresh, CellRules.IsValid(indicator, counts, counted, Now) && !vetoed);
            },
            2000);
}
