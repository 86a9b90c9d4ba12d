using System.Globalization;
using SteeringBoard.Gateway.Faults;
using SteeringBoard.Gateway.Sources;
using SteeringBoard.Gateway.Texts;

namespace SteeringBoard.Gateway.Commands;

/// <summary>What the command line asks for.</summary>
internal sealed record GatewayArguments
{
    private static readonly string[] OfFile = ["--from", "--body"];
    private static readonly string[] OfScenario = ["--scenario", "--bodies", "--seed", "--start", "--speed", "--fault"];
    private static readonly string[] OfBoth = ["--programme", "--token", "--urls", "--lang"];

    private static readonly string[] MomentFormats = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    public CultureInfo Language { get; private init; } = Words.Culture(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    public bool Help { get; private init; }

    public string? From { get; private init; }

    public string? Scenario { get; private init; }

    public string Programme { get; private init; } = "go-live-2025";

    public string Body { get; private init; } = "";

    public string Bodies { get; private init; } = "vn-2025";

    public int Seed { get; private init; } = 1;

    public DateTimeOffset Start { get; private init; } = new(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

    public double Speed { get; private init; } = 60;

    public string? Token { get; private init; }

    public string Urls { get; private init; } = "http://127.0.0.1:5081";

    public IReadOnlyDictionary<string, Fault> Faults { get; private init; } = new Dictionary<string, Fault>();

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentsException">It cannot be understood.</exception>
    public static GatewayArguments Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var given = new GatewayArguments { Token = environment("GATEWAY_TOKEN"), Help = args.Contains("--help") || args.Contains("-h") };
        given = args.Zip(args.Skip(1)).FirstOrDefault(pair => pair.First == "--lang") is (not null, var language)
            ? given with { Language = Words.Culture(language) }
            : given;
        if (given.Help)
        {
            return given;
        }

        var seen = new HashSet<string>();
        for (var i = 0; i < args.Count; i += 2)
        {
            var option = args[i];
            if (!OfFile.Contains(option) && !OfScenario.Contains(option) && !OfBoth.Contains(option))
            {
                throw new ArgumentsException(given.Language, "unknown-option", option);
            }

            if (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                throw new ArgumentsException(given.Language, "needs-value", option);
            }

            seen.Add(option);
            given = given.With(option, args[i + 1]) ?? throw new ArgumentsException(given.Language, "bad-value", option, args[i + 1]);
        }

        given.Check(seen);
        return given;
    }

    private GatewayArguments? With(string option, string value) => option switch
    {
        "--from" => this with { From = value },
        "--scenario" => this with { Scenario = value },
        "--programme" => this with { Programme = value },
        "--body" => this with { Body = value },
        "--bodies" => this with { Bodies = value },
        "--token" => this with { Token = value },
        "--lang" => value is "vi" or "en" or "fr" ? this with { Language = Words.Culture(value) } : null,
        "--urls" => AreUrls(value) ? this with { Urls = value } : null,
        "--seed" => int.TryParse(value, CultureInfo.InvariantCulture, out var seed) ? this with { Seed = seed } : null,
        "--start" => DateTimeOffset.TryParseExact(value, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            ? this with { Start = start } : null,
        "--speed" => double.TryParse(value, CultureInfo.InvariantCulture, out var speed) && speed is >= 0 and <= 100_000
            ? this with { Speed = speed } : null,
        "--fault" => value.Split('=') is [var body, var word] && FaultWords.All.TryGetValue(word, out var fault)
            ? this with { Faults = new Dictionary<string, Fault>(Faults) { [body] = fault } } : null,
        _ => null,
    };

    private void Check(HashSet<string> seen)
    {
        if (From is null == Scenario is null)
        {
            throw new ArgumentsException(Language, "needs-source");
        }

        var (mine, others) = From is null ? ("--scenario", OfFile) : ("--from", OfScenario);
        if (Array.Find(others, seen.Contains) is { } stray)
        {
            throw new ArgumentsException(Language, "not-for", stray, mine);
        }

        if (From is not null && !(seen.Contains("--programme") && seen.Contains("--body")))
        {
            throw new ArgumentsException(Language, "needs-body");
        }

        var place = From ?? Scenario!;
        if (!Directory.Exists(place) && (From is null || !File.Exists(place)))
        {
            throw new ArgumentsException(Language, "not-found", place);
        }

        if (File.Exists(From) && !SheetFile.IsKnown(From))
        {
            throw new ArgumentsException(Language, "not-a-table", From);
        }
    }

    // Kestrel takes * and + for every interface; to a Uri they are no host.
    private static bool AreUrls(string value) => value.Split(';').All(url =>
        url.StartsWith("http://", StringComparison.Ordinal) && Uri.TryCreate(url.Replace('*', '0').Replace('+', '0'), UriKind.Absolute, out _));
}

/// <summary>The command line cannot be understood, or what it asks for cannot be done; the message is for a person.</summary>
internal sealed class ArgumentsException(CultureInfo language, string key, params object?[] blanks)
    : Exception(Words.Text("command-" + key, language, blanks))
{
    /// <summary>The language it is told in.</summary>
    public CultureInfo Language { get; } = language;
}
