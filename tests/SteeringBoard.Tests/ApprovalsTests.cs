using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Provinces;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.SelfReports;

namespace SteeringBoard.Tests;

/// <summary>The story of a number tells who signed for it or sent it back.</summary>
public sealed class ApprovalsTests
{
    [Fact]
    public async Task Who_signed_is_told_with_the_number_of_the_body_itself_and_of_its_commune()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60", "120", "danh mục mới");
        await reports.TypeAsync(TestReports.Commune, TestReports.Field(TestProgramme.Hotlines, TestProgramme.Communes[0]), "7");
        await reports.SendAsync(TestReports.Reporter);
        await reports.SignAsync(TestReports.Approver);

        var own = Assert.Single(await OfAsync(reports, TestProgramme.Province, TestProgramme.Configured));
        var commune = Assert.Single(await OfAsync(reports, TestProgramme.Communes[0], TestProgramme.Hotlines));

        Assert.Equal((TestReports.Approver.Name, true, "60 / 120"), (own.By, own.Approved, own.Said));
        Assert.Equal((TestReports.Approver.Name, true, "7 / 10"), (commune.By, commune.Approved, commune.Said));
    }

    [Fact]
    public async Task Who_sent_it_back_is_told_with_the_reason_and_the_newest_comes_first()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        await reports.SendAsync(TestReports.Reporter);
        await reports.ReturnAsync(TestReports.Approver, "Thiếu 3 xã");
        reports.Board.Time.Advance(TimeSpan.FromMinutes(5));
        await reports.SendAsync(TestReports.Reporter);
        await reports.SignAsync(TestReports.Approver);

        var told = await OfAsync(reports, TestProgramme.Province, TestProgramme.Configured);

        Assert.Equal([true, false], told.Select(approval => approval.Approved));
        Assert.EndsWith("Thiếu 3 xã", told[1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_typed_it_and_what_was_decided_on_stay_as_they_were_after_it_is_typed_anew_and_signed()
    {
        await using var reports = await TestReports.StartAsync();
        var typed = reports.Board.Now;
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        await reports.SendAsync(TestReports.Reporter);
        reports.Board.Time.Advance(TimeSpan.FromMinutes(5));
        await reports.ReturnAsync(TestReports.Approver, "Thiếu 3 xã");
        var returned = await OfAsync(reports, TestProgramme.Province, TestProgramme.Configured);
        reports.Board.Time.Advance(TimeSpan.FromMinutes(5));
        var typedAnew = reports.Board.Now;
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "63");
        await reports.SendAsync(TestReports.Reporter);
        reports.Board.Time.Advance(TimeSpan.FromMinutes(5));
        await reports.SignAsync(TestReports.Approver);

        var told = await OfAsync(reports, TestProgramme.Province, TestProgramme.Configured);

        Assert.Equal(returned[0], told[1]);
        Assert.Equal((TestReports.Reporter.Name, typed), (told[1].TypedBy, told[1].TypedAt));
        Assert.Equal((TestReports.Reporter.Name, typedAnew), (told[0].TypedBy, told[0].TypedAt));
        Assert.StartsWith("60", told[1].Said, StringComparison.Ordinal);
        Assert.StartsWith("63", told[0].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_later_of_another_number_or_of_another_body_is_left_out()
    {
        await using var reports = await TestReports.StartAsync();
        var before = reports.Board.Now;
        reports.Board.Time.Advance(TimeSpan.FromMinutes(5));
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        await reports.SendAsync(TestReports.Reporter);
        await reports.SignAsync(TestReports.Approver);

        Assert.Empty(await OfAsync(reports, TestProgramme.Province, TestProgramme.Configured, before));
        Assert.Empty(await OfAsync(reports, TestProgramme.Province, TestProgramme.Decided));
        Assert.Empty(await OfAsync(reports, TestProgramme.OtherProvince, TestProgramme.Configured));
        Assert.Empty(await OfAsync(reports, TestProgramme.Communes[0], TestProgramme.Hotlines));
        Assert.Empty(await OfAsync(reports, "made-up", TestProgramme.Configured));
    }

    [Fact]
    public async Task A_programme_that_is_not_there_has_none()
    {
        await using var reports = await TestReports.StartAsync();

        Assert.Empty(await Approvals.OfAsync(
            reports.Board.Services.GetRequiredService<Boards>(), reports.Writing, "made-up", TestProgramme.Province, TestProgramme.Configured, reports.Board.Now,
            TestContext.Current.CancellationToken));
    }

    private static Task<IReadOnlyList<CellApproval>> OfAsync(TestReports reports, string body, string indicator, DateTimeOffset? moment = null) => Approvals.OfAsync(
        reports.Board.Services.GetRequiredService<Boards>(), reports.Writing, TestProgramme.Code, body, indicator, moment ?? reports.Board.Now, TestContext.Current.CancellationToken);
}
