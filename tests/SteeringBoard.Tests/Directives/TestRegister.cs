using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>A register over a real record and a real board of the test programme, with four directives that documents issued.</summary>
internal sealed class TestRegister : IAsyncDisposable
{
    /// <summary>Of the three provinces, due on <see cref="TestProgramme.Due"/>; asks for the indicator <see cref="TestProgramme.Configured"/>.</summary>
    public const string Counted = "T1";

    /// <summary>Of one ministry, due on <see cref="TestProgramme.Due"/>; nothing is counted.</summary>
    public const string Plain = "T2";

    /// <summary>A claim: nobody is given it.</summary>
    public const string Claimed = "T3";

    /// <summary>Of one province, without a date.</summary>
    public const string Undated = "T4";

    private readonly List<RegisterWriting> _writings = [];

    private TestRegister(TestBoard board) => Board = board;

    public TestBoard Board { get; }

    public DirectiveRegister Register { get; private set; } = null!;

    public RegisterWriting Writing { get; private set; } = null!;

    public AssignmentBook Book { get; private set; } = null!;

    public EvidenceFiles Files => new(Board.Services.GetRequiredService<RecordOptions>(), Board.Record, [DirectivesExtensions.FilesOfUpdates], Board.Time);

    public RegisterSnapshot Current => Register.Current(TestProgramme.Code)!;

    public static async Task<TestRegister> StartAsync() => await BeginAsync(await TestBoard.StartAsync());

    public static async Task<TestRegister> StartAsync(Servers servers, bool postgres) => await BeginAsync(await TestBoard.StartAsync(servers, postgres));

    public static Directive Directive(string code, params IReadOnlyList<string> responsible) => new()
    {
        Programme = TestProgramme.Code,
        Code = code,
        Kind = DirectiveKind.Task,
        Title = Text($"Nhiệm vụ {code}"),
        Text = Text($"Hoàn thành nhiệm vụ {code}"),
        SaidBy = Text("Phó Thủ tướng"),
        SaidOn = "2025-06-24",
        Responsible = responsible,
        Owner = Text(""),
        Coordinating = Text(""),
        Scope = Text("Toàn quốc"),
        Phrase = "",
        Source = "test",
    };

    public static LocalizedText Text(string text) => new(text, text, text);

    /// <summary>The assignment as it stands.</summary>
    public Assignment Assignment(string directive = Counted, string body = TestProgramme.Province) => Current.Assignment(directive, body)!;

    /// <summary>Does something on the version that stands, and gives what became of it.</summary>
    public Task<StepAnswer> TryAsync(Actor actor, AssignmentStep step, string directive = Counted, string body = TestProgramme.Province) =>
        Book.RecordAsync(
            TestProgramme.Code, directive, body,
            step.Seen >= 0 ? step : step with { Seen = Current.Assignment(directive, body)?.Version ?? 0 }, actor, TestContext.Current.CancellationToken);

    /// <summary>Does something that must be taken; gives the assignment after it.</summary>
    public async Task<Assignment> DoAsync(Actor actor, AssignmentStep step, string directive = Counted, string body = TestProgramme.Province)
    {
        var answer = await TryAsync(actor, step, directive, body);
        Assert.Null(answer.Refusal);
        return answer.Assignment!;
    }

    /// <summary>Does something that must be refused, for this reason, and that leaves the assignment as it is.</summary>
    public async Task<RuleRefusal> RefusedAsync(
        string code, Actor actor, AssignmentStep step, string directive = Counted, string body = TestProgramme.Province)
    {
        var before = Current.Assignment(directive, body);
        var answer = await TryAsync(actor, step, directive, body);
        Assert.Equal(code, answer.Refusal?.Code);
        Assert.Same(before?.Updates, Current.Assignment(directive, body)?.Updates);
        return answer.Refusal!;
    }

    /// <summary>The province's reading of <see cref="TestProgramme.Configured"/>, of 100, as its gateway gives it.</summary>
    public async Task PulledAsync(long value, string body = TestProgramme.Province) => await Board.SayAsync(
        await Board.GatewayAsync(body), null,
        new ReadingEntry { Indicator = TestProgramme.Configured, Value = value, Total = 100, Evidence = EvidenceLevel.Pulled });

    /// <summary>A node of its own over the same record.</summary>
    public async Task<(DirectiveRegister Register, AssignmentBook Book, RegisterWriting Writing)> NodeAsync()
    {
        var register = new DirectiveRegister();
        await register.FillAsync(Board.Record, default);
        var writing = new RegisterWriting(Board.Record, register);
        _writings.Add(writing);
        return (register, new AssignmentBook(register, writing, Board.Services.GetRequiredService<Boards>(), Files, Board.Time), writing);
    }

    public async ValueTask DisposeAsync()
    {
        _writings.ForEach(writing => writing.Dispose());
        await Board.DisposeAsync();
    }

    private static async Task<TestRegister> BeginAsync(TestBoard board)
    {
        var register = new TestRegister(board);
        await using (var db = board.Record.Open())
        {
            db.Add(board.Catalog.Programme);
            db.AddRange(
                Directive(Counted, "provinces") with { Indicators = [TestProgramme.Configured], DueBefore = TestProgramme.Due },
                Directive(Plain, TestProgramme.Ministry) with { DueBefore = TestProgramme.Due, Title = Text("Cấp mã cho Đà Nẵng") },
                Directive(Claimed, "provinces") with { Kind = DirectiveKind.Claim },
                Directive(Undated, TestProgramme.Province));
            await db.SaveChangesAsync();
        }
        (register.Register, register.Book, register.Writing) = await register.NodeAsync();
        return register;
    }
}

/// <summary>What people do, on the version that stands unless told.</summary>
internal static class Steps
{
    private const int Standing = -1;

    public static AssignmentStep Progress(string line = "Đã làm 5/10") => Of(AssignmentAction.Progress) with { Line = line };

    public static AssignmentStep Submit(string line = "Đã xong") => Of(AssignmentAction.Submit) with { Line = line };

    public static AssignmentStep Block(string? by = TestProgramme.Ministry) => Of(AssignmentAction.Block) with { Line = "Chờ cấp mã", BlockedBy = by };

    public static AssignmentStep Return(string reason = "Chưa đủ bằng chứng") => Of(AssignmentAction.Return) with { Reason = reason };

    public static AssignmentStep Confirm() => Of(AssignmentAction.Confirm);

    public static AssignmentStep Override(string reason = "Đã kiểm tra tại chỗ") => Of(AssignmentAction.Confirm) with { Override = true, Reason = reason };

    public static AssignmentStep Cancel(string reason = "Không còn cần") => Of(AssignmentAction.Cancel) with { Reason = reason };

    public static AssignmentStep Ask(DateTimeOffset? until, string reason = "Chưa có thiết bị") =>
        Of(AssignmentAction.AskExtension) with { NewDue = until, Reason = reason };

    public static AssignmentStep Grant() => Of(AssignmentAction.GrantExtension);

    public static AssignmentStep Refuse(string reason = "Không có lý do chính đáng") => Of(AssignmentAction.RefuseExtension) with { Reason = reason };

    private static AssignmentStep Of(AssignmentAction action) => new() { Action = action, Seen = Standing };
}
