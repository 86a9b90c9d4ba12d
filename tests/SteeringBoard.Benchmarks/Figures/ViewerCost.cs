using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// Processor time of the board for each viewer of <c>/</c> with its circuit and its three figures, at ten changes a second: 500 viewers
/// against one. A figure is drawn once for all: 500 viewers cost no more drawings than one.
/// </summary>
internal static class ViewerCost
{
    private const int Many = 500;
    private const double PerSecond = 10;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(30);

    private sealed record Cost(double MillisecondsPerSecond, double Drawings);

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartScreensAsync();
        var targets = await board.TargetsAsync();
        // One deadline for all: the one that breaks first may change between their visits, and another figure is another drawing.
        var page = new Uri(board.Server.Address, "/?directive=G13");
        var number = 0L;

        await using var one = await Viewers.OpenAsync(new ViewersPlan(page, 1, Figures: true));
        await RunAsync();
        var few = await RunAsync();
        await using var others = await Viewers.OpenAsync(new ViewersPlan(page, Many - 1, Figures: true));
        var many = await RunAsync();
        return
        [
            Row.Of($"server processor time for each of {Many} viewers, 10 changes/s", "ms/s", [(many.MillisecondsPerSecond - few.MillisecondsPerSecond) / (Many - 1)], bar: null),
            Row.Of("server processor time, 1 viewer, 10 changes/s", "ms/s", [few.MillisecondsPerSecond], bar: null),
            Row.Of($"figures drawn for {Many} viewers (bare: for one)", "/s", [many.Drawings], [few.Drawings], Bar.AtMostBare(1.1)),
        ];

        async Task<Cost> RunAsync()
        {
            using var client = board.Server.CreateClient(connections: 16);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / PerSecond));
            var pushes = new List<Task>();
            var (drawn, spent, started) = ((await board.StateAsync()).Drawn, board.Server.ProcessorTime(), TimeProvider.System.GetTimestamp());
            while (TimeProvider.System.GetElapsedTime(started) < Measured)
            {
                await timer.WaitForNextTickAsync();
                number++;
                pushes.Add(Server.PushAsync(client, board.Series.Bytes(number, targets[(int)(number % targets.Length)])));
            }

            await Task.WhenAll(pushes);
            var (cost, seconds) = (board.Server.ProcessorTime() - spent, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
            return new Cost(cost.TotalMilliseconds / seconds, ((await board.StateAsync()).Drawn - drawn) / seconds);
        }
    }
}
