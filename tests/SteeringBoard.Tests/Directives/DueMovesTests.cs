using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>A cell is due when its directive is: an extension reaches the board, and the past keeps the old date.</summary>
public sealed class DueMovesTests
{
    private const string Serving = "D1";
    private static readonly DateTimeOffset Extended = TestProgramme.Due.AddDays(1);

    [Fact]
    public async Task A_late_cell_is_late_no_more_once_its_body_has_more_time_and_the_others_stay_late()
    {
        await using var register = await TestRegister.StartAsync();
        var (own, book, moves) = await FollowedAsync(register);
        using var following = moves;
        await AskAsync(book);
        register.Board.Time.Advance(TestProgramme.Due - register.Board.Now);
        await register.Board.Aging.LookAsync(default);
        Assert.Equal(CellStatus.Late, Status(register, TestProgramme.Province));

        await DoAsync(book, Cast.Office, Steps.Grant() with { Seen = 1 });
        await register.Board.Aging.LookAsync(default);

        Assert.NotEqual(CellStatus.Late, Status(register, TestProgramme.Province));
        Assert.Equal(CellStatus.Late, Status(register, TestProgramme.OtherProvince));
        Assert.Equal(TestProgramme.Due, own.Current(TestProgramme.Code)!.Find(Serving)!.Standing.DueBefore);
        register.Board.Time.Advance(TimeSpan.FromDays(1));
        await register.Board.Aging.LookAsync(default);
        Assert.Equal(CellStatus.Late, Status(register, TestProgramme.Province));
    }

    [Fact]
    public async Task A_past_moment_is_judged_by_the_date_that_was_known_then()
    {
        await using var register = await TestRegister.StartAsync();
        var (_, book, moves) = await FollowedAsync(register);
        using var following = moves;
        await AskAsync(book);
        var asked = register.Board.Now;
        register.Board.Time.Advance(TimeSpan.FromHours(1));
        await DoAsync(book, Cast.Office, Steps.Grant() with { Seen = 1 });
        var catalog = register.Board.Current.Catalog;
        var (mine, other) = (register.Board.Key(TestProgramme.Province, TestProgramme.Configured), register.Board.Key(TestProgramme.OtherProvince, TestProgramme.Configured));

        Assert.Equal(TestProgramme.Due, catalog.DueAt(mine, asked));
        Assert.Equal(Extended, catalog.DueAt(mine, register.Board.Now));
        Assert.Equal(TestProgramme.Due, catalog.DueAt(other, register.Board.Now));
        Assert.Equal(TestProgramme.Due, catalog.DueAt(mine.Indicator, register.Board.Now));
    }

    [Fact]
    public async Task What_lies_below_a_body_is_due_with_it()
    {
        await using var register = await TestRegister.StartAsync();
        var (_, book, moves) = await FollowedAsync(register);
        using var following = moves;
        await AskAsync(book);
        await DoAsync(book, Cast.Office, Steps.Grant() with { Seen = 1 });

        Assert.Equal(Extended, register.Board.Current.Catalog.DueAt(register.Board.Key(TestProgramme.Communes[0], TestProgramme.Hotlines), register.Board.Now));
    }

    [Fact]
    public async Task A_board_that_starts_again_knows_what_was_granted()
    {
        await using var register = await TestRegister.StartAsync();
        var (_, book, moves) = await FollowedAsync(register);
        using var following = moves;
        await AskAsync(book);
        await DoAsync(book, Cast.Office, Steps.Grant() with { Seen = 1 });
        var (restarted, _, _) = await register.NodeAsync();
        var catalog = TestProgramme.Catalog();
        using var again = new DueMoves(restarted, register.Board.Services.GetRequiredService<Boards>(), register.Board.Aging);

        again.LayOver(catalog);

        var key = register.Board.Key(TestProgramme.Province, TestProgramme.Configured);
        Assert.Equal(Extended, catalog.DueAt(key, register.Board.Now));
        Assert.Equal(TestProgramme.Due, catalog.DueAt(key, register.Board.Now.AddSeconds(-1)));
    }

    [Fact]
    public async Task Only_what_can_move_an_instant_is_worked_out_again()
    {
        await using var register = await TestRegister.StartAsync();
        var moved = new List<bool>();
        using var following = register.Register.Follow(step => moved.Add(DueMoves.Moves(step)));

        await register.DoAsync(Cast.Province, Steps.Progress());
        await register.DoAsync(Cast.Province, Steps.Submit());
        await register.DoAsync(Cast.Office, Steps.Return());
        await register.DoAsync(Cast.Province, Steps.Ask(Extended));
        await register.DoAsync(Cast.Office, Steps.Grant());
        await register.DoAsync(Cast.Office, Steps.Cancel());

        Assert.Equal([false, false, true, false, true, true], moved);
    }

    [Fact]
    public async Task A_directive_is_due_later_once_the_body_that_was_due_first_is_let_off()
    {
        await using var register = await TestRegister.StartAsync();
        var (_, book, moves) = await FollowedAsync(register);
        using var following = moves;
        await AskAsync(book);
        await DoAsync(book, Cast.Office, Steps.Grant() with { Seen = 1 });
        foreach (var body in new[] { TestProgramme.OtherProvince, TestProgramme.ThirdProvince })
        {
            Assert.Equal(TestProgramme.Due, register.Board.Current.Catalog.DueAt(register.Board.Key(body, TestProgramme.Configured).Indicator, register.Board.Now));
            var answer = await book.RecordAsync(TestProgramme.Code, Serving, body, Steps.Cancel() with { Seen = 0 }, Cast.Office, TestContext.Current.CancellationToken);
            Assert.Null(answer.Refusal);
        }

        Assert.Equal(Extended, register.Board.Current.Catalog.DueAt(register.Board.Key(TestProgramme.Province, TestProgramme.Configured).Indicator, register.Board.Now));
    }

    /// <summary>A register with the directive the indicators of the test programme serve, followed by the board.</summary>
    private static async Task<(DirectiveRegister Register, AssignmentBook Book, DueMoves Moves)> FollowedAsync(TestRegister register)
    {
        await using (var db = register.Board.Record.Open())
        {
            db.Add(TestRegister.Directive(Serving, "provinces") with { DueBefore = TestProgramme.Due });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var (own, book, _) = await register.NodeAsync();
        var moves = new DueMoves(own, register.Board.Services.GetRequiredService<Boards>(), register.Board.Aging);
        moves.Follow();
        return (own, book, moves);
    }

    private static Task AskAsync(AssignmentBook book) =>
        DoAsync(book, Cast.Province, Steps.Ask(Extended) with { Seen = 0 });

    private static async Task DoAsync(AssignmentBook book, Actor actor, AssignmentStep step)
    {
        var answer = await book.RecordAsync(TestProgramme.Code, Serving, TestProgramme.Province, step, actor, TestContext.Current.CancellationToken);
        Assert.Null(answer.Refusal);
    }

    private static CellStatus Status(TestRegister register, string body) => register.Board.Cell(body, TestProgramme.Configured).Verdict.Status;
}
