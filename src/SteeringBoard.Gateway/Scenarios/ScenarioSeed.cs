using System.Globalization;
using CsvHelper;
using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Scenarios;

/// <summary>An indicator as the scenario needs it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Level"><c>nation</c>, <c>province</c>, <c>province+commune</c>, <c>ministry</c> or <c>body</c>.</param>
/// <param name="Falling">Counts what is left.</param>
/// <param name="Items">Its parts; empty for most.</param>
/// <param name="TargetPerMille">The share that is the target, in thousandths.</param>
/// <param name="Wanted">The evidence a cell needs before it may be done.</param>
/// <param name="Directive">The directive whose due instant it is judged by.</param>
internal sealed record SeedIndicator(
    string Code, string Level, bool Falling, IReadOnlyList<string> Items, int TargetPerMille, EvidenceLevel Wanted, string? Directive)
{
    /// <summary>Whether a province's gateway carries it.</summary>
    public bool AtProvinces => Level is "province" or "province+commune";
}

/// <summary>A published point of that week: so many done at a moment.</summary>
/// <param name="At">When it held.</param>
/// <param name="Indicator">Of what.</param>
/// <param name="Level">How it was known.</param>
/// <param name="Done">How many.</param>
/// <param name="CountsBodies">True: bodies done; false: the value itself.</param>
internal sealed record PublishedPoint(DateTimeOffset At, string Indicator, EvidenceLevel Level, int Done, bool CountsBodies);

/// <summary>When a directive falls due and before when its work cannot begin.</summary>
internal sealed record SeedDirective(string Code, DateTimeOffset? Due, DateTimeOffset? NotBefore);

/// <summary>A body of the set.</summary>
internal sealed record SeedBody(string Code, string Kind, long Communes);

/// <summary>The part of a programme's seed data that a scenario is made from.</summary>
internal sealed class ScenarioSeed
{
    private readonly Dictionary<(string Body, string Indicator, string Item), string> _totals = [];

    private ScenarioSeed(string programmeFolder, string bodySetFolder)
    {
        Bodies = Rows(bodySetFolder, "bodies.csv", row => new SeedBody(
            row("code"), row("kind"), long.TryParse(row("communes"), CultureInfo.InvariantCulture, out var communes) ? communes : 0));
        Indicators = Rows(programmeFolder, "indicators.csv", row => new SeedIndicator(
            row("code"),
            row("level"),
            row("direction") == "falling",
            row("items").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            int.TryParse(row("target_per_mille"), CultureInfo.InvariantCulture, out var target) ? target : 1000,
            Level(row("wanted")),
            row("due_directive") is { Length: > 0 } directive ? directive : null));
        Directives = Rows(programmeFolder, "directives.csv", row => new SeedDirective(
            row("code"), Moment(row("due_before")), Moment(row("not_before")))).ToDictionary(directive => directive.Code);
        Points = Rows(programmeFolder, "course.csv", row => new PublishedPoint(
            Moment(row("at")) ?? throw new FormatException($"course.csv: no moment in '{row("at")}'"),
            row("indicator"),
            Level(row("level")),
            int.Parse(row("done"), CultureInfo.InvariantCulture),
            row("unit") == "provinces"));
        foreach (var (key, total) in Rows(
            programmeFolder, "denominators.csv", row => ((row("body"), row("indicator"), row("item")), row("total"))))
        {
            _totals[key] = total;
        }
    }

    public IReadOnlyList<SeedBody> Bodies { get; }

    public IReadOnlyList<SeedIndicator> Indicators { get; }

    public IReadOnlyDictionary<string, SeedDirective> Directives { get; }

    public IReadOnlyList<PublishedPoint> Points { get; }

    /// <summary>Reads both folders.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="FormatException">A value is not what its column holds.</exception>
    public static ScenarioSeed Read(string programmeFolder, string bodySetFolder) => new(programmeFolder, bodySetFolder);

    /// <summary>The denominator of an indicator for a body; none where the seed gives none.</summary>
    public long? Total(SeedBody body, SeedIndicator indicator, string item)
    {
        var group = body.Kind switch
        {
            "province" => "provinces",
            "ministry" or "agency" => "ministries",
            _ => null,
        };
        if (!_totals.TryGetValue((body.Code, indicator.Code, item), out var total)
            && (group is null || !_totals.TryGetValue((group, indicator.Code, item), out total)))
        {
            return null;
        }

        return total switch
        {
            "communes" => body.Communes,
            "communes+1" => body.Communes + 1,
            _ when total.StartsWith("communes*", StringComparison.Ordinal) =>
                body.Communes * long.Parse(total.AsSpan("communes*".Length), CultureInfo.InvariantCulture),
            _ => long.Parse(total, CultureInfo.InvariantCulture),
        };
    }

    private static List<T> Rows<T>(string folder, string file, Func<Func<string, string>, T> read)
    {
        var path = Path.Combine(folder, file);
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',' });
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(column => reader.TryGetFieldIndex(column, out var index) ? reader.GetString(index) : ""));
        }

        return rows;
    }

    private static EvidenceLevel Level(string word) =>
        EvidenceLevels.TryParse(word, out var level) ? level : throw new FormatException($"'{word}' is not an evidence level");

    private static DateTimeOffset? Moment(string text) =>
        text.Length == 0 ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
