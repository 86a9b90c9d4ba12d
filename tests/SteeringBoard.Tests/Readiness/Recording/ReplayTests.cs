using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Recording;

/// <summary>Design.md, section 2, rule 7: the board at a past moment is what was known then, as it was told then.</summary>
public sealed class ReplayTests(Servers servers)
{
    /// <summary>Fast enough that no instant of the record falls on a whole millisecond by itself; in UTC, as the record tells instants.</summary>
    private static readonly ClockPlan Rehearsal = new(new DateTimeOffset(2025, 6, 24, 1, 0, 0, TimeSpan.Zero), 7.3, null);

    [Theory]
    [InlineData(false, false, 40)]
    [InlineData(false, true, 40)]
    [InlineData(true, true, 10)]
    public void Every_moment_looked_back_on_tells_what_was_told_then(bool postgres, bool keeps, int times) =>
        Always.Holds(
            Week.Happenings(30),
            async happenings =>
            {
                await using var week = new Week(await TestBoard.StartAsync(servers, postgres, Rehearsal), keeps, restarts: false);
                await week.LiveAsync(happenings);

                // Of one instant the last thing told stands.
                foreach (var (at, told) in week.Told.GroupBy(moment => moment.At).Select(moments => moments.Last()))
                {
                    var then = await week.Board.Replay.AtAsync(week.Board.Catalog, at, CancellationToken.None);
                    Same(told, Week.Tells(then, at), $"looking back on {at:O}");
                }
            },
            times);

    [Theory]
    [InlineData(false, false, 40)]
    [InlineData(false, true, 40)]
    [InlineData(true, true, 10)]
    public void A_board_started_from_its_record_is_the_board_that_was(bool postgres, bool keeps, int times) =>
        Always.Holds(
            Week.Happenings(30),
            async happenings =>
            {
                await using var week = new Week(await TestBoard.StartAsync(servers, postgres, Rehearsal), keeps, restarts: false);
                await week.LiveAsync(happenings);
                var board = week.Board;
                await week.SettleAsync();
                var (live, now) = (board.Current, board.Now);
                var (cells, told) = (Cells(live), Week.Tells(live, now));

                var newest = await board.Replay.NewestAsync(board.Catalog, null, now, CancellationToken.None);
                var cached = await board.Replay.NewestAsync(board.Catalog, Checkpoint.Write(live), now, CancellationToken.None);

                foreach (var read in new[] { newest, cached })
                {
                    Assert.Equal((live.Sequence, live.ChangeId), (read.Sequence, read.ChangeId));
                    Assert.True(live.ChangeId == 0 || live.At == read.At, $"was of {live.At:O}, told {read.At:O}");
                    // Of a board nothing was said of, when it was looked at last is not recorded.
                    Same(live.ChangeId == 0 ? "" : cells, live.ChangeId == 0 ? "" : Cells(read), "as it stands");
                    Same(told, Week.Tells(read, now), "aged to now");
                }
            },
            times);

    [Fact]
    public void A_checkpoint_read_back_is_the_board_that_was_written() =>
        Always.Holds(
            Week.Happenings(30),
            async happenings =>
            {
                await using var week = new Week(await TestBoard.StartAsync(Rehearsal), keeps: false, restarts: false);
                await week.LiveAsync(happenings);
                var live = week.Board.Current;

                var read = Checkpoint.Read(live.Catalog, Checkpoint.Write(live), out var spans);

                Assert.Equal((live.Sequence, live.Mark, live.At), (read.Sequence, read.Mark, read.At));
                Same(Cells(live), Cells(read), "as it stands");
                Same(Week.Tells(live, week.Board.Now), Week.Tells(read, week.Board.Now), "aged to now");
                Assert.Equal(
                    live.Spans.Values.Select(span => (span.RowId, span.Source, span.Until, span.Grace, span.Slots.Count)).Order(),
                    read.Spans.Values.Select(span => (span.RowId, span.Source, span.Until, span.Grace, span.Slots.Count)).Order());
                Assert.All(read.Spans.Values, span => Assert.Same(span, spans[span.RowId]));
            },
            40);

    [Fact]
    public void Restarts_change_nothing_that_is_told() =>
        Always.Holds(
            Week.Happenings(25),
            async happenings =>
            {
                await using var week = new Week(await TestBoard.StartAsync(Rehearsal), keeps: true, restarts: true);
                await week.LiveAsync(happenings);
                foreach (var (at, before, after) in week.Restarts)
                {
                    Same(before, after, $"the restart at {at:O}");
                }
            },
            30);

    [Fact]
    public async Task A_later_correction_never_changes_what_was_known()
    {
        await using var board = await TestBoard.StartAsync();
        var source = await board.PushAsync("79");
        await board.SayAsync(source, null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100 });
        var then = board.Now;
        board.Time.Advance(TimeSpan.FromMinutes(10));
        await board.SayAsync(source, then, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 30, Total = 100 });

        Assert.Equal(30, board.Cell("79", TestProgramme.Configured).Counted?.Value);
        var past = await board.Replay.AtAsync(board.Catalog, then.AddMinutes(9), CancellationToken.None);
        Assert.Equal(40, past[board.Key("79", TestProgramme.Configured)].Counted?.Value);
    }

    [Fact]
    public async Task Before_the_first_reading_nothing_was_known()
    {
        await using var board = await TestBoard.StartAsync();
        var before = board.Now;
        board.Time.Advance(TimeSpan.FromMinutes(1));
        await board.SayAsync(await board.PushAsync("79"), before.AddHours(-1), new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100 });

        var past = await board.Replay.AtAsync(board.Catalog, before, CancellationToken.None);

        Assert.Equal(CellStatus.Unknown, past[board.Key("79", TestProgramme.Configured)].Verdict.Status);
        Assert.Equal(0, past.Sequence);
    }

    [Fact]
    public async Task A_clock_that_stands_still_keeps_the_order_of_the_record()
    {
        await using var board = await TestBoard.StartAsync(new ClockPlan(Rehearsal.Start, 0, null));
        var (one, two) = (await board.GatewayAsync("79"), await board.GatewayAsync("79", name: "second"));
        for (var turn = 0; turn < 6; turn++)
        {
            await board.SayAsync(
                turn % 2 == 0 ? one : two,
                null,
                [new ReadingEntry { Indicator = TestProgramme.Configured, Value = turn / 2, Total = 100 }, .. turn % 3 == 0 ? [] : new[] { new ReadingEntry { Indicator = TestProgramme.Filing, Value = 1, Total = 2 } }]);
        }
        var told = Week.Tells(board.Current, board.Now.AddMinutes(20));

        var past = await board.Replay.AtAsync(board.Catalog, board.Now, CancellationToken.None);
        await board.RestartAsync();

        Same(told, Week.Tells(past, board.Now.AddMinutes(20)), "looking back");
        Same(told, Week.Tells(board.Current, board.Now.AddMinutes(20)), "after the restart");
    }

    [Fact]
    public async Task What_is_no_checkpoint_is_passed_over()
    {
        await using var board = await TestBoard.StartAsync();
        await board.SayAsync(await board.PushAsync("79"), null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100 });
        var good = Checkpoint.Write(board.Current);
        byte[][] bad = [[], [1], [.. good[..(good.Length / 2)]], [.. good.Reverse()], "nothing of the kind"u8.ToArray()];

        foreach (var bytes in bad)
        {
            var read = await board.Replay.NewestAsync(board.Catalog, bytes, board.Now, CancellationToken.None);
            Assert.Equal(40, read[board.Key("79", TestProgramme.Configured)].Counted?.Value);
        }
    }

    [Fact]
    public async Task Readings_of_bodies_and_indicators_that_are_gone_are_passed_over()
    {
        await using var board = await TestBoard.StartAsync();
        var source = await board.GatewayAsync("79");
        await board.SayAsync(
            source, null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100 }, new ReadingEntry { Indicator = TestProgramme.Filing, Value = 4, Total = 10 });
        var whole = board.Catalog;
        var less = new Catalog(
            whole.Programme, whole.Bodies, whole.Indicators.Where(indicator => indicator.Code != TestProgramme.Configured), new Dictionary<string, DateTimeOffset>(), []);

        foreach (var cached in new[] { null, Checkpoint.Write(board.Current) })
        {
            var read = await board.Replay.NewestAsync(less, cached, board.Now, CancellationToken.None);
            Assert.Equal(4, read[new CellKey(less.BodyPlace("79")!.Value, less.IndicatorPlace(TestProgramme.Filing)!.Value)].Counted?.Value);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_history_keeps_every_word_of_a_large_document(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync("79");
        for (var round = 0; round < 3; round++)
        {
            board.Time.Advance(TimeSpan.FromSeconds(1));
            // 300 instants of one cell: more than one insert statement, and enough for COPY.
            var value = round;
            var tasks = Enumerable.Range(0, 300).Select(number => board.SayAsync(
                source, board.Now.AddMilliseconds(number - 300), new ReadingEntry { Indicator = TestProgramme.Filing, Value = value, Total = 1000 + number, Note = $"lần {number}" }));
            Assert.All(await Task.WhenAll(tasks), answer => Assert.Equal(1, answer.Accepted));
        }

        await using var db = board.Record.Open();
        var rows = await db.Set<ReadingRow>().OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 900), rows.Select(row => (int)row.Id));
        Assert.Equal(Enumerable.Range(0, 300), rows.Take(300).Select(row => (int)row.Total - 1000).Order());
        Assert.All(rows, row => Assert.Equal($"lần {row.Total - 1000}", row.Note));
    }

    private static string Cells(BoardSnapshot board) => string.Join(
        '\n',
        from body in Enumerable.Range(0, board.Catalog.Bodies.Length)
        from pair in board.CellsOf(body)
        select $"{pair.Key} {pair.Cell.Verdict} judged {pair.Cell.JudgedLast:O} since {pair.Cell.ContradictedSince:O} {string.Join(", ", pair.Cell.Recent)}");

    private static void Same(string expected, string actual, string what)
    {
        if (expected != actual)
        {
            var lines = expected.Split('\n').Zip(actual.Split('\n')).Where(pair => pair.First != pair.Second).Select(pair => $"  was  {pair.First}\n  told {pair.Second}");
            Assert.Fail($"{what}:\n{string.Join('\n', lines)}");
        }
    }
}
