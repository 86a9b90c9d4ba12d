using System.Collections.Concurrent;
using System.Diagnostics;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>The board's process is killed in the middle of its work and started again on the same data.</summary>
public sealed class KilledBoardTests
{
    private const double Speed = 60;
    private static readonly string[] Pushing = ["01", "79", "91", "48"];

    [Fact]
    public async Task What_was_acknowledged_is_in_the_history_once_and_the_clock_goes_on()
    {
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>
        {
            ["Demo:Enabled"] = "true",
            ["Demo:Claims"] = "false",
            ["Demo:Speed"] = $"{Speed}",
            ["Collection:Interval"] = "00:00:02",
        });
        using var reader = board.CreateClient("sb_demo_reader");
        await PulledAfterAsync(reader, DateTimeOffset.MinValue);

        var acknowledged = new ConcurrentQueue<(string Body, long Value, long Sequence)>();
        var pushing = Pushing.Select(body => PushUntilCutAsync(board, body, acknowledged)).ToList();
        await Eventually.HoldsAsync(() => acknowledged.Count > 200, "two hundred acknowledged pushes", TimeSpan.FromMinutes(1));
        var shown = (await reader.ProgrammeAsync()).Clock.Now;
        var watch = Stopwatch.StartNew();
        board.Kill();
        await Task.WhenAll(pushing);
        await board.RestartAsync();

        var again = await reader.ProgrammeAsync();
        var most = shown + (watch.Elapsed + TimeSpan.FromSeconds(2)) * Speed;
        Assert.InRange(again.Clock.Now, shown, most);
        Assert.True(again.Sequence >= acknowledged.Max(push => push.Sequence));
        await PulledAfterAsync(reader, again.Clock.Now);
        foreach (var body in Pushing)
        {
            var history = await reader.HistoryAsync(body);
            var pushed = history.Where(reading => reading.Source == "push").Select(reading => reading.Value).ToList();
            var mine = acknowledged.Where(push => push.Body == body).Select(push => push.Value).ToList();
            Assert.NotEmpty(mine);
            Assert.Equal(pushed.Distinct(), pushed);
            Assert.Empty(mine.Except(pushed));
            // The one under way when the board died may be there or not; nobody was told.
            Assert.InRange(pushed.Count, mine.Count, mine.Count + 1);
            NothingPulledTwice(history);
        }
    }

    private static void NothingPulledTwice(IEnumerable<HistoryReading> history)
    {
        var series = history.Where(reading => reading.Source == "gateway")
            .GroupBy(reading => (reading.Indicator, reading.Item, reading.Evidence)).ToList();
        Assert.NotEmpty(series);
        Assert.All(series, readings => Assert.All(
            readings.Zip(readings.Skip(1)), pair => Assert.NotEqual((pair.First.Value, pair.First.Total), (pair.Second.Value, pair.Second.Total))));
    }

    /// <summary>Until every province that pushes was pulled later than an instant of the programme.</summary>
    private static Task PulledAfterAsync(HttpClient reader, DateTimeOffset moment) => Eventually.HoldsAsync(
        async () =>
        {
            var cells = (await reader.BoardAsync("?level=pulled")).Cells;
            return Pushing.All(body => cells.Any(cell => cell.Body == body && cell.AsOf > moment));
        },
        $"a sweep after {moment:O}",
        TimeSpan.FromMinutes(1));

    private static async Task PushUntilCutAsync(BoardProcess board, string body, ConcurrentQueue<(string, long, long)> acknowledged)
    {
        using var client = board.CreateClient($"sb_demo_{body}");
        try
        {
            for (var value = 1; value <= 2112; value++)
            {
                var now = (await client.ProgrammeAsync()).Clock.Now;
                var answer = await client.PushAsync(Calls.Procedures(body, now, value));
                acknowledged.Enqueue((body, value, answer.Sequence));
            }
        }
        catch (HttpRequestException)
        {
            // The board is gone.
        }
    }
}
