using System.Collections.Concurrent;
using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Two nodes as an installation runs them: two processes over one PostgreSQL and one Redis.</summary>
public sealed class TwoNodesTests(Servers servers)
{
    private static CancellationToken Deadline => new CancellationTokenSource(Eventually.Patience).Token;

    [Fact]
    public async Task Two_nodes_converge_and_lose_nothing_though_Redis_is_killed_and_wiped_and_a_node_is_killed_under_load()
    {
        await using var redis = await RedisServer.StartAsync();
        var settings = new Dictionary<string, string>(RealBoard.Settings)
        {
            ["ConnectionStrings:Record"] = await (await servers.PostgresAsync()).CreateDatabaseAsync(),
            ["ConnectionStrings:Redis"] = redis.ConnectionString,
        };
        // Both at once, on a database that is empty.
        var starting = new[] { BoardProcess.StartAsync(settings), BoardProcess.StartAsync(settings) };
        await using var one = await starting[0];
        await using var other = await starting[1];
        using var onOne = one.CreateClient(RealBoard.Reader);
        using var onOther = other.CreateClient(RealBoard.Reader);
        await using var viewer = await HubClient.ConnectAsync(other.Address, RealBoard.Reader);
        var held = (await viewer.WatchBoardAsync(Calls.GoLive)).Sequence;
        var acknowledged = new ConcurrentQueue<(string Body, long Value, long Sequence)>();
        using var enough = new CancellationTokenSource();
        var pushing = new[]
        {
            PushAsync(one, RealBoard.Province, "79", acknowledged, enough.Token), PushAsync(other, RealBoard.SecondProvince, "01", acknowledged, enough.Token),
        };

        // Redis is there: what one node takes in, a viewer of the other is sent without a gap.
        held = await FollowAsync(viewer, held, await MoreAsync(acknowledged, 20));

        // Redis is gone, and so is the viewer's line; both nodes go on.
        redis.Kill();
        await viewer.CutAsync();
        await MoreAsync(acknowledged, 40);

        // Redis is back and empty, the viewer as well; it holds more than it had, and follows again.
        await redis.RestartAsync();
        await MoreAsync(acknowledged, 20);
        await viewer.ReconnectAsync();
        var again = (await viewer.WatchBoardAsync(Calls.GoLive)).Sequence;
        Assert.True(again > held, $"{again} after {held}");
        held = await FollowAsync(viewer, again, await MoreAsync(acknowledged, 20));

        // A node is gone; the other goes on alone, and the one that is back knows all.
        one.Kill();
        await pushing[0];
        await MoreAsync(acknowledged, 20);
        await one.RestartAsync();
        await enough.CancelAsync();
        await pushing[1];

        var last = acknowledged.Max(push => push.Sequence);
        await Eventually.PassesAsync(async () =>
        {
            var (first, second) = (await onOne.BoardAsync(), await onOther.BoardAsync());
            Assert.True(first.Sequence >= last, $"{first.Sequence} of {last}");
            Assert.Equal(first.Sequence, second.Sequence);
            Assert.Equal(Told(first), Told(second));
        });
        foreach (var body in new[] { "79", "01" })
        {
            var history = (await onOne.HistoryAsync(body)).Select(reading => reading.Value).ToList();
            var mine = acknowledged.Where(push => push.Body == body).Select(push => push.Value).ToList();
            Assert.Equal(history.Distinct(), history);
            Assert.Empty(mine.Except(history));
            Assert.InRange(history.Count, mine.Count, mine.Count + 1);
            Assert.Equal(history.Max(), (await onOne.BoardAsync()).Cell(body, "I03").Levels["claimed"].Value);
        }
        await FollowAsync(viewer, held, last);
    }

    private static string Told(BoardAnswer board) => JsonSerializer.Serialize(board.Cells, WireJson.Options);

    /// <summary>Waits for so many more acknowledged pushes; the last sequence told by then.</summary>
    private static async Task<long> MoreAsync(ConcurrentQueue<(string Body, long Value, long Sequence)> acknowledged, int count)
    {
        var wanted = acknowledged.Count + count;
        await Eventually.HoldsAsync(() => acknowledged.Count >= wanted, $"{count} more acknowledged pushes");
        return acknowledged.Max(push => push.Sequence);
    }

    /// <summary>Reads frames until a sequence; none may leave a gap. The sequence then held.</summary>
    private static async Task<long> FollowAsync(HubClient viewer, long held, long sequence)
    {
        while (held < sequence)
        {
            var frame = await viewer.Boards.ReadAsync(Deadline);
            // What was sent before the line was cut may still lie here.
            if (frame.Sequence > held)
            {
                Assert.True(frame.From <= held, $"a gap: the frame starts at {frame.From}, the viewer holds {held}");
                held = frame.Sequence;
            }
        }
        return held;
    }

    /// <summary>Pushes 1, 2, … until it is enough, or its node is gone.</summary>
    private static async Task PushAsync(
        BoardProcess board, string key, string body, ConcurrentQueue<(string Body, long Value, long Sequence)> acknowledged, CancellationToken enough)
    {
        using var client = board.CreateClient(key);
        try
        {
            for (var value = 1; value <= 2112 && !enough.IsCancellationRequested; value++)
            {
                var answer = await client.PushAsync(Calls.Procedures(body, TimeProvider.System.GetUtcNow(), value));
                acknowledged.Enqueue((body, value, answer.Sequence));
            }
        }
        catch (HttpRequestException)
        {
            // The node is gone.
        }
    }
}
