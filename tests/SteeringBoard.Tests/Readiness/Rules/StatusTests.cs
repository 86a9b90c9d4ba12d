using System.Collections.Immutable;
using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Readiness.Rules.Some;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>Design.md, section 2, rule 4: one of six, by the first that holds.</summary>
public sealed class StatusTests
{
    private static readonly Indicator Configured = TestProgramme.Indicator(TestProgramme.Configured);
    private static readonly Indicator Filing = TestProgramme.Indicator(TestProgramme.Filing);

    [Fact]
    public void Late_when_due_has_passed_without_any_reading() => Assert.Equal(CellStatus.Late, Status(Configured, Levels.None, Now));

    [Fact]
    public void Late_when_due_has_passed_with_a_claim_alone_where_more_is_wanted() =>
        Assert.Equal(CellStatus.Late, Status(Configured, At(claimed: Reading(100, 100)), Now));

    [Fact]
    public void Late_when_due_has_passed_and_the_newest_proof_misses_the_target() =>
        Assert.Equal(CellStatus.Late, Status(Configured, At(pulled: Reading(99, 100, 5), tested: Reading(100, 100, 10)), Now));

    [Fact]
    public void Not_late_when_the_newest_proof_meets_the_target() =>
        Assert.NotEqual(CellStatus.Late, Status(Configured, At(pulled: Reading(99, 100, 10), tested: Reading(100, 100, 5)), Now));

    [Fact]
    public void Not_on_track_once_due_has_passed_and_what_counts_misses_the_target_though_a_newer_weaker_proof_meets_it() =>
        Assert.Equal(CellStatus.AtRisk, Status(Configured, At(pulled: Reading(100, 100, 5), inspected: Reading(40, 100, 10)), Now));

    [Fact]
    public void Of_two_proofs_of_one_instant_the_stronger_decides() =>
        Assert.Equal(CellStatus.Late, Status(Configured, At(pulled: Reading(100, 100, 5), tested: Reading(99, 100, 5)), Now));

    [Fact]
    public void Not_late_before_the_due_instant_and_late_at_it()
    {
        Assert.NotEqual(CellStatus.Late, Status(Configured, Levels.None, In(0.001)));
        Assert.Equal(CellStatus.Late, Status(Configured, Levels.None, Now));
    }

    [Fact]
    public void Done_in_time_but_stale_now_is_stale_not_late() =>
        Assert.Equal(CellStatus.Stale, Status(Configured, At(pulled: Reading(100, 100, 60)), Ago(1)));

    [Fact]
    public void Unknown_when_never_read() => Assert.Equal(CellStatus.Unknown, Status(Configured, Levels.None, In(60)));

    [Fact]
    public void Stale_when_no_level_is_valid() => Assert.Equal(CellStatus.Stale, Status(Configured, At(pulled: Reading(100, 100, 31))));

    [Fact]
    public void Done_when_what_counts_meets_the_target_at_the_evidence_wanted() =>
        Assert.Equal(CellStatus.Done, Status(Configured, At(pulled: Reading(100, 100))));

    [Fact]
    public void Done_when_what_counts_is_stronger_than_wanted() =>
        Assert.Equal(CellStatus.Done, Status(Configured, At(inspected: Reading(100, 100))));

    [Fact]
    public void A_claim_alone_is_done_only_where_a_claim_is_all_that_is_wanted()
    {
        Assert.Equal(CellStatus.OnTrack, Status(Configured, At(claimed: Reading(100, 100))));
        Assert.Equal(CellStatus.Done, Status(TestProgramme.Indicator(TestProgramme.Decided), At(claimed: Reading(100, 100))));
    }

    [Fact]
    public void A_target_below_the_whole_is_enough() => Assert.Equal(CellStatus.Done, Status(Filing, At(tested: Reading(95, 100))));

    [Fact]
    public void A_regress_is_at_most_at_risk() =>
        Assert.Equal(CellStatus.AtRisk, Status(Configured, At(claimed: Reading(50, 100, 1), pulled: Reading(100, 100, 2))));

    [Fact]
    public void A_counter_is_never_done()
    {
        var visits = TestProgramme.Indicator(TestProgramme.Visits);

        Assert.Equal(CellStatus.OnTrack, Status(visits, At(claimed: Reading(1_000_000, 0))));
        Assert.Equal(CellStatus.Late, Status(visits, At(claimed: Reading(1_000_000, 0)), Now));
    }

    [Fact]
    public void Too_slow_a_pace_puts_the_cell_at_risk_and_a_sufficient_one_does_not()
    {
        ImmutableArray<PacePoint> recent = [new(Ago(360), 0)];
        var levels = At(pulled: Reading(60, 100));

        // 10 an hour: 40 more take four hours.
        Assert.Equal(CellStatus.OnTrack, CellRules.Judge(Configured, In(240), levels, recent, null, Now).Status);
        Assert.Equal(CellStatus.AtRisk, CellRules.Judge(Configured, In(239), levels, recent, null, Now).Status);
    }

    [Fact]
    public void A_pace_is_seen_over_the_last_six_hours_only()
    {
        ImmutableArray<PacePoint> recent = [new(Ago(1000), 0), new(Ago(400), 50), new(Ago(200), 55)];

        Assert.Equal(10 / 6.0, CellRules.PaceSeen(recent, 60, Now));
    }

    [Fact]
    public void With_under_an_hour_behind_it_no_pace_is_told()
    {
        Assert.Null(CellRules.PaceSeen([new PacePoint(Ago(59), 0)], 1, Now));
        Assert.Equal(60, CellRules.PaceSeen([new PacePoint(Ago(60), 0)], 60, Now));
        Assert.Null(CellRules.PaceSeen([], 1, Now));
    }

    [Fact]
    public void What_a_quarter_hour_brought_is_kept_as_one_point_that_is_never_dated_later()
    {
        var cell = Cell(At(pulled: Reading(0, 100))).JudgedAt(Configured, null, Now);
        for (var minute = 1; minute <= 60; minute++)
        {
            cell = (cell with { Levels = At(pulled: Reading(minute, 100, -minute)) }).JudgedAt(Configured, null, In(minute));
        }

        Assert.Equal([new(Now, 0), new(In(1), 14), new(In(15), 29), new(In(30), 44), new(In(45), 59), new(In(60), 60)], cell.Recent);
    }

    [Fact]
    public void It_is_the_first_of_the_six_that_holds() =>
        Always.Holds(
            from indicator in Indicators
            from levels in AnyLevels
            from due in Dues
            select (indicator, levels, due),
            example =>
            {
                var (indicator, levels, due) = example;
                var verdict = Judged(indicator, levels, due);
                var proof = EvidenceLevels.All.Where(level => level >= indicator.Wanted && levels[level] is not null)
                    .OrderByDescending(level => levels[level]!.AsOf(Now)).ThenByDescending(level => level).Select(level => levels[level]).FirstOrDefault();
                var proved = proof is not null && Share.Of(indicator, proof).Meets(indicator.TargetPerMille);
                var counted = verdict.Counts is { } counts ? levels[counts] : null;
                var met = counted is not null && Share.Of(indicator, counted) is var share && (share.Total == 0 || share.Meets(indicator.TargetPerMille));

                var expected =
                    due <= Now && !proved ? CellStatus.Late
                    : levels.IsEmpty ? CellStatus.Unknown
                    : EvidenceLevels.All.All(level => levels[level] is not { } reading || !CellRules.IsValid(indicator, level, reading, Now)) || verdict.Vetoed ? CellStatus.Stale
                    : verdict.Regressed ? CellStatus.AtRisk
                    : verdict.Counts >= indicator.Wanted && Share.Of(indicator, counted!).Meets(indicator.TargetPerMille) ? CellStatus.Done
                    : verdict.Contradiction is not null || due <= Now && !met ? CellStatus.AtRisk
                    : CellStatus.OnTrack;

                Assert.Equal(expected, verdict.Status);
            },
            2000);

    [Fact]
    public void A_claim_alone_is_never_done_where_more_is_wanted() =>
        Always.Holds(
            from indicator in Indicators
            from due in Dues
            from claimed in Readings
            select (indicator with { Wanted = (EvidenceLevel)Math.Max(2, (int)indicator.Wanted) }, due, claimed),
            example => Assert.NotEqual(CellStatus.Done, Status(example.Item1, At(claimed: example.claimed), example.due)));
}
