using System.Diagnostics;
using SteeringBoard.Benchmarks.Forecasting;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// The path to the hard stop, every float and "what if this is six hours late", over 34 provinces x 40 directives on a board of theirs; and
/// how the same grows with the dependencies, told as time a dependency against a network an eighth as large.
/// </summary>
internal static class NetworkCost
{
    private const int Directives = 40;
    private const int Rounds = 25;

    public static Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var country = SeededCountry.Read();
        var (board, now) = country.Week(hours: 30);
        var directives = country.Chained(Directives);
        var whole = Times(() =>
        {
            var view = NetworkView.Of(board, directives, now);
            view.Times.If(view.Of(directives[0].Code).Select(node => (node, TimeSpan.FromHours(6))));
        });
        var assignments = NetworkView.Of(board, directives, now).Network.Nodes.Length;

        var sizes = new[] { 12_500, 25_000, 50_000, 100_000 }.ToDictionary(edges => edges, edges => Times(Reckoning(edges)));
        foreach (var (edges, times) in sizes)
        {
            Console.Error.WriteLine($"  {edges:N0} dependencies: {times.Median():0.00} ms, {times.Median() * 1e6 / edges:0} ns each");
        }
        return Task.FromResult<IReadOnlyList<Row>>(
        [
            Row.Of($"path, float and \"6 h late\" over {assignments:N0} assignments", "ms", whole, Bar.AtMost(50)),
            .. sizes.Skip(1).Select(size => Row.Of(
                $"a dependency of {size.Key:N0} (bare: of 12,500)", "ns", [.. size.Value.Select(time => time * 1e6 / size.Key)],
                [.. sizes[12_500].Select(time => time * 1e6 / 12_500)], Bar.AtMostBare(3))),
        ]);
    }

    /// <summary>Layers of 100, each of which waits on five of the layer before.</summary>
    private static Action Reckoning(int edges)
    {
        const int Layer = 100;
        const int Each = 5;
        var draw = new Random(edges);
        var count = edges / Each + Layer;
        var waits = Enumerable.Range(Layer, count - Layer)
            .SelectMany(node => Enumerable.Range(0, Each).Select(_ => (node, (node / Layer - 1) * Layer + draw.Next(Layer)))).ToList();
        var start = new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));
        var efforts = Enumerable.Range(0, count).Select(node => new Effort(
            TimeSpan.FromMinutes(draw.Next(600)), Due: node % 3 == 0 ? start.AddHours(draw.Next(200)) : null)).ToList();
        return () => NetworkTimes.Of(Precedence.Of(count, waits), efforts, start.AddDays(7), start).If([(0, TimeSpan.FromHours(6))]);
    }

    /// <summary>Milliseconds of each round, warmed up.</summary>
    private static List<double> Times(Action work)
    {
        for (var round = 0; round < Rounds; round++)
        {
            work();
        }
        return [.. Enumerable.Range(0, Rounds).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            work();
            return watch.Elapsed.TotalMilliseconds;
        })];
    }
}
