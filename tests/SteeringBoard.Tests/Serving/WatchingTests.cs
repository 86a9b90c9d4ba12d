using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>A viewer watches the board over the hub (contract.md, section 3).</summary>
public sealed class WatchingTests(DemoBoard demo)
{
    private static CancellationToken Deadline => new CancellationTokenSource(Eventually.Patience).Token;

    [Fact]
    public async Task Frames_cover_every_change_without_a_gap()
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        var held = (await viewer.WatchBoardAsync(Calls.GoLive)).Sequence;

        var last = await PushesAsync("20", 10);
        var value = 0L;
        while (held < last)
        {
            var frame = await viewer.Boards.ReadAsync(Deadline);
            Assert.True(frame.From <= held, $"a gap: the frame starts at {frame.From}, the viewer holds {held}");
            Assert.True(frame.Sequence > held, $"the frame ends at {frame.Sequence}, the viewer holds {held}");
            held = frame.Sequence;
            value = Claimed(frame, "20") ?? value;
        }

        Assert.Equal(10, value);
    }

    [Fact]
    public async Task A_viewer_of_one_province_gets_its_frames_only()
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        await viewer.WatchBodiesAsync(Calls.GoLive, "22");

        await PushesAsync("24", 3);
        await PushesAsync("22", 3);

        for (var value = 0L; value < 3;)
        {
            var frame = await viewer.Boards.ReadAsync(Deadline);
            Assert.NotEmpty(frame.Changes);
            Assert.All(frame.Changes, change => Assert.True(change.Body == "22" || change.Body.Length == 5, change.Body));
            value = Claimed(frame, "22") ?? value;
        }
    }

    [Fact]
    public async Task A_viewer_who_stops_watching_gets_nothing_more()
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        await viewer.WatchBodiesAsync(Calls.GoLive, "25");
        await PushesAsync("25", 1);
        await viewer.Boards.ReadAsync(Deadline);
        await viewer.UnwatchBoardAsync(Calls.GoLive);
        while (viewer.Boards.TryRead(out _))
        {
            // What was on its way.
        }

        await using var other = await HubClient.ConnectAsync(board.Address);
        await other.WatchBodiesAsync(Calls.GoLive, "25");
        var last = await PushesAsync("25", 2);
        while ((await other.Boards.ReadAsync(Deadline)).Sequence < last)
        {
            // Until those who watch have it.
        }
        // An answer to a later call comes after every frame sent before.
        await viewer.WatchBodiesAsync(Calls.GoLive, "42");

        Assert.False(viewer.Boards.TryRead(out var frame) && frame.Changes.Any(change => change.Body == "25"));
    }

    [Fact]
    public async Task A_watched_figure_is_answered_at_once_and_ends_on_the_newest()
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        var first = await viewer.WatchFigureAsync("readiness-heatmap", Of(("programme", Calls.GoLive), ("level", "claimed")), "en");
        Assert.NotEmpty(first.Plotly["data"]!.AsArray());

        await PushesAsync("38", 5);
        await PushesAsync("40", 5);

        // Somebody who asks now is told of them, under the same key; who watches is sent the same.
        await using var other = await HubClient.ConnectAsync(board.Address);
        var asked = await other.WatchFigureAsync("readiness-heatmap", Of(("programme", Calls.GoLive), ("level", "claimed")), "en");
        Assert.Equal(first.Key, asked.Key);
        Assert.True(asked.Version > first.Version, $"{asked.Version} after {first.Version}");
        var newest = first;
        while (newest.Version < asked.Version)
        {
            var frame = await viewer.Figures.ReadAsync(Deadline);
            Assert.Equal(first.Key, frame.Key);
            Assert.True(frame.Version > newest.Version, $"{frame.Version} after {newest.Version}");
            newest = frame;
        }
        Assert.True(newest.Version > asked.Version || JsonNode.DeepEquals(newest.Plotly, asked.Plotly));
    }

    [Theory]
    [InlineData("evidence-ladder")]
    [InlineData("deadline-burnup")]
    [InlineData("deadline-ladder")]
    [InlineData("readiness-heatmap")]
    public async Task Every_figure_is_drawn_in_each_language(string figure)
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        var args = figure == "deadline-burnup" ? Of(("programme", Calls.GoLive), ("directive", "G13")) : Of(("programme", Calls.GoLive));
        foreach (var culture in (string[])["vi", "en", "fr"])
        {
            var frame = await viewer.WatchFigureAsync(figure, args, culture);

            Assert.NotEmpty(frame.Plotly["data"]!.AsArray());
            Assert.NotEmpty(frame.Plotly["table"]!["rows"]!.AsArray());
            await viewer.UnwatchFigureAsync(frame.Key);
        }
    }

    [Fact]
    public async Task A_connection_watches_so_many_figures_and_no_more_until_it_lets_one_go()
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        await using var other = await HubClient.ConnectAsync(board.Address);
        using var reader = board.CreateClient("sb_demo_reader");
        var cells = (await reader.BoardAsync("?under=01")).Cells.Take(FigureCache.MostWatched + 1).ToList();
        Assert.Equal(FigureCache.MostWatched + 1, cells.Count);
        Task<FigureFrame> Watch(HubClient by, BoardCell cell) =>
            by.WatchFigureAsync("cell-course", Of(("programme", Calls.GoLive), ("body", cell.Body), ("indicator", cell.Indicator)), "en");
        var keys = new List<string>();
        foreach (var cell in cells[..^1])
        {
            keys.Add((await Watch(viewer, cell)).Key);
        }

        var error = await Assert.ThrowsAsync<HubException>(() => Watch(viewer, cells[^1]));

        Assert.Contains("figures: 256", error.Message, StringComparison.Ordinal);
        Assert.Equal(keys[0], (await Watch(viewer, cells[0])).Key);
        await Watch(other, cells[^1]);
        await viewer.UnwatchFigureAsync(keys[0]);
        await Watch(viewer, cells[^1]);
    }

    [Theory]
    [InlineData("colour", "red", "colour")]
    [InlineData("level", "hearsay", "level")]
    [InlineData("programme", "nothing", "programme")]
    public async Task An_unknown_argument_of_a_figure_is_an_error_that_names_it(string argument, string value, string named)
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        var args = new Dictionary<string, string> { ["programme"] = Calls.GoLive, [argument] = value };

        var error = await Assert.ThrowsAsync<HubException>(() => viewer.WatchFigureAsync("readiness-heatmap", args, "en"));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_programme_or_body_cannot_be_watched()
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        await using var province = await HubClient.ConnectAsync(board.Address, "sb_demo_79");

        await Assert.ThrowsAsync<HubException>(() => viewer.WatchBoardAsync("nothing"));
        await Assert.ThrowsAsync<HubException>(() => viewer.WatchBodiesAsync(Calls.GoLive, "98"));
        await Assert.ThrowsAsync<HubException>(() => province.WatchBodiesAsync(Calls.GoLive, "01"));
    }

    [Fact]
    public async Task A_viewer_cut_off_comes_back_and_misses_nothing_it_cannot_read()
    {
        var board = await demo.StartedAsync();
        await using var viewer = await HubClient.ConnectAsync(board.Address);
        using var client = board.CreateClient();
        await viewer.WatchBoardAsync(Calls.GoLive);
        await viewer.CutAsync();
        var last = await PushesAsync("33", 5);

        await viewer.ReconnectAsync();
        var held = (await viewer.WatchBoardAsync(Calls.GoLive)).Sequence;

        Assert.True(held >= last);
        Assert.Equal(5, (await client.BoardAsync()).Cell("33", "I03").Levels["claimed"].Value);
    }

    private static Dictionary<string, string> Of(params (string Name, string Value)[] args) => args.ToDictionary(arg => arg.Name, arg => arg.Value);

    private static long? Claimed(BoardFrame frame, string body) =>
        frame.Changes.FirstOrDefault(change => change.Body == body && change.Indicator == "I03")?.Levels.GetValueOrDefault("claimed")?.Value;

    /// <summary>Pushes 1, 2, … as a province's claims; the last answer's sequence.</summary>
    private async Task<long> PushesAsync(string body, int count)
    {
        using var client = (await demo.StartedAsync()).CreateClient($"sb_demo_{body}");
        var now = (await client.ProgrammeAsync()).Clock.Now;
        var sequence = 0L;
        for (var value = 1; value <= count; value++)
        {
            sequence = (await client.PushAsync(Calls.Procedures(body, now.AddMilliseconds(value), value))).Sequence;
        }
        return sequence;
    }
}
