using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Readiness.Figures;

/// <summary>The course of one cell, drawn from the record.</summary>
public sealed class CellCourseTests : IAsyncLifetime
{
    private TestBoard _board = null!;
    private CellReadings _readings = null!;

    public async ValueTask InitializeAsync()
    {
        _board = await TestBoard.StartAsync();
        _readings = new CellReadings(_board.Record);
    }

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task Each_level_has_a_line_of_its_own_up_to_now()
    {
        await SayAsync(EvidenceLevel.Pulled, Configured, 10, 100);
        Pass(1);
        await SayAsync(EvidenceLevel.Claimed, Configured, 90, 100);
        Pass(1);
        await SayAsync(EvidenceLevel.Pulled, Configured, 40, 100);
        Pass(1);

        var figure = await DrawAsync(Configured);

        Drawn.IsSound(figure);
        Assert.Equal([10.0, 40, 40], figure.Trace("pulled").Numbers("y"));
        Assert.Equal([90.0, 90], figure.Trace("claimed").Numbers("y"));
        Assert.Equal("2025-06-24T11:00:00", figure.Trace("pulled").Words("x")[^1]);
    }

    [Fact]
    public async Task A_falling_indicator_shows_what_is_gone()
    {
        await SayAsync(EvidenceLevel.Pulled, Unsigned, 200, 200);
        Pass(1);
        await SayAsync(EvidenceLevel.Pulled, Unsigned, 50, 200);
        Pass(1);

        var figure = await DrawAsync(Unsigned);

        Assert.Equal([0.0, 75, 75], figure.Trace("pulled").Numbers("y"));
    }

    [Fact]
    public async Task Parts_are_added_up()
    {
        await SayAsync(EvidenceLevel.Pulled, Platforms, 1, 1, "procedures");
        Pass(1);
        await SayAsync(EvidenceLevel.Pulled, Platforms, 1, 1, "meeting");
        Pass(1);

        var figure = await DrawAsync(Platforms);

        Assert.Equal([20.0, 40, 40], figure.Trace("pulled").Numbers("y"));
    }

    [Fact]
    public async Task A_reading_that_came_out_of_order_is_no_step()
    {
        await SayAsync(EvidenceLevel.Pulled, Configured, 40, 100);
        var source = await _board.PushAsync(Province, EvidenceLevel.Inspected, "late");
        await _board.SayAsync(source, _board.Now.AddHours(-2), [Entry(EvidenceLevel.Pulled, Configured, 5, 100, null)]);
        Pass(1);

        var figure = await DrawAsync(Configured);

        Assert.Equal([40.0, 40], figure.Trace("pulled").Numbers("y"));
    }

    [Fact]
    public async Task The_past_shows_what_was_known_then()
    {
        await SayAsync(EvidenceLevel.Pulled, Configured, 10, 100);
        Pass(1);
        var then = _board.Now;
        Pass(1);
        await SayAsync(EvidenceLevel.Pulled, Configured, 60, 100);

        var past = await _board.Replay.AtAsync(_board.Catalog, then, TestContext.Current.CancellationToken);
        var figure = await DrawAsync(Configured, new BoardView(past, null, then), isPast: true);

        Assert.Equal([10.0, 10], figure.Trace("pulled").Numbers("y"));
    }

    [Fact]
    public async Task A_cell_that_was_never_read_says_so_and_draws_nothing()
    {
        var figure = await DrawAsync(Filing);

        Assert.Empty(figure.Data);
        Assert.Contains(figure.Annotations(), text => text.Contains("Never read", StringComparison.Ordinal));
    }

    private async Task<Figure> DrawAsync(string indicator, BoardView? view = null, bool isPast = false)
    {
        view ??= new BoardView(_board.Current, null, _board.Now);
        var key = _board.Key(Province, indicator);
        var read = await _readings.OfAsync(view, key, isPast, TestContext.Current.CancellationToken);
        return Speaking.Get<CellCourse>().Draw(view, key, read, Drawn.Culture("en"));
    }

    private async Task SayAsync(EvidenceLevel level, string indicator, long value, long total, string? item = null) =>
        await _board.SayAsync(await _board.PushAsync(Province, EvidenceLevel.Inspected), null, [Entry(level, indicator, value, total, item)]);

    private static ReadingEntry Entry(EvidenceLevel level, string indicator, long value, long total, string? item) =>
        new() { Indicator = indicator, Item = item, Value = value, Total = total, Evidence = level };

    private void Pass(int hours) => _board.Time.Advance(TimeSpan.FromHours(hours));
}
