using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.SelfReports;

/// <summary>Two people on one form: what one alone changed is merged, what both changed is shown to both.</summary>
public sealed class TwoPeopleTests
{
    private static readonly FieldKey First = TestReports.Field();
    private static readonly FieldKey Second = TestReports.Field(TestProgramme.Decided);

    [Fact]
    public async Task Fields_that_one_side_alone_changed_are_merged()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.SaveAsync(TestReports.Reporter, TestReports.Form(0, (First, new("60")), (Second, FieldText.Empty)));

        // The second form was drawn before the first was saved: it still shows the first field empty.
        var answer = await reports.SaveAsync(TestReports.SecondReporter, TestReports.Form(0, (First, FieldText.Empty), (Second, new("1", "1"))));

        Assert.Empty(answer.Conflicts);
        Assert.Equal(("60", "1"), (answer.Report![First].Value, answer.Report[Second].Value));
    }

    [Fact]
    public async Task A_field_that_both_changed_keeps_both_numbers_and_costs_no_other()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.SaveAsync(TestReports.Reporter, TestReports.Form(0, (First, new("60"))));

        var answer = await reports.SaveAsync(TestReports.SecondReporter, TestReports.Form(0, (First, new("70")), (Second, new("1", "1"))));

        var conflict = Assert.Single(answer.Conflicts);
        Assert.Equal((First, "70", "60", TestReports.Reporter.Name), (conflict.Key, conflict.Mine.Value, conflict.Theirs.Value, conflict.By.ByName));
        Assert.Equal(("60", "1"), (answer.Report![First].Value, answer.Report[Second].Value));

        // Having seen theirs, mine may be kept.
        var kept = await reports.SaveAsync(TestReports.SecondReporter, TestReports.Form(answer.Seen, (First, new("70"))));
        Assert.Equal(("70", 0), (kept.Report![First].Value, kept.Conflicts.Length));
    }

    [Fact]
    public async Task Both_typing_the_same_is_no_conflict()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.SaveAsync(TestReports.Reporter, TestReports.Form(0, (First, new("60"))));

        Assert.Empty((await reports.SaveAsync(TestReports.SecondReporter, TestReports.Form(0, (First, new("60"))))).Conflicts);
    }

    [Fact]
    public async Task A_field_that_one_emptied_and_the_other_changed_is_a_conflict()
    {
        await using var reports = await TestReports.StartAsync();
        var seen = (await reports.SaveAsync(TestReports.Reporter, TestReports.Form(0, (First, new("60"))))).Report!.Version;
        await reports.SaveAsync(TestReports.Reporter, TestReports.Form(seen, (First, FieldText.Empty)));

        var answer = await reports.SaveAsync(TestReports.SecondReporter, TestReports.Form(seen, (First, new("61"))));

        Assert.Equal(("61", true), (Assert.Single(answer.Conflicts).Mine.Value, answer.Conflicts[0].Theirs.IsEmpty));
    }

    [Fact]
    public async Task Nobody_sends_numbers_of_others_they_have_not_seen()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.SaveAsync(TestReports.Reporter, TestReports.Form(0, (First, new("60"))));

        var answer = await reports.Desk.SendAsync(
            TestProgramme.Code, TestProgramme.Province, TestReports.Form(0, (Second, new("1", "1"))), TestReports.SecondReporter, TestContext.Current.CancellationToken);

        Assert.Equal(ReportRefusal.OthersWrote, answer.Refusal?.Code);
        Assert.Equal((ReportState.Draft, "1"), ((await reports.CurrentAsync()).State, (await reports.CurrentAsync())[Second].Value));
    }
}
