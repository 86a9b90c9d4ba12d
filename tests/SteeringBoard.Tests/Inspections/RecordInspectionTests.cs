using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access;
using SteeringBoard.Data;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Inspections;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Inspections;

/// <summary>An inspector's device is told that an inspection is kept when it is, and never else: it then deletes its own copy.</summary>
public sealed class RecordInspectionTests
{
    private static readonly Actor Inspector = new("Thanh tra A", ActorRole.Inspector, null);

    [Fact]
    public async Task What_the_record_did_not_keep_is_not_said_to_be_kept()
    {
        await using var board = await TestBoard.StartAsync();
        using var desk = Desk(board);
        var sheet = Sheet(board.Time.GetUtcNow());
        await DoAsync(board, "CREATE TRIGGER full BEFORE INSERT ON inspections BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

        await Assert.ThrowsAsync<DbUpdateException>(() => TakeAsync(desk, sheet, Inspector));
        await DoAsync(board, "DROP TRIGGER full");
        var again = await TakeAsync(desk, sheet, Inspector);

        Assert.Equal((sheet.Id, false, null), (again.Inspection?.Id, again.Again, again.Refusal));
        Assert.Equal([sheet.Id], (await desk.NewestAsync(Inspector, TestProgramme.Code, null, 10, default))!.Select(row => row.Id));
    }

    [Fact]
    public async Task Sent_to_two_nodes_at_once_it_is_kept_once_and_both_say_so()
    {
        await using var board = await TestBoard.StartAsync();
        using var desk = Desk(board);
        using var other = Desk(board);
        var sheet = Sheet(board.Time.GetUtcNow());

        var answers = await Task.WhenAll(TakeAsync(desk, sheet, Inspector), TakeAsync(other, sheet, Inspector));

        Assert.All(answers, answer => Assert.Equal(sheet.Id, answer.Inspection?.Id));
        Assert.Single(answers, answer => !answer.Again);
        Assert.Single((await desk.NewestAsync(Inspector, TestProgramme.Code, null, 10, default))!);
    }

    [Fact]
    public async Task The_id_of_anothers_inspection_is_refused()
    {
        await using var board = await TestBoard.StartAsync();
        using var desk = Desk(board);
        var sheet = Sheet(board.Time.GetUtcNow());
        await TakeAsync(desk, sheet, Inspector);

        var answer = await TakeAsync(desk, sheet, new Actor("Thanh tra B", ActorRole.Inspector, null));

        Assert.Equal((null, "id-taken"), (answer.Inspection, answer.Refusal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1970)]
    public async Task In_a_rehearsal_a_device_whose_clock_was_never_set_is_told_so(int year)
    {
        await using var board = await TestBoard.StartAsync(Rehearsal);
        using var desk = Desk(board);

        var answer = await TakeAsync(desk, Sheet(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero)), Inspector);

        Assert.Equal((null, "clock-behind"), (answer.Inspection, answer.Refusal));
        Assert.Empty(await board.HistoryAsync(TestProgramme.OtherProvince, TestProgramme.Configured));
    }

    [Fact]
    public async Task What_was_seen_before_a_rehearsal_began_is_seen_at_its_start()
    {
        await using var board = await TestBoard.StartAsync(Rehearsal);
        using var desk = Desk(board);

        var answer = await TakeAsync(desk, Sheet(board.Time.GetUtcNow().AddDays(-300)), Inspector);

        Assert.Equal(Rehearsal.Start, answer.Inspection?.TakenAt);
    }

    [Theory]
    [InlineData(ActorRole.Office, null)]
    [InlineData(ActorRole.Reporter, TestProgramme.OtherProvince)]
    [InlineData(ActorRole.Guest, null)]
    public async Task Nobody_else_records_one(ActorRole role, string? body)
    {
        await using var board = await TestBoard.StartAsync();
        using var desk = Desk(board);

        var answer = await TakeAsync(desk, Sheet(board.Time.GetUtcNow()), new Actor("khác", role, body));

        Assert.Equal((null, FindingRefusals.NotYourRight), (answer.Inspection, answer.Refusal));
    }

    [Fact]
    public async Task A_nul_in_its_words_is_refused()
    {
        await using var board = await TestBoard.StartAsync();
        using var desk = Desk(board);

        var answer = await TakeAsync(desk, Sheet(board.Time.GetUtcNow()) with { Place = "Hà\0Nội" }, Inspector);

        Assert.Equal((null, "bad-request"), (answer.Inspection, answer.Refusal));
    }

    private static ClockPlan Rehearsal { get; } = new(new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7)), 60, null);

    private static InspectionDesk Desk(TestBoard board) => new(
        board.Record, board.Services.GetRequiredService<Boards>(), board.Intake, board.Services.GetRequiredService<Sources>(),
        new EvidenceFiles(board.Services.GetRequiredService<RecordOptions>(), board.Record, [], board.Time), board.Time);

    private static InspectionSheet Sheet(DateTimeOffset taken) =>
        new(Guid.NewGuid(), TestProgramme.OtherProvince, TestProgramme.Configured, 40, 100, "đã thấy", "Hà Nội", taken, null, null);

    private static Task<InspectionTaken> TakeAsync(InspectionDesk desk, InspectionSheet sheet, Actor actor) =>
        desk.TakeAsync(TestProgramme.Code, sheet, actor, TestContext.Current.CancellationToken);

    private static async Task DoAsync(TestBoard board, string sql)
    {
        await using var db = board.Record.Open();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
