using System.Data.Common;
using SteeringBoard.Contract;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Recording;

/// <summary>An acknowledged write is durable, on the connection that writes it, and a failure of one costs no other.</summary>
public sealed class DurabilityTests(Servers servers)
{
    private static readonly ReadingEntry Word = new() { Indicator = TestProgramme.Configured, Value = 40, Total = 100 };

    [Fact]
    public async Task SQLite_writes_through_a_journal_with_full_synchronisation()
    {
        await using var board = await TestBoard.StartAsync();
        await board.SayAsync(await board.PushAsync("79"), null, Word);

        Assert.Equal(2L, await AskAsync(board.Log.Connection, "PRAGMA synchronous"));
        Assert.Equal("wal", await AskAsync(board.Log.Connection, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task PostgreSQL_commits_are_synchronous_even_where_the_server_is_set_otherwise()
    {
        var server = await servers.PostgresAsync();
        await using var board = await TestBoard.StartAsync(server);
        await board.SayAsync(await board.PushAsync("79"), null, Word);

        Assert.Equal("on", await AskAsync(board.Log.Connection, "SHOW synchronous_commit"));
        Assert.Equal("on", await AskAsync(board.Log.Connection, "SHOW fsync"));

        await AskAsync(board.Log.Connection, $"""ALTER DATABASE "{board.Log.Connection.Database}" SET synchronous_commit = off""");
        await board.RestartAsync();
        await board.SayAsync(await board.PushAsync("79"), null, Word with { Value = 41 });

        Assert.Equal("on", await AskAsync(board.Log.Connection, "SHOW synchronous_commit"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_submission_that_cannot_be_judged_costs_no_other(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync("79");
        await board.SayAsync(source, null, Word);
        // Held while the queue fills, so that all of them share a batch.
        var held = new Held { Board = board.Board };
        await board.Recorder.SubmitAsync(held, CancellationToken.None);
        await held.Begun.Task;
        var broken = Enumerable.Range(0, 3).Select(_ => new Broken { Board = board.Board }).ToList();
        var good = new List<Task<PushAnswer>>();
        foreach (var submission in broken)
        {
            good.Add(board.SayAsync(source, board.Now.AddMinutes(-good.Count - 1), Word));
            await board.Recorder.SubmitAsync(submission, CancellationToken.None);
        }
        good.Add(board.SayAsync(source, null, Word with { Value = 50 }));
        held.Go.SetResult();

        Assert.All(await Task.WhenAll(good), answer => Assert.Equal(1, answer.Accepted));
        foreach (var submission in broken)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => submission.Done);
        }
        Assert.Equal(50, board.Cell("79", TestProgramme.Configured).Counted?.Value);
        Assert.Equal(5, (await board.HistoryAsync("79", TestProgramme.Configured)).Count);
        Assert.Equal(2, board.Current.Sequence);
    }

    [Fact]
    public async Task When_the_database_dies_nothing_is_acknowledged_and_when_it_is_back_the_board_goes_on()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var board = await TestBoard.StartAsync(server);
        var source = await board.PushAsync("79");
        await board.SayAsync(source, null, Word);

        server.Kill();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => board.SayAsync(source, null, Word with { Value = 41 + attempt }));
            Assert.NotNull(board.Recorder.LastFailure);
            Assert.Equal(40, board.Cell("79", TestProgramme.Configured).Counted?.Value);
        }
        await server.RestartAsync();

        board.Time.Advance(TimeSpan.FromSeconds(1));
        PushAnswer? answer = null;
        await Eventually.PassesAsync(async () => answer = await board.SayAsync(source, null, Word with { Value = 60 }));

        Assert.Equal((1, 2), (answer!.Accepted, answer.Sequence));
        Assert.Null(board.Recorder.LastFailure);
        Assert.Equal([(40, true), (60, true)], await board.HistoryAsync("79", TestProgramme.Configured));
    }

    [Fact]
    public async Task Becoming_stale_that_could_not_be_recorded_is_recorded_later()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var board = await TestBoard.StartAsync(server);
        await board.SayAsync(await board.GatewayAsync("79"), null, Word);
        await board.Aging.LookAsync(CancellationToken.None);
        board.Time.Advance(TimeSpan.FromMinutes(31));

        server.Kill();
        await board.Aging.LookAsync(CancellationToken.None);
        Assert.NotEqual(CellStatus.Stale, board.Cell("79", TestProgramme.Configured).Verdict.Status);
        await server.RestartAsync();

        await Eventually.HoldsAsync(
            async () =>
            {
                await board.Aging.LookAsync(CancellationToken.None);
                return board.Cell("79", TestProgramme.Configured).Verdict.Status == CellStatus.Stale;
            },
            "the cell to become stale");
        Assert.Equal(2, board.Current.Sequence);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Numbers_rise_by_one_and_every_change_that_touched_a_cell_has_a_sequence(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync("79");
        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(number => board.SayAsync(
            source, board.Now.AddSeconds(number % 2 == 0 ? 0 : -number), Word with { Value = number % 100 })));

        await using var db = board.Record.Open();
        var changes = db.Set<ChangeRow>().OrderBy(row => row.Id).ToList();
        Assert.Equal(Enumerable.Range(1, changes.Count), changes.Select(change => (int)change.Id));
        var sequences = changes.Where(change => change.Sequence is not null).Select(change => (int)change.Sequence!.Value).ToList();
        Assert.Equal(Enumerable.Range(1, sequences.Count), sequences);
        Assert.Equal(board.Current.Sequence, sequences.Count);
        Assert.All(answers, answer => Assert.InRange(answer.Sequence, 0, board.Current.Sequence));
        Assert.Equal(200, answers.Sum(answer => answer.Accepted + answer.Unchanged));
    }

    [Fact]
    public async Task A_clock_set_back_never_sets_the_record_back()
    {
        await using var board = await TestBoard.StartAsync(new ClockPlan(new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7)), 1, null));
        var source = await board.PushAsync("79");
        board.Time.Advance(TimeSpan.FromMinutes(10));
        await board.SayAsync(source, board.Now.AddMinutes(-20), Word);
        board.Board.Clock.Resume(board.Now.AddMinutes(-9), board.Time.GetUtcNow(), 1);
        var set = board.Board.Current.At;
        await board.SayAsync(source, set.AddMinutes(-15), Word with { Value = 41 });

        await using var db = board.Record.Open();
        Assert.All(db.Set<ChangeRow>().ToList(), change => Assert.True(change.RecordedAt >= set));
        Assert.Equal(41, (await board.Replay.AtAsync(board.Catalog, set, CancellationToken.None))[board.Key("79", TestProgramme.Configured)].Counted?.Value);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_change_that_cannot_be_applied_is_not_written_and_costs_no_other(bool postgres, bool last)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync("79");
        var held = new Held { Board = board.Board };
        await board.Recorder.SubmitAsync(held, CancellationToken.None);
        await held.Begun.Task;
        var before = board.SayAsync(source, null, Word);
        var broken = new Unappliable { Board = board.Board };
        await board.Recorder.SubmitAsync(broken, CancellationToken.None);
        var after = last ? before : board.SayAsync(source, null, Word with { Value = 50 });
        held.Go.SetResult();

        await Assert.ThrowsAsync<IndexOutOfRangeException>(() => broken.Done);
        Assert.All(await Task.WhenAll(before, after), answer => Assert.Equal(1, answer.Accepted));
        await using var db = board.Record.Open();
        Assert.DoesNotContain(db.Set<ChangeRow>().ToList(), change => change.SourceId == Unappliable.Source);
        Assert.Equal(db.Set<ChangeRow>().Max(change => change.Id), board.Board.Current.ChangeId);
        Assert.Equal(last ? Word.Value : 50, board.Cell("79", TestProgramme.Configured).Counted?.Value);
        // It goes on.
        Assert.Equal(1, (await board.SayAsync(source, null, Word with { Value = 51 })).Accepted);
    }

    private static async Task<object?> AskAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private sealed class Broken : Submission
    {
        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            // Half done, then broken: nothing of it may stay.
            numbers.NextChange();
            numbers.NextSequence(Board.Programme.Code);
            draft.Touched.Add(new CellKey(0, 0));
            throw new InvalidOperationException("cannot be judged");
        }
    }

    /// <summary>A reading of an item that there is not.</summary>
    private sealed class Unappliable : Submission
    {
        public const int Source = 999;

        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            var (now, programme) = (draft.Now(Board.Clock), Board.Programme.Code);
            var reading = new RecordedReading(numbers.NextReading(), new CellKey(0, 0), 500, EvidenceLevel.Claimed, 1, 2, now, true);
            var change = new RecordedChange(numbers.NextChange(), numbers.NextSequence(programme), ChangeKind.Document, Source, now, now, [reading], []);
            return ValueTask.FromResult<Entry?>(new Entry { Programme = programme, Change = change, IsUnapplied = true });
        }
    }

    private sealed class Held : Submission
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            Begun.TrySetResult();
            await Go.Task;
            return null;
        }
    }
}
