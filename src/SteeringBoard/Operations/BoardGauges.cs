using System.Diagnostics.Metrics;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Operations;

/// <summary>What stands rather than happens, as gauges (<c>docs/telemetry.md</c>): read only when somebody collects.</summary>
public sealed class BoardGauges(
    Boards boards, Recorder recorder, BoardBroadcast broadcast, FigureCache figures, Viewers viewers, GatewayRegistry gateways) : IHostedService, IDisposable
{
    // Of its own, so that it ends with the board that it reads.
    private readonly Meter _meter = new(Signals.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meter.CreateObservableGauge("steeringboard.intake.queue", () => recorder.Waiting, "{submission}", "Submissions waiting for the one writer.");
        _meter.CreateObservableGauge("steeringboard.board.sequence", () => Of(board => board.Current.Sequence), "{step}", "The newest step of each board.");
        _meter.CreateObservableGauge(
            "steeringboard.feed.lag", () => Of(board => broadcast.Pace(board.Programme.Code).Now.Waits.TotalSeconds), "s", "How long the oldest step not sent yet waits.");
        _meter.CreateObservableGauge("steeringboard.viewers", () => viewers.Count, "{connection}", "Open connections of the live hub.");
        _meter.CreateObservableGauge("steeringboard.viewers.watching", () => broadcast.Watching, "{viewer}", "Boards watched, counted once for each viewer.");
        _meter.CreateObservableGauge("steeringboard.figures.watched", () => figures.Count, "{figure}", "Figures watched by at least one viewer.");
        _meter.CreateObservableGauge("steeringboard.sources", Sources, "{source}", "Sources by how they stand, as this node knows them.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<T>> Of<T>(Func<Board, T> read)
        where T : struct =>
        boards.All.Select(board => new Measurement<T>(read(board), new KeyValuePair<string, object?>("programme", board.Programme.Code)));

    private IEnumerable<Measurement<int>> Sources() => gateways.All
        .CountBy(gateway => Trouble.Of(gateway.Breaker, gateway.FailuresInARow, gateway.Last is not null))
        .Select(count => new Measurement<int>(count.Value, new KeyValuePair<string, object?>("standing", count.Key.Word())));
}
