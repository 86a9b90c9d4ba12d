using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Screens;
using SteeringBoard.Contract;
using SteeringBoard.Seed;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks;

/// <summary>The board's real executable, in production's settings, with one key that speaks for the nation and all below it.</summary>
internal sealed class BoardServer : IAsyncDisposable
{
    public const string Programme = "go-live-2025";

    private const string Key = "sb_benchmark";
    private const string Nation = "VN";

    /// <summary>Every denominator of the seed, in the demo as in earnest.</summary>
    private static readonly Lazy<Dictionary<(string Body, string Indicator), long>> Seeded = new(() =>
    {
        var seed = SeedLoad.Read(Path.Combine(AppContext.BaseDirectory, "seed-data"));
        var set = seed.Programmes.Single(programme => programme.Code == Programme).BodySet;
        return SeedDenominators.Over(
                seed.Denominators.Where(row => row.Programme == Programme && row.Item is null), seed.Bodies.Where(body => body.Set == set))
            .ToDictionary(row => (row.Body, row.Indicator), row => row.Total);
    });

    private readonly BoardProcess _process;
    private Probe _probe;

    private BoardServer(BoardProcess process, DateTimeOffset now)
    {
        _process = process;
        _probe = new Probe(process.Process);
        // An hour ago, so that no document of the run is of the future.
        Series = new DocumentSeries(Programme, Nation, now.AddHours(-1));
    }

    public Server Server => new(_process.Address, Key, _process.Process.Id);

    public DocumentSeries Series { get; }

    /// <summary>Where its SQLite record is, if it has one.</summary>
    public string DataDirectory => _process.DataDirectory;

    /// <param name="postgres">Where the record is; none for SQLite.</param>
    /// <param name="settings">By their configuration keys; they win over those every benchmark needs.</param>
    /// <param name="executable">Left out: the one built beside this.</param>
    public static async Task<BoardServer> StartAsync(
        string? postgres = null, IReadOnlyDictionary<string, string>? settings = null, string? executable = null)
    {
        var all = new Dictionary<string, string>([Probe.Hook])
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Demo:Enabled"] = "false",
            ["Access:Keys:0:Name"] = "benchmark",
            ["Access:Keys:0:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
            ["Access:Keys:0:Body"] = Nation,
            ["Access:Keys:0:Push"] = "true",
            // What is measured is how much it can take, not how much it would let one key, person or address ask for.
            ["Access:Limits:Key"] = "1000000",
            ["Access:Limits:DemoKey"] = "1000000",
            ["Access:Limits:Person"] = "1000000",
            ["Access:Limits:Address"] = "1000000",
        };
        if (postgres is not null)
        {
            all["ConnectionStrings:Record"] = postgres;
        }

        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            all[key] = value;
        }

        var process = await BoardProcess.StartAsync(all, executable);
        await process.ReadyAsync(TimeSpan.FromMinutes(2));
        return new BoardServer(process, (await ProgrammeAsync(process)).Clock.Now);
    }

    /// <summary>
    /// The published board with the demo's provinces, for those who look at its screens. Left alone it keeps still: its clock runs as
    /// the real one, the provinces are asked every nine minutes, and nobody claims anything.
    /// </summary>
    /// <param name="settings">What is to be otherwise.</param>
    public static async Task<BoardServer> StartScreensAsync(IReadOnlyDictionary<string, string>? settings = null) => await StartAsync(
        settings: settings ?? new Dictionary<string, string>
        {
            ["Demo:Enabled"] = "true",
            ["Demo:Speed"] = "1",
            ["Demo:Claims"] = "false",
            ["Collection:Interval"] = "00:09:00",
        },
        executable: Path.Combine(await Published.FolderAsync(), "SteeringBoard"));

    /// <summary>
    /// Cells of provinces (or, with <paramref name="under"/>, of a body's provinces and communes) that have a denominator and no parts:
    /// what a province may report in one number. A denominator the seed invents is not in force on a board in earnest, where the readings
    /// bring it.
    /// </summary>
    public async Task<Target[]> TargetsAsync(string? under = null)
    {
        using var client = _process.CreateClient(Key);
        var path = $"api/v1/programmes/{Programme}/board{(under is null ? "" : $"?under={under}")}";
        var board = await client.GetFromJsonAsync<BoardAnswer>(new Uri(path, UriKind.Relative), WireJson.Options);
        return [.. board!.Cells
            .Where(cell => char.IsAsciiDigit(cell.Body[0]) && cell.Indicator is not ("I01" or "I02"))
            .Select(cell => new Target(cell.Body, cell.Indicator, cell.Total ?? Seeded.Value.GetValueOrDefault((cell.Body, cell.Indicator))))
            .Where(target => target.Total > 0)];
    }

    /// <summary>So many cells, from all over the country.</summary>
    public async Task<Target[]> ManyTargetsAsync(int count)
    {
        var targets = await TargetsAsync(Nation);
        return targets.Length >= count ? targets[..count] : throw new InvalidOperationException($"The board has only {targets.Length} cells.");
    }

    /// <summary>The codes of the 34 provinces.</summary>
    public async Task<string[]> ProvincesAsync() =>
        [.. (await TargetsAsync()).Select(target => target.Body).Distinct()];

    /// <summary>The programme's last change.</summary>
    public async Task<long> SequenceAsync() => (await ProgrammeAsync(_process)).Sequence;

    /// <summary>The programme's time now.</summary>
    public async Task<DateTimeOffset> NowAsync() => (await ProgrammeAsync(_process)).Clock.Now;

    /// <summary>Bytes the board has allocated since it started.</summary>
    public Task<long> AllocatedAsync() => _probe.AllocatedAsync();

    /// <summary>What the board keeps, after a full collection.</summary>
    public Task<ProcessState> StateAsync() => _probe.StateAsync();

    /// <summary>Kills the board, starts it again on the same data, and waits until it is ready.</summary>
    public async Task RestartAsync()
    {
        await _process.RestartAsync();
        await _process.ReadyAsync();
        _probe = new Probe(_process.Process);
    }

    /// <summary>A viewer of the whole board.</summary>
    public async Task<HubClient> WatchAsync()
    {
        var viewer = await HubClient.ConnectAsync(_process.Address, Key);
        await viewer.WatchBoardAsync(Programme);
        return viewer;
    }

    /// <summary>Milliseconds of processor time the board takes for a sweep over gateways that answer as ordered.</summary>
    public async Task<double> SweepCostAsync(GatewaysWorker gateways, GatewaysOrder order, int sweeps)
    {
        // The first sweep still meets what the order before has left.
        await gateways.OrderAsync(order);
        await gateways.SweepsAsync(1);
        var (before, asked) = (Server.ProcessorTime(), (await gateways.CountAsync()).Requests);
        await gateways.SweepsAsync(1 + sweeps);
        var (after, askedThen) = (Server.ProcessorTime(), (await gateways.CountAsync()).Requests);
        return (after - before).TotalMilliseconds * gateways.Bodies.Length / (askedThen - asked);
    }

    /// <summary>What the board sends to its watchers for one reading of a cell.</summary>
    public async Task<BoardFrame> FrameAsync(Target target)
    {
        await using var viewer = await WatchAsync();
        using var client = Server.CreateClient(connections: 1);
        await Server.PushAsync(client, Series.Bytes(number: 0, target));
        return await viewer.Boards.ReadAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<ProgrammeAnswer> ProgrammeAsync(BoardProcess process)
    {
        using var client = process.CreateClient(Key);
        var programmes = await client.GetFromJsonAsync<ProgrammeAnswer[]>(new Uri("api/v1/programmes", UriKind.Relative), WireJson.Options);
        return programmes!.Single(programme => programme.Code == Programme);
    }
}
