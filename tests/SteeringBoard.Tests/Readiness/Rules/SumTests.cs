using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Readiness.Rules.Some;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>Design.md, section 2, rule 5: a province is the sum of its communes, an indicator with parts the sum of its parts.</summary>
public sealed class SumTests
{
    private const string Province = TestProgramme.Province;

    private static string Commune(int place) => TestProgramme.Communes[place];

    [Fact]
    public void A_province_reads_its_own_until_a_commune_is_read_at_that_level()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Province, TestProgramme.Hotlines, 30, 40));
        Assert.Equal((30, 40), Counted(fold[Province, TestProgramme.Hotlines]));

        fold.Say(fold.Reading(Commune(0), TestProgramme.Hotlines, 10, 10, EvidenceLevel.Claimed));
        Assert.Equal((30, 40), Counted(fold[Province, TestProgramme.Hotlines]));

        fold.Say(fold.Reading(Commune(0), TestProgramme.Hotlines, 9, 10));
        Assert.Equal((9, 40), Counted(fold[Province, TestProgramme.Hotlines]));
    }

    [Fact]
    public void The_absent_count_nothing_of_their_locked_total()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Commune(0), TestProgramme.Hotlines, 10, 10), fold.Reading(Commune(1), TestProgramme.Hotlines, 10, 10));

        var cell = fold[Province, TestProgramme.Hotlines];

        Assert.Equal((20, 40), Counted(cell));
        Assert.NotEqual(CellStatus.Done, cell.Verdict.Status);
    }

    [Fact]
    public void The_absent_stand_in_the_total_also_where_no_denominator_is_locked()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Commune(0), TestProgramme.Seals, 3, 3, EvidenceLevel.Inspected));
        Assert.Equal((3, 6), Counted(fold[Province, TestProgramme.Seals]));
        Assert.NotEqual(CellStatus.Done, fold[Province, TestProgramme.Seals].Verdict.Status);

        fold.Say(fold.Reading(Commune(1), TestProgramme.Seals, 0, 5, EvidenceLevel.Claimed));

        Assert.Equal(new Share(3, 3 + 5 + 1 + 1), ShareAt(fold[Province, TestProgramme.Seals], TestProgramme.Seals, EvidenceLevel.Inspected));
    }

    [Fact]
    public void Of_a_falling_indicator_all_is_left_where_nothing_was_read()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Commune(0), TestProgramme.Backlog, 0, 10));

        var cell = fold[Province, TestProgramme.Backlog];

        Assert.Equal((30, 40), Counted(cell));
        Assert.Equal(new Share(10, 40), ShareAt(cell, TestProgramme.Backlog, EvidenceLevel.Pulled));
        Assert.NotEqual(CellStatus.Done, cell.Verdict.Status);
    }

    [Fact]
    public void A_province_is_done_when_all_its_communes_are()
    {
        var fold = new Fold();
        fold.Say([.. TestProgramme.Communes.Select(code => fold.Reading(code, TestProgramme.Hotlines, 10, 10))]);

        Assert.Equal(CellStatus.Done, fold[Province, TestProgramme.Hotlines].Verdict.Status);
    }

    [Fact]
    public void A_sum_is_as_fresh_as_its_oldest_part()
    {
        var fold = new Fold();
        fold.Say([.. TestProgramme.Communes.Select((code, place) => fold.Reading(code, TestProgramme.Hotlines, 10, 10, at: Ago(place * 10)))]);

        Assert.Equal(CellStatus.Done, fold[Province, TestProgramme.Hotlines].Verdict.Status);
        Assert.Equal(CellStatus.Stale, fold.Board.AgedTo(In(0.001))[fold.Key(Province, TestProgramme.Hotlines)].Verdict.Status);
        Assert.Equal(In(0) + TimeSpan.FromTicks(1), fold[Province, TestProgramme.Hotlines].NextInstant);
    }

    [Fact]
    public void An_indicator_with_parts_sums_them_at_each_level_by_itself()
    {
        var fold = new Fold();
        fold.Say(
            fold.Reading(Province, TestProgramme.Platforms, 1, 1, EvidenceLevel.Claimed, "procedures"),
            fold.Reading(Province, TestProgramme.Platforms, 1, 1, EvidenceLevel.Claimed, "documents"),
            fold.Reading(Province, TestProgramme.Platforms, 1, 1, EvidenceLevel.Pulled, "procedures"),
            fold.Reading(Province, TestProgramme.Platforms, 0, 1, EvidenceLevel.Pulled, "meeting"));

        var cell = fold[Province, TestProgramme.Platforms];

        Assert.Equal((2, 5), Read(cell, EvidenceLevel.Claimed));
        Assert.Equal((1, 5), Read(cell, EvidenceLevel.Pulled));
        Assert.Null(cell.Levels[EvidenceLevel.Tested]);
    }

    [Fact]
    public void A_headline_counts_a_cell_by_its_whole_sum_the_trail_by_the_provinces()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Commune(0), TestProgramme.Hotlines, 4, 10), fold.Reading(TestProgramme.OtherProvince, TestProgramme.Hotlines, 7, 9));
        fold.Say(fold.Reading(Commune(0), TestProgramme.Hotlines, 3, 10, at: In(1)));

        Assert.Equal(10, fold.Board.Trail(fold.Key(Province, TestProgramme.Hotlines).Indicator, EvidenceLevel.Pulled).Done);
    }

    [Fact]
    public void A_document_of_a_province_and_its_communes_is_judged_as_a_whole()
    {
        var fold = new Fold();
        fold.Say(
        [
            fold.Reading(Province, TestProgramme.Hotlines, 1, 41),
            .. TestProgramme.Communes.Select(code => fold.Reading(code, TestProgramme.Hotlines, 5, 10)),
        ]);

        Assert.Equal([new PacePoint(Now, 20)], fold[Province, TestProgramme.Hotlines].Recent);
    }

    [Fact]
    public void Huge_totals_are_summed_without_overflow()
    {
        const long Most = (1L << 53) - 1;
        var fold = new Fold();
        fold.Say([.. TestProgramme.Communes.Select(code => fold.Reading(code, TestProgramme.Seals, Most, Most, EvidenceLevel.Inspected))]);

        var cell = fold[Province, TestProgramme.Seals];

        Assert.Equal((4 * Most, 4 * Most), Counted(cell));
        Assert.Equal(CellStatus.Done, cell.Verdict.Status);
    }

    [Fact]
    public void A_province_is_always_the_sum_of_what_its_communes_say_newest() =>
        Always.Holds(
            Gen.NonEmptyListOf(
                from commune in Gen.Choose(0, 3)
                from level in Gen.Choose(1, 4)
                from value in Gen.Choose(0, 10)
                from falling in Gen.Elements(false, true)
                select (commune, Level: (EvidenceLevel)level, value, Indicator: falling ? TestProgramme.Backlog : TestProgramme.Hotlines)),
            said =>
            {
                var fold = new Fold();
                var minute = 0;
                foreach (var (commune, level, value, indicator) in said)
                {
                    fold.Say(fold.Reading(Commune(commune), indicator, value, 10, level, at: In(minute++)));
                }

                foreach (var of in said.GroupBy(reading => (reading.Indicator, reading.Level)))
                {
                    var newest = of.GroupBy(reading => reading.commune).Select(readings => readings.Last().value).ToList();
                    var done = of.Key.Indicator == TestProgramme.Backlog ? newest.Sum(value => 10 - value) : newest.Sum();
                    Assert.Equal(new Share(done, 40), ShareAt(fold[Province, of.Key.Indicator], of.Key.Indicator, of.Key.Level));
                    Assert.Equal(done, fold.Board.Trail(fold.Key(Province, of.Key.Indicator).Indicator, of.Key.Level).Done);
                }
            },
            200);

    private static (long Value, long Total) Counted(Cell cell) => (cell.Counted!.Value, cell.Counted.Total);

    private static (long Value, long Total) Read(Cell cell, EvidenceLevel level) => (cell.Levels[level]!.Value, cell.Levels[level]!.Total);

    private static Share ShareAt(Cell cell, string indicator, EvidenceLevel level) =>
        Share.Of(TestProgramme.Indicator(indicator), cell.Levels[level]!);
}
