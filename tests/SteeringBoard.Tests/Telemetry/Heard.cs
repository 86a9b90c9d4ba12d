using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Tests.Telemetry;

/// <summary>Listens to what the board tells in the flow of one test; other tests of the process are not heard.</summary>
internal sealed class Heard : IDisposable
{
    private static readonly AsyncLocal<Heard?> Own = new();

    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();
    private readonly ConcurrentQueue<Activity> _ended = new();

    private Heard()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Signals.Name && !instrument.IsObservable)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Signals.Name,
            Sample = (ref _) => Own.Value == this ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (Own.Value == this)
                {
                    _ended.Enqueue(activity);
                }
            },
        };
    }

    /// <summary>Call it in the test itself, before what is to be heard begins.</summary>
    public static Heard Listen()
    {
        var heard = new Heard();
        Own.Value = heard;
        heard._meters.Start();
        ActivitySource.AddActivityListener(heard._traces);
        return heard;
    }

    /// <summary>The sum of an instrument, over measurements with all these tags such as <c>outcome=changed</c>; none when there was none.</summary>
    public double? Sum(string instrument, params string[] tags)
    {
        var own = _measured.Where(one => one.Name == instrument && tags.All(tag => one.Tags.Split(' ').Contains(tag))).ToList();
        return own.Count == 0 ? null : own.Sum(one => one.Value);
    }

    /// <summary>The activities of a name that have ended, in order.</summary>
    public List<Activity> Ended(string name) => [.. _ended.Where(activity => activity.OperationName == name)];

    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
    }

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Own.Value == this)
        {
            _measured.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        }
    }
}
