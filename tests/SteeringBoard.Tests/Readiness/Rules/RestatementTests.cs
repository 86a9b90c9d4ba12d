using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>Design.md, section 2, rule 6: a reading with another total counts as min(value, old total) of the old total.</summary>
public sealed class RestatementTests
{
    private const string Province = TestProgramme.Province;

    [Theory]
    [InlineData(40, 80, 40)]
    [InlineData(150, 200, 100)]
    [InlineData(40, 200, 40)]
    public void It_counts_of_the_old_total_until_approved(long value, long total, long counts)
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Province, TestProgramme.Configured, value, total));

        var reading = fold[Province, TestProgramme.Configured].Counted!;

        Assert.Equal((counts, 100), (reading.Value, reading.Total));
        Assert.Equal((value, total), reading.Restated);
        Assert.Equal((value, total), (reading.SentValue, reading.SentTotal));
    }

    [Fact]
    public void The_same_total_is_no_restatement()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Province, TestProgramme.Configured, 40, 100));

        Assert.Null(fold[Province, TestProgramme.Configured].Counted!.Restated);
    }

    [Fact]
    public void Where_nothing_is_locked_the_total_sent_is_the_total()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Province, TestProgramme.Filing, 3, 25));
        fold.Say(fold.Reading(Province, TestProgramme.Filing, 3, 30, at: Some.In(1)));

        Assert.Equal(30, fold[Province, TestProgramme.Filing].Counted!.Total);
        Assert.Null(fold[Province, TestProgramme.Filing].Counted!.Restated);
    }

    [Fact]
    public void An_indicator_with_parts_has_its_number_of_parts_as_total()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Province, TestProgramme.Platforms, 3, 7));

        Assert.Equal((3, 5), (fold[Province, TestProgramme.Platforms].Counted!.Value, fold[Province, TestProgramme.Platforms].Counted!.Total));
    }

    [Fact]
    public void A_restated_commune_counts_in_the_sum_of_its_old_total()
    {
        var fold = new Fold();
        fold.Say([.. TestProgramme.Communes.Select(code => fold.Reading(code, TestProgramme.Hotlines, 12, 20))]);

        Assert.Equal((40, 40), (fold[Province, TestProgramme.Hotlines].Counted!.Value, fold[Province, TestProgramme.Hotlines].Counted!.Total));
    }

    [Fact]
    public void A_counter_has_no_total_to_restate()
    {
        var fold = new Fold();
        fold.Say(fold.Reading(Province, TestProgramme.Visits, 12, 0, EvidenceLevel.Claimed));

        Assert.Equal((12, 0), (fold[Province, TestProgramme.Visits].Counted!.Value, fold[Province, TestProgramme.Visits].Counted!.Total));
        Assert.Null(fold[Province, TestProgramme.Visits].Counted!.Restated);
    }
}
