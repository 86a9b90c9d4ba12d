using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace SteeringBoard.Live;

/// <summary>Every open connection of the hub, so that a message is made once and written to each.</summary>
public sealed class Viewers(TimeProvider time, ILogger<DefaultHubLifetimeManager<BoardHub>> logger) : DefaultHubLifetimeManager<BoardHub>(logger)
{
    private readonly ConcurrentDictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);

    /// <summary>Every connection open now.</summary>
    internal IEnumerable<Viewer> All => _viewers.Values;

    /// <summary>Connections open now.</summary>
    public int Count => _viewers.Count;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _viewers[connection.ConnectionId] = new Viewer(connection, time);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _viewers.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    internal Viewer? Find(string connectionId) => _viewers.GetValueOrDefault(connectionId);

    /// <summary>A call of a client method, written down once for all who get it.</summary>
    internal static SerializedHubMessage Message(string method, object argument) => new(new InvocationMessage(method, [argument]));
}

/// <summary>Those who watch one thing.</summary>
internal sealed class Audience
{
    private readonly ConcurrentDictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);

    public bool IsEmpty => _viewers.IsEmpty;

    public int Count => _viewers.Count;

    public void Add(Viewer viewer) => _viewers[viewer.Id] = viewer;

    public bool Has(string viewer) => _viewers.ContainsKey(viewer);

    public bool Remove(string viewer) => _viewers.TryRemove(viewer, out _);

    public void SendFrame(SerializedHubMessage message)
    {
        var sent = 0;
        foreach (var (_, viewer) in _viewers)
        {
            viewer.SendFrame(message);
            sent++;
        }
        LiveSignals.FramesSent(sent);
    }

    public void SendFigure(string key, SerializedHubMessage message, Viewer? except = null)
    {
        var sent = 0;
        foreach (var (_, viewer) in _viewers)
        {
            if (viewer != except)
            {
                viewer.SendFigure(key, message);
                sent++;
            }
        }
        LiveSignals.FiguresSent(sent);
    }
}
