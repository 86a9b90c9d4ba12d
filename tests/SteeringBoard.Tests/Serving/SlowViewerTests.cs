using System.Net.WebSockets;
using SteeringBoard.Contract;
using SteeringBoard.Seed;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Seed;

namespace SteeringBoard.Tests.Serving;

/// <summary>A viewer who takes in less than is sent (contract.md, section 3).</summary>
public sealed class SlowViewerTests(DemoBoard demo)
{
    private const string Province = "91";

    /// <summary>More than a line and its waiting frames hold: some hundred kilobytes each.</summary>
    private const int Documents = 55;

    private static CancellationToken Deadline => new CancellationTokenSource(Eventually.Patience).Token;

    [Fact]
    public async Task A_slow_viewer_holds_nobody_up_and_is_never_left_to_believe_it_has_all()
    {
        var board = await demo.StartedAsync();
        using var slow = await SlowViewer.ConnectAsync(board.Address, Deadline);
        var slowHolds = await slow.WatchBodiesAsync(Calls.GoLive, Province, Deadline);
        await using var quick = await HubClient.ConnectAsync(board.Address);
        var quickHolds = (await quick.WatchBodiesAsync(Calls.GoLive, Province)).Sequence;
        using var client = board.CreateClient($"sb_demo_{Province}");
        var counts = Counts();
        var start = (await client.ProgrammeAsync()).Clock.Now;

        var last = 0L;
        for (var document = 1; document <= Documents; document++)
        {
            var answer = await client.PushAsync(Document(counts, start.AddMilliseconds(document), document % 2));
            Assert.Equal(counts.Count, answer.Accepted);
            last = answer.Sequence;
        }

        while (quickHolds < last)
        {
            var frame = await quick.Boards.ReadAsync(Deadline);
            Assert.True(frame.From <= quickHolds, $"a gap: the frame starts at {frame.From}, the quick viewer holds {quickHolds}");
            quickHolds = frame.Sequence;
        }

        // It reads again; what comes after is heard of, after a gap that can be seen. Where all this took too long, its line was cut.
        var reading = Task.Run(async () =>
        {
            var gaps = 0;
            try
            {
                while (slowHolds <= last)
                {
                    var frame = await slow.FrameAsync(Deadline);
                    Assert.True(frame.Sequence > slowHolds, $"the frame ends at {frame.Sequence}, the slow viewer holds {slowHolds}");
                    gaps += frame.From > slowHolds ? 1 : 0;
                    slowHolds = frame.Sequence;
                }
            }
            catch (WebSocketException)
            {
                gaps++;
            }
            return gaps;
        });
        for (var document = Documents + 1; !reading.IsCompleted; document++)
        {
            await client.PushAsync(Document([.. counts.Take(1)], start.AddMilliseconds(document), document % 2));
        }
        Assert.True(await reading > 0, "all frames were sent, or one is missing unseen");
    }

    /// <summary>All that its communes are counted by.</summary>
    private static List<DenominatorInForce> Counts()
    {
        var seed = SeedLoad.Read(SeedCopy.Real);
        var communes = seed.Bodies.Where(body => body.Set == "vn-2025" && body.Parent == Province);
        return [.. SeedDenominators.Over(seed.Denominators.Where(row => row.Programme == Calls.GoLive && row.Item is null), communes)];
    }

    private static ReadinessDocument Document(IReadOnlyList<DenominatorInForce> counts, DateTimeOffset asOf, int value) => new()
    {
        Programme = Calls.GoLive,
        Body = Province,
        AsOf = asOf,
        Readings = [.. counts.Select(count => new ReadingEntry { Body = count.Body, Indicator = count.Indicator, Value = value, Total = count.Total })],
    };
}
