using Microsoft.EntityFrameworkCore;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

public sealed class RunLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_row_of_equal_pulls_the_first_and_the_last_are_kept()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        for (var pulls = 0; pulls < 6; pulls++)
        {
            await board.PullAsync(pulled);
        }
        await WriteAsync(board);

        var rows = await board.RowsAsync();
        Assert.Equal(
            [(PullOutcome.Changed, 1), (PullOutcome.NotModified, 1), (PullOutcome.NotModified, 4)],
            rows.Select(row => (row.Outcome, row.Repeats)));
        Assert.Equal(pulled.Last!.StartedReal.ToUnixTimeMilliseconds(), rows[^1].StartedReal.ToUnixTimeMilliseconds());
        Assert.Equal((1, 0, board.Document(40).Length), (rows[0].Accepted, rows[0].Refused, rows[0].Bytes));
    }

    [Fact]
    public async Task A_row_that_goes_on_is_written_over_its_last()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        foreach (var pulls in new[] { 4, 3, 2 })
        {
            for (var pull = 0; pull < pulls; pull++)
            {
                await board.PullAsync(pulled);
            }
            await WriteAsync(board);
        }

        Assert.Equal(
            [(PullOutcome.Changed, 1), (PullOutcome.NotModified, 1), (PullOutcome.NotModified, 7)],
            (await board.RowsAsync()).Select(row => (row.Outcome, row.Repeats)));
    }

    [Fact]
    public async Task Every_pull_that_failed_or_changed_something_has_a_row()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { Retries = 0, BreakerFailures = 100 });
        var value = 0;
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(++value)));
        var pulled = board.Register(gateway.Address);
        for (var pulls = 0; pulls < 3; pulls++)
        {
            board.Board.Time.Advance(TimeSpan.FromSeconds(1));
            await board.PullAsync(pulled);
        }
        gateway.Answer = TestGateway.Status(502);
        for (var pulls = 0; pulls < 3; pulls++)
        {
            await board.PullAsync(pulled);
        }
        await WriteAsync(board);

        var rows = await board.RowsAsync();
        Assert.Equal(
            [PullOutcome.Changed, PullOutcome.Changed, PullOutcome.Changed, PullOutcome.Failed, PullOutcome.Failed, PullOutcome.Failed],
            rows.Select(row => row.Outcome));
        Assert.All(rows[3..], row => Assert.Equal("status-502", row.Reason));
        var newest = await board.Runs.NewestAsync(TestProgramme.Code, TestProgramme.OtherProvince, 4, Cancellation);
        Assert.Equal([PullOutcome.Failed, PullOutcome.Failed, PullOutcome.Failed, PullOutcome.Changed], newest.Select(row => row.Outcome));
        Assert.Equal(newest.Select(row => row.StartedReal).OrderDescending(), newest.Select(row => row.StartedReal));
        Assert.Equal(3, (await board.Runs.NewestFailuresAsync(TestProgramme.Code, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Rows_are_written_by_themselves_and_old_ones_go()
    {
        await using var board = await PullingBoard.StartAsync();
        await using (var db = board.Board.Record.Open())
        {
            db.Add(Old(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(31)));
            db.Add(Old(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(29)));
            await db.SaveChangesAsync(Cancellation);
        }
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40)));
        await board.Runs.StartAsync(Cancellation);
        await board.PullAsync(board.Register(gateway.Address));

        await Eventually.HoldsAsync(async () => (await board.RowsAsync()).Select(row => row.Outcome).SequenceEqual([PullOutcome.Skipped, PullOutcome.Changed]), "both");
        await board.Runs.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Rows_outlive_a_record_that_is_out_of_reach()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Status(404));
        var pulled = board.Register(gateway.Address);
        await using (var db = board.Board.Record.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE runs RENAME TO away", Cancellation);
            await board.PullAsync(pulled);
            await WriteAsync(board);
            await board.PullAsync(pulled);
            await WriteAsync(board);
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE away RENAME TO runs", Cancellation);
        }
        await WriteAsync(board);

        Assert.Equal([PullOutcome.Failed, PullOutcome.Failed], (await board.RowsAsync()).Select(row => row.Outcome));
    }

    [Fact]
    public async Task A_row_that_is_gone_from_the_record_takes_no_other_with_it()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { Retries = 0, BreakerFailures = 100 });
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        for (var pulls = 0; pulls < 3; pulls++)
        {
            await board.PullAsync(pulled);
        }
        await WriteAsync(board);
        await using (var db = board.Board.Record.Open())
        {
            await db.Set<PullRun>().ExecuteDeleteAsync(Cancellation);
        }
        await board.PullAsync(pulled);
        gateway.Answer = TestGateway.Status(502);
        await board.PullAsync(pulled);

        // First the row to be moved is found gone, then the others are written.
        await WriteAsync(board);
        await WriteAsync(board);

        Assert.Equal([PullOutcome.Failed], (await board.RowsAsync()).Select(row => row.Outcome));
    }

    /// <summary>What is written at the end of the board, as if it ended here.</summary>
    private static Task WriteAsync(PullingBoard board) => board.Runs.StopAsync(Cancellation);

    private static PullRun Old(DateTimeOffset started) => new()
    {
        Id = Guid.CreateVersion7(started),
        Programme = TestProgramme.Code,
        Body = TestProgramme.OtherProvince,
        StartedReal = started,
        Outcome = PullOutcome.Skipped,
    };
}
