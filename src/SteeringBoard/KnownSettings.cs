using SteeringBoard.Collection;
using SteeringBoard.Data;

namespace SteeringBoard;

/// <summary>
/// The settings there are. A misspelled one would be passed over without a word, and the board would serve otherwise than it was told to.
/// </summary>
internal static class KnownSettings
{
    private static readonly (string Section, string[] Keys)[] Sections =
    [
        ("Data", ["Directory", "PostgresTools"]),
        ("ConnectionStrings", ["Record", "Redis"]),
        ("Demo", ["Enabled", "Speed", "Start", "Claims", "Seed"]),
        ("Collection",
        [
            nameof(CollectionOptions.Interval), nameof(CollectionOptions.Budget), nameof(CollectionOptions.ConnectTimeout), nameof(CollectionOptions.MaxParallel),
            nameof(CollectionOptions.Shards), nameof(CollectionOptions.Retries), nameof(CollectionOptions.RetryDelay), nameof(CollectionOptions.BreakerFailures),
            nameof(CollectionOptions.BreakerOpen), nameof(CollectionOptions.KeepRuns), "Gateways",
        ]),
        ("Access", ["Address", "Keys", "Limits"]),
    ];

    /// <summary>Sections that check themselves, and what the host reads.</summary>
    private static readonly string[] Others =
    [
        "SignOn", "Logging", "Kestrel", "AllowedHosts", "urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "noted",
    ];

    /// <summary>Prefixes of what is usually set in the environment.</summary>
    private static readonly string[] Prefixes = ["ASPNETCORE_", "DOTNET_", "OTEL_"];

    /// <summary>Refuses what was given on the command line and is no setting, and every key of a section of ours that is none, wherever it was set.</summary>
    /// <exception cref="OptionsException">It names them, and what there is.</exception>
    public static void Check(string[] args, IConfiguration configuration)
    {
        List<string> faults = [.. Given(args), .. Set(configuration)];
        if (faults.Count > 0)
        {
            throw new OptionsException(string.Join(Environment.NewLine, faults.Distinct()));
        }
    }

    private static IEnumerable<string> Given(string[] args)
    {
        for (var place = 0; place < args.Length; place++)
        {
            if (!args[place].StartsWith("--", StringComparison.Ordinal))
            {
                yield return $"'{args[place]}' is no setting: they are given as --key=value. --help tells all.";
                continue;
            }
            var parts = args[place][2..].Split('=', 2);
            if (!IsKnown(parts[0].Split(':')[0]))
            {
                yield return $"There is no setting '{parts[0]}'. --help tells all.";
            }
            // A value may stand by itself behind its key.
            place += parts.Length == 1 ? 1 : 0;
        }
    }

    private static IEnumerable<string> Set(IConfiguration configuration) =>
        from known in Sections
        from child in configuration.GetSection(known.Section).GetChildren()
        where !known.Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select $"{known.Section}:{child.Key} is no setting: there are {string.Join(", ", known.Keys)}.";

    private static bool IsKnown(string root) =>
        Sections.Any(known => known.Section.Equals(root, StringComparison.OrdinalIgnoreCase))
        || Others.Contains(root, StringComparer.OrdinalIgnoreCase)
        || Prefixes.Any(prefix => root.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
