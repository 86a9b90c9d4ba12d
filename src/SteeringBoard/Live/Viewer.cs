using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;

namespace SteeringBoard.Live;

/// <summary>
/// One connection that watches. What it cannot take at once waits: a few frames, and of each figure only the newest. Past that its
/// frames are let go, and the next one it gets starts above what it holds, so that it knows to read the board again.
/// </summary>
internal sealed class Viewer(HubConnectionContext connection, TimeProvider time)
{
    private const int FramesWaiting = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<SerializedHubMessage> _frames = new();
    private readonly Dictionary<string, SerializedHubMessage> _figures = new(StringComparer.Ordinal);
    private bool _busy;
    private long _busySince;

    public string Id => connection.ConnectionId;

    /// <summary>Who watches.</summary>
    public ClaimsPrincipal Caller => connection.User;

    /// <summary>Closes the line.</summary>
    public void Leave() => connection.Abort();

    /// <summary>Sends a frame, or lets it wait its turn.</summary>
    public void SendFrame(SerializedHubMessage message)
    {
        lock (_gate)
        {
            if (_busy)
            {
                if (_frames.Count >= FramesWaiting)
                {
                    _frames.Clear();
                    AbortWhenStuck();
                    return;
                }
                _frames.Enqueue(message);
                return;
            }
            _busy = true;
            _busySince = time.GetTimestamp();
        }
        Write(message);
    }

    /// <summary>Sends a figure, or lets it wait in the place of an older state of the same figure.</summary>
    public void SendFigure(string key, SerializedHubMessage message)
    {
        lock (_gate)
        {
            if (_busy)
            {
                _figures[key] = message;
                AbortWhenStuck();
                return;
            }
            _busy = true;
            _busySince = time.GetTimestamp();
        }
        Write(message);
    }

    private void Write(SerializedHubMessage? message)
    {
        while (message is not null)
        {
            var write = connection.WriteAsync(message, connection.ConnectionAborted);
            if (!write.IsCompletedSuccessfully)
            {
                _ = FinishAsync(write);
                return;
            }
            message = Next();
        }
    }

    private async Task FinishAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The viewer has gone; the hub takes it off the audiences.
            return;
        }
        Write(Next());
    }

    private SerializedHubMessage? Next()
    {
        lock (_gate)
        {
            _busySince = time.GetTimestamp();
            if (_frames.TryDequeue(out var frame))
            {
                return frame;
            }
            foreach (var (key, figure) in _figures)
            {
                _figures.Remove(key);
                return figure;
            }
            _busy = false;
            return null;
        }
    }

    private void AbortWhenStuck()
    {
        if (time.GetElapsedTime(_busySince) > Patience)
        {
            connection.Abort();
        }
    }
}
