using System.Collections.Concurrent;
using System.Globalization;
using SteeringBoard.Gateway.Scenarios;

namespace SteeringBoard.Tests.Gateway;

/// <summary>The demo's programme, as its seed data tells it.</summary>
internal static class GoLive
{
    public const string Programme = "go-live-2025";

    private static readonly ConcurrentDictionary<int, Scenario> Scenarios = [];

    public static string SeedData { get; } = FindSeedData();

    public static Scenario Scenario(int seed) => Scenarios.GetOrAdd(seed, number => SteeringBoard.Gateway.Scenarios.Scenario.Load(
        Path.Combine(SeedData, Programme), Path.Combine(SeedData, "vn-2025"), number));

    /// <summary>A moment of the week, Vietnam time: <c>06-25 18:00</c>.</summary>
    public static DateTimeOffset At(string moment) =>
        DateTimeOffset.ParseExact($"2025-{moment} +07:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static string FindSeedData()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SteeringBoard.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no SteeringBoard.sln above the tests");
        }

        return Path.Combine(folder.FullName, "seed-data");
    }
}

/// <summary>A programme's time that stands where it is put.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
