using System.Collections.Concurrent;

namespace SteeringBoard.Gateway.Faults;

/// <summary>Which body misbehaves how, just now.</summary>
/// <param name="bodies">The bodies there are.</param>
public sealed class FaultSwitches(IEnumerable<string> bodies)
{
    private readonly ConcurrentDictionary<string, Fault> _faults = new(bodies.Select(body => KeyValuePair.Create(body, Fault.None)));

    /// <summary>Raised after a switch was turned.</summary>
    public event EventHandler? Turned;

    /// <summary>Every body that misbehaves.</summary>
    public IReadOnlyDictionary<string, Fault> Set =>
        _faults.Where(pair => pair.Value != Fault.None).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary();

    /// <summary>How a body misbehaves.</summary>
    public Fault this[string body] => _faults.GetValueOrDefault(body);

    /// <summary>Turns a body's switch; false when there is no such body.</summary>
    public bool TrySet(string body, Fault fault)
    {
        if (!_faults.ContainsKey(body))
        {
            return false;
        }

        _faults[body] = fault;
        Turned?.Invoke(this, EventArgs.Empty);
        return true;
    }
}
