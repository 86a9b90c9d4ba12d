using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.SelfReports;

/// <summary>The desk of reports over a real record and a real board of the test programme.</summary>
internal sealed class TestReports : IAsyncDisposable
{
    public static readonly Actor Reporter = new("Cán bộ tỉnh", ActorRole.Reporter, TestProgramme.Province);
    public static readonly Actor SecondReporter = new("Cán bộ khác", ActorRole.Reporter, TestProgramme.Province);
    public static readonly Actor Approver = new("Chánh Văn phòng", ActorRole.Approver, TestProgramme.Province);
    public static readonly Actor Commune = new("Cán bộ xã", ActorRole.CommuneReporter, TestProgramme.Communes[0]);
    public static readonly Actor OtherReporter = new("Cán bộ tỉnh khác", ActorRole.Reporter, TestProgramme.OtherProvince);
    public static readonly Actor OtherApprover = new("Người duyệt tỉnh khác", ActorRole.Approver, TestProgramme.OtherProvince);
    public static readonly Actor Office = new("Văn phòng", ActorRole.Office, null);

    /// <summary>All who never write into the report of <see cref="TestProgramme.Province"/>, whatever they try.</summary>
    public static IReadOnlyList<Actor> Strangers { get; } =
    [
        OtherReporter, OtherApprover, new("guest", ActorRole.Guest, null), new("Kiểm toán", ActorRole.Auditor, null),
        new("Cán bộ Bộ", ActorRole.Officer, TestProgramme.Ministry), new("key", ActorRole.System, TestProgramme.Province),
        new("reader", ActorRole.Reader, TestProgramme.Province), new("V1", ActorRole.Vendor, "V1"), new("i", ActorRole.Inspector, null),
    ];

    private TestReports(TestBoard board)
    {
        Board = board;
        Writing = new ReportWriting(board.Record);
        var boards = board.Services.GetRequiredService<Boards>();
        Taking = new ReportTaking(boards, board.Intake, board.Services.GetRequiredService<Sources>(), Writing, board.Time, NullLogger<ReportTaking>.Instance);
        Desk = new ReportDesk(boards, Writing, Taking, board.Time);
    }

    public TestBoard Board { get; }

    public ReportWriting Writing { get; }

    public ReportTaking Taking { get; }

    public ReportDesk Desk { get; }

    public static async Task<TestReports> StartAsync() => new(await TestBoard.StartAsync());

    public static async Task<TestReports> StartAsync(Servers servers, bool postgres) => new(await TestBoard.StartAsync(servers, postgres));

    /// <summary>A field of a body; left out: of the province.</summary>
    public static FieldKey Field(string indicator = TestProgramme.Configured, string body = TestProgramme.Province, string? item = null) => new(indicator, item, body);

    public static FilledForm Form(int seen, params (FieldKey Key, FieldText Text)[] fields) => new(seen, fields.ToDictionary(pair => pair.Key, pair => pair.Text));

    public Task<Report> CurrentAsync() => Writing.CurrentAsync(TestProgramme.Code, TestProgramme.Province, TestContext.Current.CancellationToken);

    /// <summary>Types one number on the report as it stands.</summary>
    public async Task<ReportAnswer> TypeAsync(Actor actor, FieldKey key, string value, string total = "", string note = "") =>
        await SaveAsync(actor, Form((await CurrentAsync()).Version, (key, new FieldText(value, total, note))));

    public Task<ReportAnswer> SaveAsync(Actor actor, FilledForm form) =>
        Desk.SaveAsync(TestProgramme.Code, TestProgramme.Province, form, actor, TestContext.Current.CancellationToken);

    /// <summary>Sends the report as it stands.</summary>
    public async Task<ReportAnswer> SendAsync(Actor actor) =>
        await Desk.SendAsync(TestProgramme.Code, TestProgramme.Province, Form((await CurrentAsync()).Version), actor, TestContext.Current.CancellationToken);

    public async Task<ReportAnswer> SignAsync(Actor actor, int? seen = null) =>
        await Desk.SignAsync(TestProgramme.Code, TestProgramme.Province, seen ?? (await CurrentAsync()).Version, actor, TestContext.Current.CancellationToken);

    public Task<ReportAnswer> ReturnAsync(Actor actor, string reason) =>
        Desk.ReturnAsync(TestProgramme.Code, TestProgramme.Province, reason, actor, TestContext.Current.CancellationToken);

    public Task<ReportAnswer> TakeBackAsync(Actor actor) =>
        Desk.TakeBackAsync(TestProgramme.Code, TestProgramme.Province, actor, TestContext.Current.CancellationToken);

    /// <summary>What a gateway reads of the province.</summary>
    public async Task PulledAsync(long value) => await Board.SayAsync(
        await Board.GatewayAsync(TestProgramme.Province), null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = value, Total = 100 });

    public async ValueTask DisposeAsync()
    {
        Writing.Dispose();
        await Board.DisposeAsync();
    }
}
