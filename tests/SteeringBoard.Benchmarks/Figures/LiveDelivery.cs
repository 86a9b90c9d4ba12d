using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// From a push's first byte until the last of 1,000 subscribers has its frame, 10 documents a second; and the server's processor
/// time for each frame delivered. The bare hub inserts one row durably and broadcasts the very bytes the board sends.
/// </summary>
internal static class LiveDelivery
{
    private const int Subscribers = 1000;
    private const int WarmUp = 30;
    private const int Documents = 150;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartAsync();
        var target = (await board.TargetsAsync())[0];
        using var folder = new TempFolder();
        var (process, address) = await Worker.ServeAsync(
            BareServer.Mode, new BareServerPlan($"Data Source={folder["bare.db"]}", await board.FrameAsync(target)));
        await using var bareProcess = process;
        var bare = new Server(address, board.Server.Key, process.Id);

        var number = 1L;
        var (ours, twins) = await Interleaved.RunAsync(() => RunAsync(board.Server), () => RunAsync(bare));
        return
        [
            Line("push to the last of 1,000 subscribers, p50", "ms", result => result.P50, 1.3),
            Line("push to the last of 1,000 subscribers, p99", "ms", result => result.P99, 1.6),
            Line("server processor time for each delivery", "µs", result => result.ServerMicroseconds, 1.25),
        ];

        Task<DeliveryResult> RunAsync(Server server)
        {
            var first = number += WarmUp + Documents;
            return Worker.RunAsync<DeliveryPlan, DeliveryResult>(
                Delivery.Mode, new DeliveryPlan(server, board.Series, target, Subscribers, first, WarmUp, Documents, PerSecond: 10));
        }

        Row Line(string figure, string unit, Func<DeliveryResult, double> of, double times) =>
            Row.Of(figure, unit, [.. ours.Select(of)], [.. twins.Select(of)], Bar.AtMostBare(times));
    }
}
