using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Readiness.Rules.Some;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>What time alone does to a cell, and when: known ahead, and the same however often one looks.</summary>
public sealed class TimeTests
{
    private static readonly Indicator Configured = TestProgramme.Indicator(TestProgramme.Configured);

    /// <summary>A cell with a past: what was read at instants over the last ten hours, and judged then.</summary>
    private static readonly Gen<(Indicator Indicator, DateTimeOffset? Due, Cell Cell)> Cells =
        from indicator in Indicators
        from due in Dues
        from past in Gen.ListOf(from ago in Gen.Choose(1, 600) from levels in AnyLevels select (ago, levels))
        from now in AnyLevels
        select (indicator, due, past.OrderByDescending(step => step.ago).Append((0, now)).Aggregate(new Cell(), (cell, step) =>
            (cell.TurnedTo(indicator, due, Ago(step.Item1)) with { Levels = step.Item2 }).JudgedAt(indicator, due, Ago(step.Item1))));

    private static readonly Gen<DateTimeOffset> Later =
        Gen.OneOf(Gen.Choose(0, 120), Gen.Choose(0, 3000), Gen.Choose(0, 15_000)).Select(minutes => In(minutes))
            .Zip(Gen.Elements(-1, 0, 1, 7)).Select(pair => pair.Item1 + TimeSpan.FromTicks(pair.Item2 < 0 ? 0 : pair.Item2));

    [Fact]
    public void It_turns_stale_just_after_its_validity()
    {
        var cell = Cell(At(pulled: Reading(100, 100))).JudgedAt(Configured, null, Now);

        Assert.Equal(In(30) + TimeSpan.FromTicks(1), cell.NextInstant);
        Assert.Equal(CellStatus.Done, cell.JudgedAt(Configured, null, In(30)).Verdict.Status);
        Assert.Equal(CellStatus.Stale, cell.JudgedAt(Configured, null, cell.NextInstant!.Value).Verdict.Status);
    }

    [Fact]
    public void It_turns_late_at_the_due_instant() =>
        Assert.Equal(In(10), Cell(At(claimed: Reading(100, 100))).JudgedAt(Configured, In(10), Now).NextInstant);

    [Fact]
    public void A_held_reading_stays_valid_while_its_source_is_heard_and_for_its_validity_after()
    {
        var span = Span(0, 3);
        var cell = Cell(At(pulled: Reading(100, 100, 600, span))).JudgedAt(Configured, null, Now);
        Assert.Equal(CellStatus.Done, cell.Verdict.Status);

        span.Extend(In(2));

        Assert.Equal(CellStatus.Done, cell.JudgedAt(Configured, null, In(32)).Verdict.Status);
        Assert.Equal(CellStatus.Stale, cell.JudgedAt(Configured, null, In(32.001)).Verdict.Status);
    }

    [Fact]
    public void A_pace_that_becomes_too_slow_is_known_ahead_to_the_tick()
    {
        // 60 in six hours, 40 to go in five: as the window slides over nothing new, the pace falls.
        var cell = (Cell(At(pulled: Reading(60, 100, 0, Span(0, 6000)))) with { Recent = [new(Ago(240), 0)] }).JudgedAt(Configured, In(300), Now);
        Assert.Equal(CellStatus.OnTrack, cell.Verdict.Status);

        var slow = cell.NextInstant!.Value;

        Assert.Equal(CellStatus.OnTrack, cell.JudgedAt(Configured, In(300), slow - TimeSpan.FromTicks(1)).Verdict.Status);
        Assert.Equal(CellStatus.AtRisk, cell.JudgedAt(Configured, In(300), slow).Verdict.Status);
    }

    [Fact]
    public void What_never_changes_by_time_has_no_next_instant()
    {
        Assert.Null(new Cell().JudgedAt(Configured, null, Now).NextInstant);
        Assert.Null(Cell(At(pulled: Reading(1, 2, 60))).JudgedAt(Configured, Ago(1), Now).NextInstant);
    }

    [Fact]
    public void Until_its_next_instant_nothing_changes_while_no_source_is_heard() =>
        Always.Holds(
            Cells.Zip(Gen.Choose(0, 1000)),
            example =>
            {
                var ((indicator, due, cell), part) = example;
                var next = cell.NextInstant ?? In(30_000);
                Assert.True(next > Now);
                var length = (next - Now).Ticks - 1;

                foreach (var ticks in new[] { (long)((Int128)length * part / 1000), length })
                {
                    Assert.Equal(cell.Verdict, cell.JudgedAt(indicator, due, Now.AddTicks(ticks)).Verdict);
                }
            },
            2000);

    [Fact]
    public void Instant_by_instant_time_comes_to_an_end() =>
        Always.Holds(
            Cells,
            example =>
            {
                var (indicator, due, cell) = example;
                var turns = 0;
                while (cell.NextInstant is { } next)
                {
                    Assert.True(next > cell.JudgedLast);
                    cell = cell.JudgedAt(indicator, due, next);
                    Assert.True(++turns < 200, "it never comes to rest");
                }
            });

    [Fact]
    public void What_is_said_of_a_moment_does_not_hang_on_how_often_one_looked() =>
        Always.Holds(
            from cell in Cells
            from looks in Gen.ListOf(Later)
            from moment in Later
            select (cell, looks, moment),
            example =>
            {
                var ((indicator, due, cell), looks, moment) = example;
                var looked = looks.Where(look => look < moment).Order().Aggregate(cell, (before, look) => before.JudgedAt(indicator, due, look));

                var once = cell.JudgedAt(indicator, due, moment);
                var often = looked.JudgedAt(indicator, due, moment);

                Assert.Equal(once.Verdict, often.Verdict);
                Assert.Equal(once.Recent, often.Recent);
                Assert.Equal(once.ContradictedSince, often.ContradictedSince);
                Assert.Equal(once.NextInstant, often.NextInstant);
            },
            2000);

    [Fact]
    public void What_was_told_live_is_told_when_looking_back_on_the_finished_span() =>
        Always.Holds(
            from grace in Gen.Elements(0, 3, 15)
            from others in AnyLevels
            from value in Gen.Choose(0, 10)
            from waits in Gen.ListOf(Gen.Choose(1, 20))
            from indicator in Indicators
            select (grace, others, value, waits, indicator),
            example =>
            {
                var (grace, others, value, waits, indicator) = example;
                var span = Span(0, grace);
                var levels = others.With(EvidenceLevel.Pulled, Reading(value, 10, 0, span));
                var told = new List<(DateTimeOffset At, Verdict Verdict)>();
                var now = Now;
                foreach (var wait in waits)
                {
                    told.Add((now.AddMinutes(wait / 2.0), CellRules.Judge(indicator, null, levels, [], null, now.AddMinutes(wait / 2.0))));
                    now = now.AddMinutes(wait);
                    told.Add((now, CellRules.Judge(indicator, null, levels, [], null, now)));
                    if (span.Reaches(now, now))
                    {
                        span.Extend(now);
                    }
                }

                Assert.All(told, moment => Assert.Equal(moment.Verdict, CellRules.Judge(indicator, null, levels, [], null, moment.At)));
            },
            2000);
}
