namespace SteeringBoard.Live.Memory;

/// <summary>The bus of nodes within one process: of the only one there is, or of several side by side.</summary>
public sealed class MemoryChangeBus : IChangeBus
{
    private readonly Room _room;

    public MemoryChangeBus()
        : this(new Room())
    {
    }

    private MemoryChangeBus(Room room) => _room = room;

    /// <summary>Another node on the same bus.</summary>
    public MemoryChangeBus Join() => new(_room);

    public void Announce(string programme, long sequence)
    {
        foreach (var listener in _room.Listeners)
        {
            if (listener.Node != this)
            {
                listener.Announced(programme, sequence);
            }
        }
    }

    public IDisposable Listen(Action<string, long> announced) => new Listener(this, announced);

    private sealed class Room
    {
        private readonly Lock _gate = new();
        private Listener[] _listeners = [];

        public Listener[] Listeners => Volatile.Read(ref _listeners);

        public void Change(Func<Listener[], Listener[]> change)
        {
            lock (_gate)
            {
                _listeners = change(_listeners);
            }
        }
    }

    private sealed class Listener : IDisposable
    {
        public Listener(MemoryChangeBus node, Action<string, long> announced)
        {
            (Node, Announced) = (node, announced);
            node._room.Change(all => [.. all, this]);
        }

        public MemoryChangeBus Node { get; }

        public Action<string, long> Announced { get; }

        public void Dispose() => Node._room.Change(all => [.. all.Where(other => other != this)]);
    }
}
