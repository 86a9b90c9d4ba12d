using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Inspections;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Directives;
using SteeringBoard.Tests.Fixtures;
using Trail = SteeringBoard.Tests.Audit.Trail;

namespace SteeringBoard.Tests.Inspections;

/// <summary>Somebody with the database in hand harms an inspection or a finding: the check of the trail shows it.</summary>
public sealed class InspectionTrailTests(Servers servers)
{
    private static readonly Actor Inspector = new("Thanh tra A", ActorRole.Inspector, null);

    [Theory]
    [InlineData("""UPDATE "inspections" SET "Note" = 'x'""", InspectionAudit.Recorded)]
    [InlineData("""UPDATE "inspections" SET "PhotoHash" = 'x'""", InspectionAudit.Recorded)]
    [InlineData("""UPDATE "inspections" SET "ByName" = 'x'""", InspectionAudit.Recorded)]
    [InlineData("""DELETE FROM "inspections" """, InspectionAudit.Recorded)]
    [InlineData("""UPDATE "findings" SET "WeakerValue" = 41""", InspectionAudit.Opened)]
    [InlineData("""UPDATE "findings" SET "Due" = "Due" + 1""", InspectionAudit.Opened)]
    [InlineData("""DELETE FROM "findings" """, InspectionAudit.Opened)]
    [InlineData("""UPDATE "finding_steps" SET "Text" = 'x' WHERE "Number" = 1""", InspectionAudit.Answered)]
    [InlineData("""UPDATE "finding_steps" SET "Text" = 'x' WHERE "Number" = 2""", InspectionAudit.Closed)]
    [InlineData("""UPDATE "finding_steps" SET "ByName" = 'x' WHERE "Number" = 2""", InspectionAudit.Closed)]
    [InlineData("""DELETE FROM "finding_steps" WHERE "Number" = 2""", InspectionAudit.Closed)]
    public async Task What_is_altered_or_taken_away_is_found(string harm, string told)
    {
        foreach (var postgres in new[] { false, true })
        {
            await using var board = await TestBoard.StartAsync(servers, postgres);
            await WriteAsync(board);
            Assert.Equal((null, null), ((await Trail.VerifyAsync(board.Record)).Broken, (await Trail.VerifyAsync(board.Record)).Untold));

            await Trail.HarmAsync(board.Record, harm);

            var number = (await Trail.OfAsync(board.Record)).Find(row => row.What == told)!.Number;
            Assert.Equal((number, AuditBreak.RecordDiffers), (await Trail.VerifyAsync(board.Record)).Broken);
        }
    }

    [Theory]
    [InlineData("""
        INSERT INTO "finding_steps" ("Finding", "Number", "To", "Text", "ByName", "ByRole", "ByBody", "At", "AtReal")
        SELECT "Finding", 3, "To", "Text", "ByName", "ByRole", "ByBody", "At", "AtReal" FROM "finding_steps" WHERE "Number" = 2
        """, "finding_steps 3")]
    [InlineData("""
        INSERT INTO "findings" ("Programme", "Body", "Indicator", "Weaker", "Stronger", "WeakerValue", "StrongerValue", "Since", "OpenedAt", "OpenedReal", "Due")
        SELECT "Programme", "Body", "Indicator", "Weaker", "Stronger", "WeakerValue", "StrongerValue", "Since" + 1, "OpenedAt", "OpenedReal", "Due" FROM "findings"
        """, "findings 2")]
    [InlineData("""
        INSERT INTO "inspections" ("Id", "Programme", "Body", "Indicator", "Value", "Total", "Note", "Place", "TakenReal", "TakenAt", "ByName", "At", "AtReal")
        SELECT '00000000-0000-0000-0000-000000000001', "Programme", "Body", "Indicator", "Value", "Total", "Note", "Place", "TakenReal", "TakenAt", "ByName", "At", "AtReal" FROM "inspections"
        """, "inspections 00000000-0000-0000-0000-000000000001")]
    public async Task What_is_slipped_in_is_found(string harm, string untold)
    {
        foreach (var postgres in new[] { false, true })
        {
            await using var board = await TestBoard.StartAsync(servers, postgres);
            await WriteAsync(board);

            await Trail.HarmAsync(board.Record, postgres ? harm.Replace("'00000000-0000-0000-0000-000000000001'", "'00000000-0000-0000-0000-000000000001'::uuid", StringComparison.Ordinal) : harm);

            var found = await Trail.VerifyAsync(board.Record);
            Assert.Equal((null, untold), (found.Broken, found.Untold));
        }
    }

    /// <summary>An inspection that contradicts a claim, the finding it opens, its answer and its end.</summary>
    private static async Task WriteAsync(TestBoard board)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (boards, key) = (board.Services.GetRequiredService<Boards>(), board.Key(TestProgramme.Province, TestProgramme.Configured));
        using var desk = new InspectionDesk(
            board.Record, boards, board.Intake, board.Services.GetRequiredService<Sources>(),
            new EvidenceFiles(board.Services.GetRequiredService<RecordOptions>(), board.Record, [], board.Time), board.Time);
        using var book = new FindingBook(board.Record, boards, board.Time);
        await board.SayAsync(
            await board.PushAsync(TestProgramme.Province), board.Now,
            new ReadingEntry { Indicator = TestProgramme.Configured, Value = 90, Total = 100, Evidence = EvidenceLevel.Claimed });
        board.Time.Advance(TimeSpan.FromMinutes(1));
        var sheet = new InspectionSheet(
            Guid.NewGuid(), TestProgramme.Province, TestProgramme.Configured, 40, 100, "đã thấy", "Hà Nội", board.Time.GetUtcNow(), null, null);
        Assert.Null((await desk.TakeAsync(TestProgramme.Code, sheet, Inspector, cancellation)).Refusal);
        board.Time.Advance(TimeSpan.FromMinutes(121));
        await board.Aging.LookAsync(cancellation);
        Assert.Equal(1, await book.OpenAsync(board.Board, [key], cancellation));
        await book.StepAsync(TestProgramme.Code, 1, FindingState.Answered, "Đã cấu hình lại cả 60 máy", 0, Cast.Province, cancellation);
        var closed = await book.StepAsync(TestProgramme.Code, 1, FindingState.Closed, "Đã xem tại chỗ, đủ 100 máy", 1, Inspector, cancellation);
        Assert.Equal(FindingState.Closed, closed.Finding?.State);
    }
}
