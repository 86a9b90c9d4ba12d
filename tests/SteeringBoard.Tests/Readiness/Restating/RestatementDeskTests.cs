using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Restating;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.SelfReports;
using Trail = SteeringBoard.Tests.Audit.Trail;

namespace SteeringBoard.Tests.Readiness.Restating;

/// <summary>Design.md, section 2, rule 6: a locked denominator stays until the office puts another in its place, with a reason.</summary>
public sealed class RestatementDeskTests(Servers servers)
{
    private const string Reason = "Sáp nhập thêm 100 thủ tục";

    public static TheoryData<string, ActorRole, string?> Others => new()
    {
        { "reporter", ActorRole.Reporter, TestProgramme.Province },
        { "approver", ActorRole.Approver, TestProgramme.Province },
        { "another province", ActorRole.Approver, TestProgramme.OtherProvince },
        { "ministry", ActorRole.Officer, TestProgramme.Ministry },
        { "system", ActorRole.System, TestProgramme.Province },
        { "auditor", ActorRole.Auditor, null },
        { "inspector", ActorRole.Inspector, null },
        { "administrator", ActorRole.Administrator, null },
        { "nobody", ActorRole.Guest, null },
    };

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_was_read_counts_of_the_new_one_and_the_change_is_told(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        await PulledAsync(board, 150, 200);
        Assert.Equal((100, 100), Counted(board));
        var before = board.Current.Sequence;

        Assert.Null(await RestateAsync(board, 200));

        Assert.Equal((150, 200), Counted(board));
        Assert.Null(board.Cell(TestProgramme.Province, TestProgramme.Configured).Counted!.Restated);
        Assert.Equal(before + 1, board.Current.Sequence);
        var one = Assert.Single(board.Catalog.Restated(Key(board)));
        Assert.Equal((100, 200, Reason, TestReports.Office.Name), (one.Was, one.Total, one.Reason, one.By));
        var entry = Assert.Single(await Trail.OfAsync(board.Record), row => row.What == "denominator.restated");
        Assert.Equal((TestReports.Office.Name, TestProgramme.Province, $"/provinces/79/cells/{TestProgramme.Configured}"), (entry.By, entry.Body, entry.Subject));
        Assert.Equal([TestProgramme.Configured, "100", "200", Reason], entry.Told);
        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task It_holds_after_a_restart_and_the_past_keeps_the_old_one(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        await PulledAsync(board, 150, 200);
        board.Time.Advance(TimeSpan.FromMinutes(10));
        var then = board.Now;
        board.Time.Advance(TimeSpan.FromMinutes(10));
        await RestateAsync(board, 300);
        await PulledAsync(board, 180, 300);

        // A node that begins anew knows only the record.
        var fresh = TestProgramme.Catalog();
        var newest = await board.Replay.NewestAsync(fresh, null, board.Now, TestContext.Current.CancellationToken);
        var past = await board.Replay.AtAsync(fresh, then, TestContext.Current.CancellationToken);

        Assert.Equal((180, 300), Of(newest));
        Assert.Equal((100, 100), Of(past));
        Assert.Equal((100, 300), (fresh.Total(Key(board), -1, then), fresh.Total(Key(board))));
        await board.RestartAsync();
        Assert.Equal((180, 300), Counted(board));
    }

    [Fact]
    public async Task Another_node_hears_of_it_with_the_change()
    {
        await using var board = await TestBoard.StartAsync();
        await PulledAsync(board, 150, 200);
        var other = await board.Replay.NewestAsync(TestProgramme.Catalog(), null, board.Now, TestContext.Current.CancellationToken);
        await RestateAsync(board, 200);

        var (caughtUp, touched) = await board.Replay.CatchUpAsync(other, TestContext.Current.CancellationToken);

        Assert.Equal((150, 200), Of(caughtUp));
        Assert.Contains(Key(board), touched);
    }

    [Fact]
    public async Task A_communes_new_one_moves_the_sum_of_its_province()
    {
        await using var board = await TestBoard.StartAsync();
        await board.SayAsync(
            await board.GatewayAsync(TestProgramme.Province), null,
            [.. TestProgramme.Communes.Select(code => new ReadingEntry { Body = code, Indicator = TestProgramme.Hotlines, Value = 10, Total = 10 })]);

        Assert.Null(await Desk(board).RestateAsync(
            TestReports.Office, TestProgramme.Code, TestProgramme.Communes[0], TestProgramme.Hotlines, 30, Reason, TestContext.Current.CancellationToken));

        var sum = board.Cell(TestProgramme.Province, TestProgramme.Hotlines).Counted!;
        Assert.Equal((40, 60), (sum.Value, sum.Total));
    }

    [Fact]
    public async Task Where_none_was_locked_the_office_locks_one()
    {
        await using var board = await TestBoard.StartAsync();
        await Desk(board).RestateAsync(TestReports.Office, TestProgramme.Code, TestProgramme.Province, TestProgramme.Filing, 25, Reason, TestContext.Current.CancellationToken);

        await board.SayAsync(
            await board.GatewayAsync(TestProgramme.Province), null, new ReadingEntry { Indicator = TestProgramme.Filing, Value = 30, Total = 40 });

        var reading = board.Cell(TestProgramme.Province, TestProgramme.Filing).Levels.Pulled!;
        Assert.Equal((25, 25, (30, 40)), (reading.Value, reading.Total, reading.Restated));
    }

    [Fact]
    public async Task It_is_told_in_the_report_of_the_province()
    {
        await using var board = await TestBoard.StartAsync();
        await RestateAsync(board, 200);

        var field = new ReportFields(board.Current, board.Now).Find(TestReports.Field())!;

        Assert.Equal((200, 100, Reason), (field.Total, field.Restated!.Was, field.Restated.Reason));
    }

    [Theory, MemberData(nameof(Others))]
    public async Task Nobody_but_the_office_does_it(string name, ActorRole role, string? body)
    {
        await using var board = await TestBoard.StartAsync();

        Assert.Equal(RestatementRefusal.NotYours, await RestateAsync(board, 200, new Actor(name, role, body)));

        Assert.Equal(100, board.Catalog.Total(Key(board)));
        Assert.Empty(await Trail.OfAsync(board.Record));
    }

    [Theory]
    [InlineData(TestProgramme.Configured, null, Reason, RestatementRefusal.NotACount)]
    [InlineData(TestProgramme.Configured, 0L, Reason, RestatementRefusal.NotACount)]
    [InlineData(TestProgramme.Configured, -5L, Reason, RestatementRefusal.NotACount)]
    [InlineData(TestProgramme.Configured, long.MaxValue, Reason, RestatementRefusal.NotACount)]
    [InlineData(TestProgramme.Configured, 100L, Reason, RestatementRefusal.InForce)]
    [InlineData(TestProgramme.Configured, 200L, "", RestatementRefusal.NoReason)]
    [InlineData(TestProgramme.Configured, 200L, "  ", RestatementRefusal.NoReason)]
    [InlineData(TestProgramme.Visits, 200L, Reason, RestatementRefusal.NoDenominator)]
    [InlineData(TestProgramme.Platforms, 200L, Reason, RestatementRefusal.NoDenominator)]
    [InlineData(TestProgramme.Published, 200L, Reason, RestatementRefusal.NoDenominator)]
    [InlineData("made-up", 200L, Reason, RestatementRefusal.NoDenominator)]
    public async Task What_cannot_be_is_refused(string indicator, long? total, string reason, RestatementRefusal refusal)
    {
        await using var board = await TestBoard.StartAsync();

        Assert.Equal(refusal, await Desk(board).RestateAsync(TestReports.Office, TestProgramme.Code, TestProgramme.Province, indicator, total, reason, TestContext.Current.CancellationToken));

        Assert.Empty(await Trail.OfAsync(board.Record));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_and_a_sum_are_refused()
    {
        await using var board = await TestBoard.StartAsync();
        await board.SayAsync(
            await board.GatewayAsync(TestProgramme.Province), null, new ReadingEntry { Body = TestProgramme.Communes[0], Indicator = TestProgramme.Hotlines, Value = 10, Total = 10 });

        Assert.Equal(RestatementRefusal.NoReason, await RestateAsync(board, 200, reason: new string('x', RestatementRules.MaxReason + 1)));
        Assert.Equal(RestatementRefusal.IsSum, await Desk(board).RestateAsync(
            TestReports.Office, TestProgramme.Code, TestProgramme.Province, TestProgramme.Hotlines, 99, Reason, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_two_at_once_with_the_same_one_is_told_that_it_is_in_force()
    {
        await using var board = await TestBoard.StartAsync();

        var answers = await Task.WhenAll(RestateAsync(board, 200), RestateAsync(board, 200));

        Assert.Equal([null, RestatementRefusal.InForce], answers.Order());
        Assert.Single(board.Catalog.Restated(Key(board)));
    }

    [Fact]
    public async Task What_could_not_be_written_is_not_in_force()
    {
        await using var board = await TestBoard.StartAsync();
        await PulledAsync(board, 150, 200);
        await Trail.HarmAsync(board.Record, """UPDATE "audit_head" SET "Number" = "Number" - 1""");

        await Assert.ThrowsAnyAsync<Exception>(() => RestateAsync(board, 200));

        Assert.Equal(100, board.Catalog.Total(Key(board)));
        Assert.Equal((100, 100), Counted(board));
    }

    private static RestatementDesk Desk(TestBoard board) =>
        new(board.Services.GetRequiredService<Boards>(), board.Recorder, board.Time, NullLogger<RestatementDesk>.Instance);

    private static Task<RestatementRefusal?> RestateAsync(TestBoard board, long? total, Actor? actor = null, string reason = Reason) =>
        Desk(board).RestateAsync(actor ?? TestReports.Office, TestProgramme.Code, TestProgramme.Province, TestProgramme.Configured, total, reason, TestContext.Current.CancellationToken);

    private static async Task PulledAsync(TestBoard board, long value, long total) => await board.SayAsync(
        await board.GatewayAsync(TestProgramme.Province), null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = value, Total = total });

    private static CellKey Key(TestBoard board) => board.Key(TestProgramme.Province, TestProgramme.Configured);

    private static (long Value, long Total) Counted(TestBoard board) => Of(board.Current);

    private static (long Value, long Total) Of(BoardSnapshot board)
    {
        var key = new CellKey(board.Catalog.BodyPlace(TestProgramme.Province)!.Value, board.Catalog.IndicatorPlace(TestProgramme.Configured)!.Value);
        return board[key].Levels.Pulled is { } reading ? (reading.Value, reading.Total) : default;
    }
}
