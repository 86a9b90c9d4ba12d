using System.Globalization;

namespace SteeringBoard.Gateway.Faults;

/// <summary>The open ports, as configuration that the server follows: those of the bodies that do not refuse.</summary>
internal sealed class Doors : ConfigurationProvider, IConfigurationSource
{
    private readonly IReadOnlyDictionary<string, int> _ports;
    private readonly FaultSwitches _faults;
    private readonly Lock _gate = new();

    public Doors(IReadOnlyDictionary<string, int> ports, FaultSwitches faults)
    {
        (_ports, _faults) = (ports, faults);
        Open = new ConfigurationBuilder().Add(this).Build();
        faults.Turned += (_, _) => Turn();
    }

    /// <summary>What the server reads.</summary>
    public IConfigurationRoot Open { get; }

    /// <summary>The address of a port of this machine.</summary>
    public static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load() => Data = _ports
        .Where(port => _faults[port.Key] != Fault.Refused)
        .ToDictionary(port => $"Endpoints:{port.Key}:Url", string? (port) => Url(port.Value), StringComparer.OrdinalIgnoreCase);

    private void Turn()
    {
        lock (_gate)
        {
            var before = Data.Keys;
            Load();
            if (!Data.Keys.Order(StringComparer.Ordinal).SequenceEqual(before.Order(StringComparer.Ordinal)))
            {
                OnReload();
            }
        }
    }
}
