using SteeringBoard.Audit;
using SteeringBoard.Tests.Audit;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.SelfReports;

/// <summary>Somebody with the database in hand harms a report: the check of the trail names the entry that tells of it.</summary>
public sealed class ReportTrailTests(Servers servers)
{
    [Theory]
    [InlineData("""UPDATE "report_entries" SET "Changes" = replace("Changes", '61', '99') WHERE "Number" = 2""", 2)]
    [InlineData("""UPDATE "report_entries" SET "ByName" = 'x' WHERE "Number" = 1""", 1)]
    [InlineData("""UPDATE "report_entries" SET "Action" = 0 WHERE "Number" = 3""", 3)]
    [InlineData("""UPDATE "report_entries" SET "At" = "At" + 1 WHERE "Number" = 2""", 2)]
    [InlineData("""DELETE FROM "report_entries" WHERE "Number" = 2""", 2)]
    public async Task An_entry_altered_or_taken_away_is_found(string harm, int number)
    {
        foreach (var postgres in new[] { false, true })
        {
            await using var reports = await TestReports.StartAsync(servers, postgres);
            await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
            await reports.TypeAsync(TestReports.SecondReporter, TestReports.Field(), "61", note: "Đối chiếu lại");
            await reports.SendAsync(TestReports.Reporter);
            var whole = await Trail.VerifyAsync(reports.Board.Record);
            Assert.Null(whole.Broken);

            await Trail.HarmAsync(reports.Board.Record, harm);

            var found = await Trail.VerifyAsync(reports.Board.Record);
            Assert.Equal((whole.Entries - 3 + number, AuditBreak.RecordDiffers), found.Broken);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_entry_slipped_in_is_found_though_no_entry_of_the_trail_tells_of_it(bool postgres)
    {
        await using var reports = await TestReports.StartAsync(servers, postgres);
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        await reports.SendAsync(TestReports.Reporter);

        await Trail.HarmAsync(
            reports.Board.Record,
            """
            INSERT INTO "report_entries" ("Programme", "Province", "Report", "Number", "Action", "Changes", "Reason", "Answer", "ByName", "ByRole", "ByBody", "At", "AtReal")
            SELECT "Programme", "Province", "Report", "Number" + 1, "Action", "Changes", "Reason", "Answer", "ByName", "ByRole", "ByBody", "At", "AtReal"
            FROM "report_entries" WHERE "Number" = 2
            """);

        var found = await Trail.VerifyAsync(reports.Board.Record);
        Assert.Equal((null, "report_entries 3"), (found.Broken, found.Untold));
    }
}
