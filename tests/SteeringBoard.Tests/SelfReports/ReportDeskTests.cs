using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.SelfReports;

/// <summary>A report is filled, sent and decided.</summary>
public sealed class ReportDeskTests(Servers servers)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_signed_report_is_on_the_board_as_claimed_before_it_is_told(bool postgres)
    {
        await using var reports = await TestReports.StartAsync(servers, postgres);
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60", note: "theo danh mục");
        await reports.TypeAsync(TestReports.Commune, TestReports.Field(TestProgramme.Hotlines, TestProgramme.Communes[0]), "7");
        await reports.SendAsync(TestReports.Reporter);
        Assert.Null(reports.Board.Cell(TestProgramme.Province, TestProgramme.Configured).Levels.Claimed);

        var signed = await reports.SignAsync(TestReports.Approver);

        Assert.Equal((null, ReportState.Approved), (signed.Refusal, signed.Report!.State));
        var claimed = reports.Board.Cell(TestProgramme.Province, TestProgramme.Configured).Levels.Claimed!;
        Assert.Equal((60, 100), (claimed.Value, claimed.Total));
        Assert.Equal(7, reports.Board.Cell(TestProgramme.Communes[0], TestProgramme.Hotlines).Levels.Claimed!.Value);
        await using var db = reports.Board.Record.Open();
        Assert.Equal("report:79", (await db.Set<SourceRow>().SingleAsync(source => source.Kind == "report", TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public async Task After_it_is_signed_the_next_report_begins_and_the_last_stays()
    {
        await using var reports = await TestReports.StartAsync();
        await SignedAsync(reports, "60");

        var next = await reports.CurrentAsync();
        var history = await reports.Writing.HistoryAsync(TestProgramme.Code, TestProgramme.Province, TestContext.Current.CancellationToken);

        Assert.Equal((2, ReportState.Draft, 0), (next.Number, next.State, next.Fields.Count));
        Assert.Equal([ReportAction.Take, ReportAction.Sign, ReportAction.Send], history.Select(entry => entry.Action));
        Assert.Equal([TestReports.Approver.Name, TestReports.Reporter.Name], history.Skip(1).Select(entry => entry.ByName));
    }

    [Fact]
    public async Task Who_signs_is_another_than_who_sent_it()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Approver, TestReports.Field(), "60");
        await reports.SendAsync(TestReports.Approver);

        Assert.Equal(ReportRefusal.OwnReport, (await reports.SignAsync(TestReports.Approver)).Refusal?.Code);
        Assert.Equal(ReportRefusal.NotYourRight, (await reports.SignAsync(TestReports.Reporter)).Refusal?.Code);
        Assert.Equal(ReportState.Sent, (await reports.CurrentAsync()).State);
    }

    [Fact]
    public async Task What_is_signed_is_what_was_looked_at()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        var seen = (await reports.SendAsync(TestReports.Reporter)).Report!.Version;
        await reports.TakeBackAsync(TestReports.Reporter);
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "70");
        await reports.SendAsync(TestReports.Reporter);

        Assert.Equal(ReportRefusal.VersionPassed, (await reports.SignAsync(TestReports.Approver, seen)).Refusal?.Code);
    }

    [Fact]
    public async Task A_return_needs_a_reason_and_opens_the_report_again_with_what_was_in_it()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        await reports.SendAsync(TestReports.Reporter);
        Assert.Equal(ReportRefusal.ReasonMissing, (await reports.ReturnAsync(TestReports.Approver, " ")).Refusal?.Code);

        var returned = (await reports.ReturnAsync(TestReports.Approver, "Thiếu 3 xã")).Report!;

        Assert.Equal((ReportState.Returned, "Thiếu 3 xã"), (returned.State, returned.Entries[^1].Reason));
        Assert.Equal("60", returned[TestReports.Field()].Value);
        Assert.Null((await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "61")).Refusal);
        Assert.Equal(ReportState.Sent, (await reports.SendAsync(TestReports.Reporter)).Report!.State);
    }

    [Fact]
    public async Task A_report_with_a_refused_number_is_not_sent_and_nothing_typed_is_lost()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "101");
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(TestProgramme.Decided), "bốn");

        var answer = await reports.SendAsync(TestReports.Reporter);

        Assert.Equal(ReportRefusal.FieldsRefused, answer.Refusal?.Code);
        var report = await reports.CurrentAsync();
        Assert.Equal((ReportState.Draft, "101", "bốn"), (report.State, report[TestReports.Field()].Value, report[TestReports.Field(TestProgramme.Decided)].Value));
    }

    [Fact]
    public async Task An_empty_report_is_not_sent()
    {
        await using var reports = await TestReports.StartAsync();
        Assert.Equal(ReportRefusal.NothingTyped, (await reports.SendAsync(TestReports.Reporter)).Refusal?.Code);
    }

    [Fact]
    public async Task Nothing_is_typed_into_a_report_that_was_sent()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        await reports.SendAsync(TestReports.Reporter);

        Assert.Equal(ReportRefusal.NotOpen, (await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "61")).Refusal?.Code);
        Assert.Equal(ReportRefusal.NotOpen, (await reports.TypeAsync(TestReports.Commune, TestReports.Field(TestProgramme.Hotlines, TestProgramme.Communes[0]), "1")).Refusal?.Code);
    }

    [Fact]
    public async Task Nobody_else_types_sends_returns_or_signs()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        foreach (var actor in TestReports.Strangers)
        {
            Assert.NotNull((await reports.TypeAsync(actor, TestReports.Field(), "1")).Refusal);
            Assert.NotNull((await reports.SendAsync(actor)).Refusal);
        }
        Assert.NotNull((await reports.SendAsync(TestReports.Commune)).Refusal);
        Assert.NotNull((await reports.SendAsync(TestReports.Office)).Refusal);
        await reports.SendAsync(TestReports.Reporter);
        foreach (var actor in TestReports.Strangers.Append(TestReports.Commune).Append(TestReports.Office))
        {
            Assert.NotNull((await reports.SignAsync(actor)).Refusal);
            Assert.NotNull((await reports.ReturnAsync(actor, "x")).Refusal);
            Assert.NotNull((await reports.TakeBackAsync(actor)).Refusal);
        }
        var report = await reports.CurrentAsync();
        Assert.Equal((ReportState.Sent, "60", 2), (report.State, report[TestReports.Field()].Value, report.Version));
    }

    [Fact]
    public async Task A_commune_types_its_own_row_and_no_other()
    {
        await using var reports = await TestReports.StartAsync();

        Assert.Null((await reports.TypeAsync(TestReports.Commune, TestReports.Field(TestProgramme.Hotlines, TestProgramme.Communes[0]), "5")).Refusal);
        Assert.Equal(ReportRefusal.BodyNotYours, (await reports.TypeAsync(TestReports.Commune, TestReports.Field(TestProgramme.Hotlines, TestProgramme.Communes[1]), "5")).Refusal?.Code);
        Assert.Equal(ReportRefusal.BodyNotYours, (await reports.TypeAsync(TestReports.Commune, TestReports.Field(), "5")).Refusal?.Code);
    }

    [Fact]
    public async Task A_province_types_no_number_of_another_nor_one_it_does_not_report()
    {
        await using var reports = await TestReports.StartAsync();

        Assert.Equal(ReportRefusal.BodyNotYours, (await reports.TypeAsync(TestReports.Reporter, TestReports.Field(body: TestProgramme.OtherProvince), "5")).Refusal?.Code);
        Assert.NotNull((await reports.TypeAsync(TestReports.Reporter, TestReports.Field(TestProgramme.Services), "5")).Refusal);
        Assert.NotNull((await reports.TypeAsync(TestReports.Reporter, TestReports.Field("none"), "5")).Refusal);
    }

    [Fact]
    public async Task What_was_signed_just_before_the_board_stopped_is_taken_in_once()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        var sent = (await reports.SendAsync(TestReports.Reporter)).Report!;
        await reports.Writing.AddAsync(
            sent.Entries[^1] with
            {
                Id = 0,
                Number = sent.Version + 1,
                Action = ReportAction.Sign,
                ByName = TestReports.Approver.Name,
                Changes = [new FieldChange(TestReports.Field().ToString(), new FieldText("60", "100"))],
            },
            TestContext.Current.CancellationToken);
        var signed = await reports.Writing.OfAsync(TestProgramme.Code, TestProgramme.Province, 1, TestContext.Current.CancellationToken);

        Assert.Single(await reports.Writing.SignedAsync(TestContext.Current.CancellationToken));
        await reports.Taking.TakeAsync(signed, TestContext.Current.CancellationToken);
        await reports.Taking.TakeAsync(signed, TestContext.Current.CancellationToken);

        Assert.Empty(await reports.Writing.SignedAsync(TestContext.Current.CancellationToken));
        Assert.Single(await reports.Board.HistoryAsync(TestProgramme.Province, TestProgramme.Configured));
    }

    [Fact]
    public async Task Another_total_is_a_restatement_that_waits_for_the_signature_and_does_not_move_the_locked_one()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "120", "150", "sáp nhập thêm");
        await reports.SendAsync(TestReports.Reporter);
        await reports.SignAsync(TestReports.Approver);

        var claimed = reports.Board.Cell(TestProgramme.Province, TestProgramme.Configured).Levels.Claimed!;

        Assert.Equal((100, 100, (120L, 150L)), (claimed.Value, claimed.Total, claimed.Restated));
    }

    [Fact]
    public async Task A_report_says_how_things_were_when_it_was_sent()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        var sentAt = (await reports.SendAsync(TestReports.Reporter)).Report!.Sent!.At;
        reports.Board.Time.Advance(TimeSpan.FromHours(3));
        await reports.SignAsync(TestReports.Approver);

        Assert.Equal(sentAt, reports.Board.Cell(TestProgramme.Province, TestProgramme.Configured).Levels.Claimed!.ObservedAt);
    }

    private static async Task SignedAsync(TestReports reports, string value)
    {
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), value);
        await reports.SendAsync(TestReports.Reporter);
        Assert.Null((await reports.SignAsync(TestReports.Approver)).Refusal);
    }
}
