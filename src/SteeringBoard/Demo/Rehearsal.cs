using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.Gateway.Claims;
using SteeringBoard.Gateway.Faults;
using SteeringBoard.Gateway.Scenarios;
using SteeringBoard.Programmes;

namespace SteeringBoard.Demo;

/// <summary>Runs the simulated provinces and what they claim.</summary>
public sealed class Rehearsal(
    DemoOptions options, RecordOptions record, RunningProgrammes programmes, IHostApplicationLifetime lifetime, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private SimulatedProvinces? _provinces;
    private IReadOnlySet<string> _real = new HashSet<string>();
    private Task _claims = Task.CompletedTask;

    /// <summary>Starts the provinces; the address of each one's gateway by its body's code.</summary>
    /// <param name="seedFolder">Where the seed is.</param>
    /// <param name="real">The provinces that have a real gateway: they are not simulated.</param>
    public async Task<IReadOnlyDictionary<string, Uri>> StartProvincesAsync(string seedFolder, IReadOnlySet<string> real)
    {
        _real = real;
        var clock = programmes.Find(DemoOptions.Rehearsed)!.Clock;
        Scenario = Scenario.Load(Path.Combine(seedFolder, DemoOptions.Rehearsed), Path.Combine(seedFolder, "vn-2025"), options.Seed);
        _provinces = await SimulatedProvinces.StartAsync(new SimulatedProvincesOptions
        {
            Scenario = Scenario,
            Programme = DemoOptions.Rehearsed,
            Clock = clock,
            RealTime = time,
        });
        return _provinces.Addresses.Where(province => !real.Contains(province.Key)).ToDictionary();
    }

    /// <summary>What the week is made of; set once the provinces run.</summary>
    public Scenario? Scenario { get; private set; }

    /// <summary>The provinces that run; none before the start.</summary>
    public SimulatedProvinces? Provinces => _provinces;

    /// <summary>Whether the week can be started again: its data are simulated, and in files of the demo's own.</summary>
    public bool MayStartAgain => options.Enabled && !record.IsPostgres;

    /// <summary>Who has asked for the week to be started again, for the trail; the board is then stopping. None while nobody has.</summary>
    public AuditEntry? StartedAgain { get; private set; }

    /// <summary>Stops the board, so that it comes up again with an empty record at the start of the week.</summary>
    /// <param name="by">Name and role of who asks.</param>
    /// <exception cref="InvalidOperationException">The data are not the demo's.</exception>
    public void StartAgain((string Name, string Role) by)
    {
        if (!MayStartAgain)
        {
            throw new InvalidOperationException("only the demo's own data are started again");
        }
        StartedAgain = new AuditEntry("demo.restarted", by.Name, time.GetUtcNow()) { Role = by.Role };
        lifetime.StopApplication();
    }

    /// <summary>Starts pushing what the provinces claim to a board.</summary>
    public void StartClaims(Uri board)
    {
        if (!options.Claims || Scenario is null)
        {
            return;
        }
        var pusher = new ClaimsPusher(
            new ClaimsPusherOptions
            {
                Scenario = Scenario,
                Programme = DemoOptions.Rehearsed,
                Silent = _real,
                Board = board,
                Clock = programmes.Find(DemoOptions.Rehearsed)!.Clock,
                RealTime = time,
                KeyOf = DemoKeys.Of,
            },
            new HttpClient(),
            loggers.CreateLogger<ClaimsPusher>());
        _claims = pusher.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _claims.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_provinces is not null)
        {
            await _provinces.DisposeAsync();
        }
        _stop.Dispose();
    }
}
