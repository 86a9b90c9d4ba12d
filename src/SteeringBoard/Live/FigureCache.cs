using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using SteeringBoard.Contract;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Live;

/// <summary>
/// Figures that are watched: each is drawn once after a change for all who watch its key, kept, and sent when it differs. After the
/// first drawing the next waits a moment, so that a burst of changes costs two drawings, and the last one always shows the newest.
/// </summary>
public sealed partial class FigureCache(
    IEnumerable<FigureDefinition> definitions, IChangeSource changes, TimeProvider time, ILogger<FigureCache> logger) : BackgroundService
{
    /// <summary>Figures one connection may watch: more than any page has, a few times over.</summary>
    internal const int MostWatched = 256;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(10);
    private static readonly FrozenSet<string> Cultures = FrozenSet.Create(StringComparer.Ordinal, "vi", "en", "fr");

    private readonly FrozenDictionary<string, FigureDefinition> _definitions = definitions.ToFrozenDictionary(figure => figure.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Watched> _watched = new(StringComparer.Ordinal);

    /// <summary>Rung when a figure is to be drawn again sooner than was thought.</summary>
    private readonly Bell _changed = new();

    /// <summary>The first viewer that comes and the last that goes must not miss each other.</summary>
    private readonly Lock _joining = new();

    /// <summary>How many figures each viewer watches; only under the lock of joining.</summary>
    private readonly Dictionary<string, int> _watching = new(StringComparer.Ordinal);
    private long _drawn;

    /// <summary>Drawings since start: it follows changes and keys, never viewers.</summary>
    public long Drawn => Volatile.Read(ref _drawn);

    /// <summary>Figures watched now.</summary>
    public int Count => _watched.Count;

    /// <summary>Adds a viewer to a figure and gives its newest state.</summary>
    /// <exception cref="FigureException">The figure, an argument or the language is unknown, or it watches too many; the message names it.</exception>
    internal async Task<FigureFrame> WatchAsync(
        Viewer viewer, string name, IReadOnlyDictionary<string, string> arguments, string culture, CancellationToken cancellation)
    {
        var (definition, request) = Check(name, arguments, culture);
        var key = Key(definition, request);
        Watched watched;
        lock (_joining)
        {
            var (count, isNew) = (_watching.GetValueOrDefault(viewer.Id), !_watched.TryGetValue(key, out var known) || !known.Audience.Has(viewer.Id));
            if (isNew && count >= MostWatched)
            {
                throw new FigureException($"figures: {MostWatched}");
            }
            watched = known ?? (_watched[key] = new Watched(key, definition, request));
            watched.Audience.Add(viewer);
            _watching[viewer.Id] = isNew ? count + 1 : count;
        }
        try
        {
            // A line that has ended is taken off before or after this: before, it would stay for ever.
            cancellation.ThrowIfCancellationRequested();
            // Followed before it is drawn: what changes meanwhile is drawn next.
            watched.Follow(changes, _changed);
            if ((watched.Frame is null || request["asOf"] is null) && await DrawAsync(watched, onlyIfNewer: true, cancellation))
            {
                // Drawn for the newcomer, and new for those who watched before as well.
                watched.Audience.SendFigure(key, Viewers.Message(nameof(IBoardClient.FigureChanged), watched.Frame!), except: viewer);
            }
            return watched.Frame!;
        }
        catch
        {
            Unwatch(viewer.Id, key);
            throw;
        }
    }

    /// <summary>How much a figure tells; of an unknown one, all.</summary>
    internal FigureReach ReachOf(string name) => _definitions.TryGetValue(name, out var definition) ? definition.Reach : FigureReach.Whole;

    internal void Unwatch(string viewer, string key)
    {
        lock (_joining)
        {
            if (!_watched.TryGetValue(key, out var watched) || !watched.Audience.Remove(viewer))
            {
                return;
            }
            if (--_watching[viewer] == 0)
            {
                _watching.Remove(viewer);
            }
            if (watched.Audience.IsEmpty && _watched.TryRemove(key, out _))
            {
                watched.StopFollowing();
            }
        }
    }

    internal void Leave(string viewer)
    {
        foreach (var key in _watched.Keys)
        {
            Unwatch(viewer, key);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var next = ClockStep;
                foreach (var watched in _watched.Values)
                {
                    if (watched.DueIn(time) == TimeSpan.Zero)
                    {
                        await RedrawAsync(watched, stoppingToken);
                    }
                    next = watched.DueIn(time) is { } due && due < next ? due : next;
                }
                await _changed.WaitAsync(next, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task RedrawAsync(Watched watched, CancellationToken cancellation)
    {
        try
        {
            if (await DrawAsync(watched, onlyIfNewer: false, cancellation))
            {
                watched.Audience.SendFigure(watched.Key, Viewers.Message(nameof(IBoardClient.FigureChanged), watched.Frame!));
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotDrawn(logger, error, watched.Key, Reference.New());
        }
    }

    private async Task<bool> DrawAsync(Watched watched, bool onlyIfNewer, CancellationToken cancellation)
    {
        await watched.Gate.WaitAsync(cancellation);
        try
        {
            var newest = changes.Newest(watched.Request.Programme) ?? throw new FigureException($"programme: {watched.Request.Programme}");
            if (onlyIfNewer && watched.Frame is not null && watched.DrawnVersion == newest.Version)
            {
                return false;
            }
            watched.Drawing(time);
            var figure = (await watched.Definition.Draw(watched.Request, cancellation)).ToJson();
            Interlocked.Increment(ref _drawn);
            LiveSignals.Drawn();
            watched.DrawnVersion = newest.Version;
            if (watched.Frame is { } before && JsonNode.DeepEquals(before.Plotly, figure))
            {
                return false;
            }
            watched.Frame = new FigureFrame(watched.Key, (watched.Frame?.Version ?? 0) + 1, newest.At, figure);
            return true;
        }
        finally
        {
            watched.Gate.Release();
        }
    }

    private (FigureDefinition Definition, FigureRequest Request) Check(string name, IReadOnlyDictionary<string, string> arguments, string culture)
    {
        if (!_definitions.TryGetValue(name, out var definition))
        {
            throw new FigureException($"figure: {name}");
        }
        if (!Cultures.Contains(culture))
        {
            throw new FigureException($"culture: {culture}");
        }
        if (!arguments.TryGetValue("programme", out var programme) || changes.Newest(programme) is null)
        {
            throw new FigureException($"programme: {programme}");
        }
        foreach (var argument in arguments.Keys)
        {
            if (argument != "programme" && !definition.Arguments.Contains(argument, StringComparer.Ordinal))
            {
                throw new FigureException($"argument: {argument}");
            }
        }
        var others = arguments.Where(pair => pair.Key != "programme").ToFrozenDictionary(StringComparer.Ordinal);
        return (definition, new FigureRequest(programme, others, CultureInfo.GetCultureInfo(culture)));
    }

    private static string Key(FigureDefinition definition, FigureRequest request) =>
        string.Join('|', [
            definition.Name, request.Programme, request.Culture.Name,
            .. request.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"),
        ]);

    private sealed class Watched(string key, FigureDefinition definition, FigureRequest request)
    {
        private readonly Lock _gate = new();
        private IDisposable? _following;
        private bool _left;
        private int _dirty;
        private long _drawnAt;

        public string Key => key;

        public FigureDefinition Definition => definition;

        public FigureRequest Request => request;

        public Audience Audience { get; } = new();

        public SemaphoreSlim Gate { get; } = new(1);

        public FigureFrame? Frame { get; set; }

        public long DrawnVersion { get; set; }

        /// <summary>Is told of changes from now on, once however often it is asked; not where its only viewer has gone while it joined.</summary>
        public void Follow(IChangeSource changes, Bell changed)
        {
            lock (_gate)
            {
                if (_following is not null || _left)
                {
                    return;
                }
                _following = changes.Follow(request.Programme, () =>
                {
                    if (Interlocked.Exchange(ref _dirty, 1) == 0)
                    {
                        changed.Ring();
                    }
                });
                if (_left)
                {
                    _following.Dispose();
                }
            }
        }

        public void Drawing(TimeProvider time)
        {
            Volatile.Write(ref _dirty, 0);
            _drawnAt = time.GetTimestamp();
        }

        /// <summary>
        /// Real time until it is to be drawn again: after a change once the pause is over; without one when the clock has moved on
        /// visibly. Never for a past moment, and not before it was drawn first.
        /// </summary>
        public TimeSpan? DueIn(TimeProvider time)
        {
            if (Frame is null || request["asOf"] is not null)
            {
                return null;
            }
            var left = (Volatile.Read(ref _dirty) == 1 ? Pause : ClockStep) - time.GetElapsedTime(_drawnAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        /// <summary>Nobody watches any more; a drawing under way may still end.</summary>
        public void StopFollowing()
        {
            lock (_gate)
            {
                _left = true;
                _following?.Dispose();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The figure {Key} could not be drawn (reference {Reference})")]
        public static partial void NotDrawn(ILogger logger, Exception error, string key, string reference);
    }
}
