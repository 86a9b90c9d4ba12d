using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.SelfReports;

/// <summary>Why a number would be refused, told before it is sent.</summary>
public sealed class FieldRulesTests
{
    private static readonly DateTimeOffset Now = HandBoard.Start.AddHours(2);

    [Theory]
    [InlineData("", "5", "", FieldProblems.ValueMissing)]
    [InlineData("abc", "", "", FieldProblems.NotACount)]
    [InlineData("-1", "", "", FieldProblems.NotACount)]
    [InlineData("1.5", "", "", FieldProblems.NotACount)]
    [InlineData("101", "", "", FieldProblems.ValueExceedsTotal)]
    [InlineData("5", "0", "x", FieldProblems.TotalNotACount)]
    [InlineData("5", "many", "x", FieldProblems.TotalNotACount)]
    [InlineData("5", "200", "", FieldProblems.RestatedWithoutNote)]
    public void What_the_board_would_refuse_is_refused_before_it_is_sent(string value, string total, string note, string code)
    {
        var field = Fields(new HandBoard()).Find(TestReports.Field())!;

        var problem = Assert.Single(FieldRules.Judge(field, new FieldText(value, total, note)));

        Assert.Equal((code, true), (problem.Code, problem.IsRefused));
        Assert.Null(FieldRules.Counts(field, new FieldText(value, total, note)));
    }

    [Fact]
    public void Where_nothing_is_locked_a_total_is_needed()
    {
        var field = Fields(new HandBoard()).Find(TestReports.Field(TestProgramme.Filing))!;

        Assert.Equal(FieldProblems.TotalMissing, Assert.Single(FieldRules.Judge(field, new FieldText("5"))).Code);
        Assert.Equal((5L, 8L), FieldRules.Counts(field, new FieldText("5", "8")));
    }

    [Fact]
    public void Once_claimed_a_denominator_stands_and_another_is_a_restatement()
    {
        var fields = Fields(new HandBoard().Read(HandBoard.Start, TestProgramme.Province, TestProgramme.Filing, EvidenceLevel.Claimed, 5, 8));
        var field = fields.Find(TestReports.Field(TestProgramme.Filing))!;

        Assert.Equal(8, field.Total);
        Assert.Contains(FieldRules.Judge(field, new FieldText("6", "9", "thêm một đơn vị")), problem => problem is { Code: FieldProblems.Restated, IsRefused: false });
    }

    [Fact]
    public void What_was_said_anew_since_it_was_sent_is_told_to_who_signs()
    {
        var field = Fields(new HandBoard().Read(HandBoard.Start, TestProgramme.Province, TestProgramme.Configured, EvidenceLevel.Claimed, 50)).Find(TestReports.Field())!;

        var problem = Assert.Single(FieldRules.Judge(field, new FieldText("60"), HandBoard.Start.AddSeconds(-1)));
        Assert.Equal((FieldProblems.NewerOnRecord, false), (problem.Code, problem.IsRefused));
        Assert.Empty(FieldRules.Judge(field, new FieldText("60"), HandBoard.Start));
        Assert.Empty(FieldRules.Judge(field, new FieldText("60"), null));
    }

    [Fact]
    public void Less_than_before_is_odd_but_may_be_sent()
    {
        var field = Fields(new HandBoard().Read(HandBoard.Start, TestProgramme.Province, TestProgramme.Configured, EvidenceLevel.Claimed, 50)).Find(TestReports.Field())!;

        Assert.Equal([(FieldProblems.LessThanBefore, false)], FieldRules.Judge(field, new FieldText("40")).Select(problem => (problem.Code, problem.IsRefused)));
        Assert.Empty(FieldRules.Judge(field, new FieldText("50")));
    }

    [Fact]
    public void More_than_was_pulled_names_what_was_pulled_and_when()
    {
        var field = Fields(new HandBoard().Read(HandBoard.Start, TestProgramme.Province, TestProgramme.Configured, EvidenceLevel.Pulled, 40)).Find(TestReports.Field())!;

        var problem = Assert.Single(FieldRules.Judge(field, new FieldText("41")));

        Assert.Equal(FieldProblems.MoreThanKnown, problem.Code);
        Assert.Equal([EvidenceLevel.Pulled, 40L, HandBoard.Start], problem.Values);
    }

    [Fact]
    public void A_falling_number_is_odd_where_it_rises()
    {
        var board = new HandBoard().Read(HandBoard.Start, TestProgramme.Province, TestProgramme.Unsigned, EvidenceLevel.Claimed, 5, 8);
        var field = Fields(board).Find(TestReports.Field(TestProgramme.Unsigned))!;

        Assert.Equal(FieldProblems.LessThanBefore, Assert.Single(FieldRules.Judge(field, new FieldText("6"))).Code);
        Assert.Empty(FieldRules.Judge(field, new FieldText("4")));
    }

    [Fact]
    public void What_the_communes_add_up_to_is_no_field_to_fill()
    {
        var board = new HandBoard().Read(HandBoard.Start, TestProgramme.Communes[0], TestProgramme.Hotlines, EvidenceLevel.Claimed, 3, 10);
        var field = Fields(board).Find(TestReports.Field(TestProgramme.Hotlines))!;

        Assert.True(field.IsSum);
        Assert.Equal(FieldProblems.IsSum, Assert.Single(FieldRules.Judge(field, new FieldText("4", "40", "x"))).Code);
    }

    [Theory]
    [InlineData("vi", "1.874", 1874L)]
    [InlineData("vi", "1 874", 1874L)]
    [InlineData("vi", "1,874", null)]
    [InlineData("en", "1,874", 1874L)]
    [InlineData("en", "1.874", null)]
    [InlineData("fr", "1\u202f874", 1874L)]
    [InlineData("vi", "18.74", null)]
    [InlineData("vi", "9007199254740992", null)]
    [InlineData("vi", "", null)]
    public void A_number_is_read_as_its_language_writes_it(string language, string text, long? count) =>
        Assert.Equal(count, CountText.Read(text, CultureInfo.GetCultureInfo(language)));

    [Fact]
    public void A_province_is_asked_for_what_is_due_soonest_first_and_never_for_others_numbers()
    {
        var fields = Fields(new HandBoard()).Of(TestProgramme.Province);

        Assert.Equal(fields.OrderBy(field => field.Due ?? DateTimeOffset.MaxValue), fields);
        Assert.Equal(TestProgramme.Due, fields[0].Due);
        Assert.DoesNotContain(fields, field => field.Indicator.Code is TestProgramme.Services or TestProgramme.Published);
        Assert.Equal(5, fields.Count(field => field.Indicator.Code == TestProgramme.Platforms));
        Assert.Null(Fields(new HandBoard()).Find(TestReports.Field(TestProgramme.Platforms)));
    }

    private static ReportFields Fields(HandBoard board) => new(board.At(Now), Now);
}
