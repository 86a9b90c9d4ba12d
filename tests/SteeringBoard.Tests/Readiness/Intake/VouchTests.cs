using SteeringBoard.Contract;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Intake;

/// <summary>Contract.md, section 1: what is said again moves freshness only, and never further than its source was heard.</summary>
public sealed class VouchTests : IAsyncLifetime
{
    private TestBoard _board = null!;
    private IntakeSource _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _board = await TestBoard.StartAsync();
        // A pull every minute; three may be missed.
        _gateway = await _board.GatewayAsync(TestProgramme.Province, grace: TimeSpan.FromMinutes(3));
    }

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task The_same_values_again_are_unchanged_and_stay_fresh()
    {
        await SayAsync(_gateway, Configured(100));
        for (var minute = 1; minute <= 60; minute++)
        {
            Pass(1);
            var answer = await SayAsync(_gateway, Configured(100));
            Assert.Equal((0, 1, 1), (answer.Accepted, answer.Unchanged, answer.Sequence));
        }

        Assert.Equal(CellStatus.Done, Status("configured"));
        Assert.Single(await _board.HistoryAsync("79", "configured"));
        Assert.Single(await SpansAsync());
    }

    [Fact]
    public async Task A_304_vouches_until_its_instant()
    {
        await SayAsync(_gateway, Configured(100));
        for (var minute = 1; minute <= 60; minute++)
        {
            Pass(1);
            Assert.True(Vouch(_gateway));
        }

        Assert.Equal(CellStatus.Done, Status("configured"));
        Pass(30);
        Assert.Equal(CellStatus.Done, Status("configured"));
        Pass(0.001);
        Assert.Equal(CellStatus.Stale, Status("configured"));
    }

    [Fact]
    public async Task A_304_that_says_no_more_than_was_known_is_believed_and_moves_nothing()
    {
        await SayAsync(_gateway, Configured(100));
        var asOf = _board.Now;
        Pass(31);

        Assert.True(Vouch(_gateway, asOf));
        Assert.Equal(CellStatus.Stale, Status("configured"));
    }

    [Fact]
    public async Task A_304_without_a_document_before_it_vouches_for_nothing() => Assert.False(Vouch(_gateway));

    [Fact]
    public async Task A_stale_cell_heard_again_with_the_same_values_is_fresh_again_and_that_is_a_change()
    {
        await SayAsync(_gateway, Configured(100));
        await _board.Aging.LookAsync(CancellationToken.None);
        Pass(40);
        await _board.Aging.LookAsync(CancellationToken.None);
        Assert.Equal(CellStatus.Stale, _board.Cell("79", "configured").Verdict.Status);
        var before = _board.Current.Sequence;
        var steps = new List<int>();
        using var following = _board.Board.Follow(step => steps.Add(step.Touched.Count));

        var answer = await SayAsync(_gateway, Configured(100));

        Assert.Equal((0, 1, before + 1), (answer.Accepted, answer.Unchanged, answer.Sequence));
        Assert.Equal(CellStatus.Done, _board.Cell("79", "configured").Verdict.Status);
        Assert.Equal([1], steps);
        Assert.Single(await _board.HistoryAsync("79", "configured"));
    }

    [Fact]
    public async Task A_value_that_stands_beside_a_changed_one_stays_fresh_too()
    {
        await SayAsync(_gateway, Configured(100), Filing(1));
        for (var minute = 1; minute <= 60; minute++)
        {
            Pass(1);
            var answer = await SayAsync(_gateway, Configured(100), Filing(1 + minute % 20));
            Assert.Equal((1, 1), (answer.Accepted, answer.Unchanged));
        }

        Assert.Equal(CellStatus.Done, Status("configured"));
        Assert.Single(await SpansAsync());
    }

    [Fact]
    public async Task What_a_document_no_longer_says_is_no_longer_vouched_for()
    {
        await SayAsync(_gateway, Configured(100), Filing(1));
        for (var minute = 1; minute <= 34; minute++)
        {
            Pass(1);
            await SayAsync(_gateway, Filing(1));
        }

        Assert.Equal(CellStatus.Stale, Status("configured"));
        Assert.NotEqual(CellStatus.Stale, Status("filing"));
    }

    [Fact]
    public async Task A_document_with_nothing_good_in_it_vouches_for_nothing()
    {
        await SayAsync(_gateway, Configured(100));
        for (var minute = 1; minute <= 34; minute++)
        {
            Pass(1);
            Assert.Equal(1, (await SayAsync(_gateway, Configured(100) with { Value = 101 })).Refused);
            Vouch(_gateway);
        }

        Assert.Equal(CellStatus.Stale, Status("configured"));
    }

    [Fact]
    public async Task A_document_from_a_clock_that_runs_ahead_holds_up_no_later_vouch()
    {
        await SayAsync(_gateway, Configured(100));
        Pass(1);
        var ahead = await _board.SayAsync(_gateway, _board.Now.AddHours(2), [Configured(100)]);
        Assert.Equal(1, ahead.Refused);

        Pass(1);
        await SayAsync(_gateway, Configured(100));
        for (var minute = 1; minute <= 60; minute++)
        {
            Pass(1);
            Assert.True(Vouch(_gateway));
        }

        Assert.Equal(CellStatus.Done, Status("configured"));
    }

    [Fact]
    public async Task A_reading_with_an_instant_of_its_own_is_as_fresh_as_that()
    {
        await SayAsync(_gateway, Filing(1), Configured(100) with { AsOf = _board.Now.AddMinutes(-20) });
        for (var minute = 1; minute <= 60; minute++)
        {
            Pass(1);
            await SayAsync(_gateway, Filing(1), Configured(100) with { AsOf = _board.Now.AddMinutes(-20) });
        }
        Assert.Equal(CellStatus.Done, Status("configured"));

        for (var minute = 1; minute <= 11; minute++)
        {
            Pass(1);
            Assert.True(Vouch(_gateway));
        }
        Assert.Equal(CellStatus.Stale, Status("configured"));
        Assert.Single(await _board.HistoryAsync("79", "configured"));
    }

    [Fact]
    public async Task A_push_of_the_same_values_moves_freshness_to_each_readings_own_instant()
    {
        var push = await _board.PushAsync("79", EvidenceLevel.Pulled);
        ReadingEntry[] first = [Configured(100) with { Evidence = EvidenceLevel.Pulled }, Filing(1) with { Evidence = EvidenceLevel.Pulled }];
        await SayAsync(push, first);
        Pass(60);

        var answer = await SayAsync(push, first[0] with { AsOf = _board.Now.AddMinutes(-5) }, first[1] with { AsOf = _board.Now.AddMinutes(-10) });

        Assert.Equal((0, 2), (answer.Accepted, answer.Unchanged));
        Assert.Equal(_board.Now.AddMinutes(-5), _board.CellNow("79", "configured").Counted!.AsOf(_board.Now));
        Assert.Equal(_board.Now.AddMinutes(-10), _board.CellNow("79", "filing").Counted!.AsOf(_board.Now));
        Assert.Single(await _board.HistoryAsync("79", "configured"));
    }

    [Fact]
    public async Task A_file_is_as_old_as_its_own_time_however_often_it_is_pulled()
    {
        var file = await _board.GatewayAsync("79", EvidenceLevel.Claimed, TimeSpan.Zero, name: "file");
        var saved = _board.Now;
        await _board.SayAsync(file, saved, new ReadingEntry { Indicator = "decided", Value = 1, Total = 1 });
        Assert.Equal(CellStatus.Done, Status("decided"));
        for (var hour = 1; hour <= 25; hour++)
        {
            Pass(60);
            Assert.True(Vouch(file, saved));
        }
        Assert.Equal(CellStatus.Stale, Status("decided"));

        // Saved again with the same content: the file's time has moved, so it is read again.
        Assert.False(Vouch(file, _board.Now));
        Assert.Equal(1, (await _board.SayAsync(file, _board.Now, new ReadingEntry { Indicator = "decided", Value = 1, Total = 1 })).Unchanged);
        Assert.Equal(CellStatus.Done, Status("decided"));
    }

    [Fact]
    public async Task The_same_value_from_another_source_is_a_reading_of_its_own()
    {
        var other = await _board.GatewayAsync("79", name: "second");
        await SayAsync(_gateway, Configured(100));
        Pass(1);

        Assert.Equal(1, (await SayAsync(other, Configured(100))).Accepted);
    }

    [Fact]
    public async Task A_document_from_before_the_last_vouch_does_not_take_it_back()
    {
        await SayAsync(_gateway, Configured(100));
        Pass(2);
        Assert.True(Vouch(_gateway));

        await _board.SayAsync(_gateway, _board.Now.AddMinutes(-1), Configured(100), Filing(1));

        Assert.Equal(_board.Now, _board.CellNow("79", "configured").Counted!.SilentAsOf());
    }

    [Fact]
    public async Task A_vouch_outlives_a_restart()
    {
        await SayAsync(_gateway, Configured(100));
        for (var minute = 1; minute <= 60; minute++)
        {
            Pass(1);
            Assert.True(Vouch(_gateway));
        }
        // The ends of spans go with the next commit.
        await SayAsync(_gateway, Configured(100), Filing(3));

        await _board.RestartAsync();

        Assert.Equal(CellStatus.Done, Status("configured"));
        Pass(1);
        Assert.True(Vouch(_gateway));
    }

    [Fact]
    public async Task Ends_of_spans_are_written_within_a_second_or_so_with_nothing_else_to_write()
    {
        await SayAsync(_gateway, Configured(100));
        Pass(1);
        Assert.True(Vouch(_gateway));
        var until = _board.Now;

        await Eventually.HoldsAsync(
            async () =>
            {
                _board.Time.Advance(TimeSpan.FromSeconds(1));
                return (await SpansAsync()).Single().Until == until;
            },
            "the end of the span to be written");
    }

    [Fact]
    public async Task A_restatement_said_again_is_unchanged()
    {
        await SayAsync(_gateway, Configured(120) with { Total = 150 });
        Pass(1);
        var answer = await SayAsync(_gateway, Configured(120) with { Total = 150 });

        Assert.Equal((0, 1), (answer.Accepted, answer.Unchanged));
    }

    private static ReadingEntry Configured(long value) => new() { Indicator = "configured", Value = value, Total = 100 };

    private static ReadingEntry Filing(long value) => new() { Indicator = "filing", Value = value, Total = 25 };

    private Task<PushAnswer> SayAsync(IntakeSource source, params IReadOnlyList<ReadingEntry> readings) => _board.SayAsync(source, null, readings);

    private bool Vouch(IntakeSource source, DateTimeOffset? until = null) => _board.Intake.Vouch(_board.Board, source, until ?? _board.Now);

    private void Pass(double minutes) => _board.Time.Advance(TimeSpan.FromMilliseconds(Math.Round(minutes * 60_000)));

    private CellStatus Status(string indicator) => _board.CellNow("79", indicator).Verdict.Status;

    private async Task<List<VouchRow>> SpansAsync()
    {
        await using var db = _board.Record.Open();
        return [.. db.Set<VouchRow>()];
    }
}
