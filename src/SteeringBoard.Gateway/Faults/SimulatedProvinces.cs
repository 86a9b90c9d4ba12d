using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using SteeringBoard.Gateway.Scenarios;
using SteeringBoard.Gateway.Serving;

namespace SteeringBoard.Gateway.Faults;

/// <summary>How simulated provinces are run.</summary>
public sealed record SimulatedProvincesOptions
{
    /// <summary>What they show.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The programme's time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Real time.</summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;

    /// <summary>The bearer token they ask for; none: everybody may read.</summary>
    public string? Token { get; init; }

    /// <summary>Which of them; none: all that the scenario has.</summary>
    public IReadOnlyCollection<string>? Bodies { get; init; }

    /// <summary>How late a slow one answers.</summary>
    public TimeSpan Slowness { get; init; } = FaultyAnswers.UsualSlowness;

    /// <summary>Where their log goes; none: nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}

/// <summary>
/// Provinces that do not exist, each with a port of its own on this machine, in one server inside the calling process. A port can be closed
/// and opened again, so that a refused connection is a real one.
/// </summary>
public sealed class SimulatedProvinces : IAsyncDisposable
{
    private const int Tries = 5;

    private readonly WebApplication _app;
    private readonly FaultSwitches _faults;

    private SimulatedProvinces(WebApplication app, FaultSwitches faults, IReadOnlyDictionary<string, int> ports)
    {
        (_app, _faults) = (app, faults);
        Addresses = ports.ToDictionary(port => port.Key, port => new Uri(Doors.Url(port.Value) + "/"));
    }

    /// <summary>The address of each body's gateway.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses { get; }

    /// <summary>Starts them all.</summary>
    public static async Task<SimulatedProvinces> StartAsync(SimulatedProvincesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartAtAsync(options, FreePorts(options.Bodies ?? options.Scenario.Provinces));
            }
            catch (IOException) when (attempt < Tries)
            {
                // Somebody else took one of the ports between looking and listening.
            }
        }
    }

    /// <summary>Makes a body misbehave, or behave again. A port takes a moment to close or to open.</summary>
    /// <exception cref="ArgumentException">There is no such body.</exception>
    public void SetFault(string body, Fault fault)
    {
        if (!_faults.TrySet(body, fault))
        {
            throw new ArgumentException($"there is no province '{body}'", nameof(body));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<SimulatedProvinces> StartAtAsync(SimulatedProvincesOptions options, Dictionary<string, int> ports)
    {
        var bodies = ports.ToFrozenDictionary(port => port.Value, port => port.Key);
        var faults = new FaultSwitches(ports.Keys);
        var source = new ScenarioSource(options.Scenario, options.Programme, options.Clock);
        var answers = new FaultyAnswers(source, faults, options.RealTime, options.Slowness);
        var token = new GatewayToken(options.Token);
        var doors = new Doors(ports, faults);
        var app = GatewayApp.Build(
            kestrel => kestrel.Configure(doors.Open, reloadOnChange: true),
            options.Logging,
            app =>
            {
                app.MapReadiness(answers.AnswerAsync, token, http => bodies.GetValueOrDefault(http.Connection.LocalPort));
                app.MapStatusPage(source);
                app.MapFaults(faults, token);
            });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app, faults, ports);
    }

    private static Dictionary<string, int> FreePorts(IReadOnlyCollection<string> bodies)
    {
        var listeners = bodies.ToDictionary(body => body, _ => new TcpListener(IPAddress.Loopback, 0));
        try
        {
            return listeners.ToDictionary(listener => listener.Key, listener =>
            {
                listener.Value.Start();
                return ((IPEndPoint)listener.Value.LocalEndpoint).Port;
            });
        }
        finally
        {
            foreach (var listener in listeners.Values)
            {
                listener.Dispose();
            }
        }
    }
}
