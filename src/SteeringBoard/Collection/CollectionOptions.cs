using System.Globalization;
using SteeringBoard.Data;

namespace SteeringBoard.Collection;

/// <summary>How gateways are pulled (<c>Collection</c> in the configuration). All times are real time.</summary>
public sealed record CollectionOptions
{
    /// <summary><c>Collection:Interval</c>: how often each gateway is pulled.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary><c>Collection:Budget</c>: how long one pull may take, in all its tries.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>Collection:ConnectTimeout</c>: how long a connection may take to open before another try.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary><c>Collection:MaxParallel</c>: pulls at work at once on this node; one that only waits for its gateway gives its place up.</summary>
    public int MaxParallel { get; init; } = 32;

    /// <summary><c>Collection:Shards</c>: sweep jobs the gateways are spread over; 0 lets their number decide.</summary>
    public int Shards { get; init; }

    /// <summary><c>Collection:Retries</c>: tries after the first.</summary>
    public int Retries { get; init; } = 2;

    /// <summary><c>Collection:RetryDelay</c>: before the first retry; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary><c>Collection:BreakerFailures</c>: failed pulls in a row that open a gateway's breaker.</summary>
    public int BreakerFailures { get; init; } = 4;

    /// <summary><c>Collection:BreakerOpen</c>: how long it stays open at first; doubled after each probe that fails, up to four times that.</summary>
    public TimeSpan BreakerOpen { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>Collection:KeepRuns</c>: how long run rows are kept.</summary>
    public TimeSpan KeepRuns { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many sweep jobs so many gateways are spread over.</summary>
    /// <remarks>
    /// Measured on two cores: firing a job from a persistent store costs about as much as pulling twenty unchanged gateways, so 34 are
    /// swept by one job; a job of 3,355 takes under two seconds of one core, but several let the nodes of a cluster share the work.
    /// </remarks>
    public int ShardsFor(int gateways) => Shards > 0 ? Shards : Math.Max(1, (gateways + GatewaysAShard - 1) / GatewaysAShard);

    private const int GatewaysAShard = 500;

    /// <exception cref="OptionsException">A value is wrong; the message names the key.</exception>
    public static CollectionOptions From(IConfiguration configuration)
    {
        var usual = new CollectionOptions();
        var options = new CollectionOptions
        {
            Interval = Time(configuration, nameof(Interval), usual.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Budget = Time(configuration, nameof(Budget), usual.Budget, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
            ConnectTimeout = Time(configuration, nameof(ConnectTimeout), usual.ConnectTimeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(5)),
            MaxParallel = Number(configuration, nameof(MaxParallel), usual.MaxParallel, 1, 1_000),
            Shards = Number(configuration, nameof(Shards), usual.Shards, 0, 64),
            Retries = Number(configuration, nameof(Retries), usual.Retries, 0, 10),
            RetryDelay = Time(configuration, nameof(RetryDelay), usual.RetryDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            BreakerFailures = Number(configuration, nameof(BreakerFailures), usual.BreakerFailures, 2, 100),
            BreakerOpen = Time(configuration, nameof(BreakerOpen), usual.BreakerOpen, TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1)),
            KeepRuns = Time(configuration, nameof(KeepRuns), usual.KeepRuns, TimeSpan.FromHours(1), TimeSpan.FromDays(3660)),
        };
        return options.ConnectTimeout <= options.Budget
            ? options
            : throw new OptionsException($"Collection:ConnectTimeout ({options.ConnectTimeout:c}) is longer than Collection:Budget ({options.Budget:c}).");
    }

    private static TimeSpan Time(IConfiguration configuration, string name, TimeSpan usual, TimeSpan least, TimeSpan most)
    {
        if (configuration[$"Collection:{name}"] is not { Length: > 0 } text)
        {
            return usual;
        }
        // A bare number is seconds: TimeSpan would take it for days.
        TimeSpan? time = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : null;
        return time is { } value && value >= least && value <= most
            ? value
            : throw new OptionsException($"Collection:{name} is '{text}': it must be seconds, or a time such as 00:00:15, from {least:c} to {most:c}.");
    }

    private static int Number(IConfiguration configuration, string name, int usual, int least, int most) =>
        configuration[$"Collection:{name}"] is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new OptionsException($"Collection:{name} is '{text}': it must be a whole number from {least} to {most}.");
}
