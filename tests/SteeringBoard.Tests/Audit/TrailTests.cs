using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Directives;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Audit;

/// <summary>Whatever is written leaves an entry in the trail, and nothing else does.</summary>
public sealed class TrailTests(Servers servers)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_document_leaves_one_entry_that_says_who_and_how_much(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync(TestProgramme.Province);

        await board.SayAsync(source, null, Configured(40), new ReadingEntry { Indicator = "no-such", Value = 1, Total = 2 });

        var entry = Assert.Single(await Trail.OfAsync(board.Record));
        Assert.Equal(("readings.taken", source.Code, TestProgramme.Province), (entry.What, entry.By, entry.Body));
        Assert.Equal(["1", "1"], entry.Told);
        Assert.NotNull(entry.Digest);
        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Fact]
    public async Task A_document_that_changes_nothing_leaves_none()
    {
        await using var board = await TestBoard.StartAsync();
        var source = await board.PushAsync(TestProgramme.Province);
        var at = board.Now;
        await board.SayAsync(source, at, Configured(40));

        await board.SayAsync(source, at, Configured(40));

        Assert.Single(await Trail.OfAsync(board.Record));
    }

    [Fact]
    public async Task A_document_refused_whole_leaves_an_entry()
    {
        await using var board = await TestBoard.StartAsync();

        await board.TakeAsync(await board.PushAsync(TestProgramme.Province), "{");

        Assert.Equal("readings.refused", Assert.Single(await Trail.OfAsync(board.Record)).What);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_step_leaves_an_entry_with_its_words_and_a_refused_step_leaves_none(bool postgres)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);

        await register.DoAsync(Cast.Province, Steps.Progress("Đã làm 5/10"));
        await register.RefusedAsync("body-not-yours", Cast.OtherProvince, Steps.Progress("Không được"));

        var entry = Assert.Single(await Trail.OfAsync(register.Board.Record));
        Assert.Equal(("assignment.progress", Cast.Province.Name, "Reporter", TestRegister.Counted), (entry.What, entry.By, entry.Role, entry.Subject));
        Assert.Equal("Đã làm 5/10", entry.Told[0]);
    }

    /// <summary>Each node has its own connections; what they share is the database.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task Many_writers_at_once_make_one_chain(bool postgres)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);
        var board = register.Board;
        var (_, elsewhere, _) = await register.NodeAsync();
        var source = await board.PushAsync(TestProgramme.OtherProvince);

        await Task.WhenAll(
            ReadAsync(),
            StepAsync(register.Book, TestProgramme.Province, Cast.Province),
            StepAsync(elsewhere, TestProgramme.ThirdProvince, Cast.Province with { Body = TestProgramme.ThirdProvince }),
            Trail.WriteAsync(board.Record, [.. Enumerable.Range(0, 20).Select(number => $"{number}")]));

        var found = await Trail.VerifyAsync(board.Record);
        Assert.Null(found.Broken);
        Assert.Equal(80, found.Entries);

        async Task ReadAsync()
        {
            for (var value = 1; value <= 20; value++)
            {
                await board.SayAsync(source, board.Now.AddSeconds(value), Configured(value));
            }
        }

        async Task StepAsync(AssignmentBook book, string body, SteeringBoard.Access.Actor actor)
        {
            for (var seen = 0; seen < 20; seen++)
            {
                var answer = await book.RecordAsync(
                    TestProgramme.Code, TestRegister.Counted, body, Steps.Progress($"{seen}") with { Seen = seen }, actor, TestContext.Current.CancellationToken);
                Assert.Null(answer.Refusal);
            }
        }
    }

    [Fact]
    public async Task What_others_append_while_a_document_is_judged_comes_before_it()
    {
        await using var board = await TestBoard.StartAsync(servers, postgres: true);
        var document = new Overtaken(() => Trail.WriteAsync(board.Record, "meanwhile")) { Board = board.Board };

        Assert.True(board.Recorder.TrySubmit(document));
        await document.Done;

        Assert.Equal(["test", "readings.taken"], (await Trail.OfAsync(board.Record)).Select(row => row.What));
        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_in_the_trail()
    {
        await using var board = await TestBoard.StartAsync();
        await Trail.WriteAsync(board.Record, "before");
        await using (var db = board.Record.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await AuditTrail.AppendAsync(db, [new AuditEntry("test", "x", board.Now)], TestContext.Current.CancellationToken);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }
        await Trail.WriteAsync(board.Record, "after");

        Assert.Equal([1, 2], (await Trail.OfAsync(board.Record)).Select(row => row.Number));
        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
    }

    private static ReadingEntry Configured(long value) => new() { Indicator = TestProgramme.Configured, Value = value, Total = 100 };

    /// <summary>A document during whose judging others write.</summary>
    private sealed class Overtaken(Func<Task> others) : Submission
    {
        public override async ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            await others();
            var real = Board.Clock.GetUtcNow();
            return new Entry
            {
                Programme = Board.Programme.Code,
                Answer = new AnswerRow { Source = "x", Key = "x", BodyHash = [], Answer = "", GivenReal = real },
                Audit = new AuditEntry(ReadingsAudit.Taken, "x", real),
            };
        }
    }
}
