using SteeringBoard.Bodies;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Sweeps;
using SteeringBoard.Gateway.Faults;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Seed;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Gateway;
using SteeringBoard.Tests.Seed;

namespace SteeringBoard.Tests.Collection;

/// <summary>The whole country: a board of the real seed that pulls 34 simulated provinces over HTTP. Programme time moves only when told to.</summary>
public sealed class ThirtyFourProvinces : IAsyncLifetime
{
    private PullingBoard _board = null!;
    private SimulatedProvinces _provinces = null!;

    internal IReadOnlyDictionary<string, PulledGateway> Gateways { get; private set; } = new Dictionary<string, PulledGateway>();

    /// <summary>The board's clock, in the middle of the week.</summary>
    internal DateTimeOffset Now => _board.Board.Now;

    public async ValueTask InitializeAsync()
    {
        // More failures than any test brings: what an open breaker does is told elsewhere.
        _board = await PullingBoard.StartAsync(PullingBoard.Quick with { BreakerFailures = 20, MaxParallel = 32 }, catalog: Country());
        _board.Board.Time.Advance(TimeSpan.FromHours(28));
        _provinces = await SimulatedProvinces.StartAsync(new()
        {
            Scenario = GoLive.Scenario(7),
            Programme = GoLive.Programme,
            Clock = _board.Board.Board.Clock,
            Slowness = TimeSpan.FromMilliseconds(700),
        });
        Gateways = _provinces.Addresses.ToDictionary(
            province => province.Key, province => _board.Register(province.Value, province.Key, programme: GoLive.Programme));
    }

    public async ValueTask DisposeAsync()
    {
        await _provinces.DisposeAsync();
        await _board.DisposeAsync();
    }

    /// <summary>Lets a quarter of an hour pass in the programme.</summary>
    internal void Pass() => _board.Board.Time.Advance(TimeSpan.FromMinutes(15));

    internal void SetFault(string body, Fault fault) => _provinces.SetFault(body, fault);

    internal Task<SweepReport> SweepAsync() => _board.SweepAsync(TimeSpan.FromSeconds(20));

    internal Task<Pull> PullAsync(string body) => _board.PullAsync(Gateways[body]);

    /// <summary>What the board shows of a province as pulled: all its counts together, and the last instant it was heard.</summary>
    internal (long Counted, DateTimeOffset? Heard) Shown(string body)
    {
        var board = _board.Board.Current;
        var pulled = board.CellsOf(board.Catalog.BodyPlace(body)!.Value).Select(pair => pair.Cell.Levels.Pulled).OfType<LevelReading>().ToList();
        return (pulled.Sum(reading => reading.Value), pulled.Count == 0 ? null : pulled.Max(reading => reading.SilentAsOf()));
    }

    private static Catalog Country()
    {
        var seed = SeedFolder.Read(SeedCopy.Real).Value!;
        var programme = seed.Programmes.Single(one => one.Code == GoLive.Programme);
        Body[] bodies = [.. seed.Bodies.Where(body => body.Set == programme.BodySet).Select((body, place) => body with { Id = place + 1 })];
        var indicators = seed.Indicators.Where(indicator => indicator.Programme == programme.Code).Select((indicator, place) => indicator with { Id = place + 1 });
        var totals = SeedDenominators.Over(seed.Denominators.Where(row => row.Programme == programme.Code && row.Item is null), bodies);
        return new Catalog(
            programme, bodies, indicators, new Dictionary<string, DateTimeOffset>(), [.. totals.Select(total => (total.Body, total.Indicator, total.Total))]);
    }
}
