using System.Collections.Concurrent;
using System.Threading.Channels;
using SteeringBoard.Contract;

namespace SteeringBoard.Live;

/// <summary>Sends each step of a board to those who watch it: one frame a scope, steps that pile up share one.</summary>
public sealed class BoardBroadcast(IBoardFeed feed, TimeProvider time) : BackgroundService
{
    private sealed class Scope(long sent)
    {
        public Audience Audience { get; } = new();

        /// <summary>The sequence of the last frame sent to this scope: the next frame starts from it.</summary>
        public long Sent { get; set; } = sent;
    }

    private readonly ConcurrentDictionary<(string Programme, string? Under), Scope> _scopes = new();
    private readonly Lock _gate = new();

    private readonly ConcurrentDictionary<string, FeedPace> _paces = new(StringComparer.Ordinal);

    /// <summary>How many watch boards now.</summary>
    public int Watching => _scopes.Values.Sum(scope => scope.Audience.Count);

    /// <summary>How the sending of a programme's steps keeps up.</summary>
    public FeedPace Pace(string programme) => _paces.GetOrAdd(programme, _ => new FeedPace(feed.Sequence(programme) ?? 0, time));

    /// <summary>Adds a viewer; the sequence it then holds. What follows starts at or before it.</summary>
    internal long Watch(Viewer viewer, string programme, string? under)
    {
        lock (_gate)
        {
            var scope = _scopes.GetOrAdd((programme, under), _ => new Scope(feed.Sequence(programme)!.Value));
            scope.Audience.Add(viewer);
            return feed.Sequence(programme)!.Value;
        }
    }

    internal void Unwatch(string viewer, string programme)
    {
        lock (_gate)
        {
            foreach (var (key, scope) in _scopes.Where(pair => pair.Key.Programme == programme))
            {
                if (scope.Audience.Remove(viewer) && scope.Audience.IsEmpty)
                {
                    _scopes.TryRemove(key, out _);
                }
            }
        }
    }

    internal void Leave(string viewer)
    {
        foreach (var programme in feed.Programmes)
        {
            Unwatch(viewer, programme);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(feed.Programmes.Select(programme => SendAsync(programme, stoppingToken)));

    private async Task SendAsync(string programme, CancellationToken cancellation)
    {
        var steps = Channel.CreateUnbounded<WatchedStep>(new UnboundedChannelOptions { SingleReader = true });
        var pace = Pace(programme);
        using var following = feed.Follow(programme, step =>
        {
            pace.Note(step.Sequence);
            steps.Writer.TryWrite(step);
        });
        try
        {
            while (await steps.Reader.WaitToReadAsync(cancellation))
            {
                WatchedStep? all = null;
                while (steps.Reader.TryRead(out var step))
                {
                    all = all is null ? step : all.Then(step);
                }
                if (all is not null)
                {
                    Send(all);
                    LiveSignals.Sent(programme, pace.Sent(all.Sequence));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private void Send(WatchedStep step)
    {
        lock (_gate)
        {
            foreach (var ((programme, under), scope) in _scopes)
            {
                if (programme != step.Programme || step.Sequence <= scope.Sent || step.Changes(under) is not { Count: > 0 } changes)
                {
                    continue;
                }
                var frame = new BoardFrame(programme, scope.Sent, step.Sequence, step.At, changes);
                scope.Sent = step.Sequence;
                scope.Audience.SendFrame(Viewers.Message(nameof(IBoardClient.BoardChanged), frame));
            }
        }
    }
}
