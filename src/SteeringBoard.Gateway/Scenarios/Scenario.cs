using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Scenarios;

/// <summary>
/// The invented course of a programme's week, through the points that were published: a pure function of the programme's time, the same
/// for the same seed number on every machine.
/// </summary>
public sealed class Scenario
{
    private readonly Dictionary<string, IReadOnlyList<ReadinessCourse>> _reported;
    private readonly Dictionary<string, IReadOnlyList<ReadinessCourse>> _served;

    private Scenario(ScenarioSeed seed, int number)
    {
        var provinces = seed.Bodies.Where(body => body.Kind == "province").Select(body => body.Code).ToArray();
        var atProvinces = seed.Indicators.Where(indicator => indicator.AtProvinces).Select(indicator => indicator.Code).ToHashSet();
        _reported = new WeekPlan(seed, new Draw((ulong)number).With("week")).Courses()
            .ToDictionary(courses => courses.Key, courses => (IReadOnlyList<ReadinessCourse>)courses.Value);
        _served = provinces.Where(_reported.ContainsKey).ToDictionary(
            province => province,
            province => (IReadOnlyList<ReadinessCourse>)[.. _reported[province].Where(course => atProvinces.Contains(course.Indicator))]);
        Provinces = [.. _served.Keys];
    }

    /// <summary>The codes of the provinces that have a gateway, in the order of the set.</summary>
    public IReadOnlyList<string> Provinces { get; }

    /// <summary>The codes of all bodies that report something: the provinces, the nation, ministries and agencies.</summary>
    public IReadOnlyCollection<string> Bodies => _reported.Keys;

    /// <summary>Reads the seed data of a programme and of its set of bodies.</summary>
    /// <param name="programmeSeedFolder">Holds indicators.csv, denominators.csv, directives.csv, course.csv.</param>
    /// <param name="bodySetFolder">Holds bodies.csv.</param>
    /// <param name="seed">Decides which body does what.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="FormatException">A value is not what its column holds.</exception>
    public static Scenario Load(string programmeSeedFolder, string bodySetFolder, int seed) =>
        new(ScenarioSeed.Read(programmeSeedFolder, bodySetFolder), seed);

    /// <summary>
    /// What a body shows at a level at a moment of the programme. The evidence is left out: the level is the one asked for.
    /// </summary>
    public IReadOnlyList<ReadingEntry> Readings(string body, EvidenceLevel level, DateTimeOffset programmeTime) =>
        _reported.TryGetValue(body, out var courses) ? [.. Entries(courses, level, programmeTime, evidence: null)] : [];

    /// <summary>What a province's gateway serves: what its systems show, and the tests by their name.</summary>
    internal IReadOnlyList<ReadingEntry> Served(string province, DateTimeOffset programmeTime) =>
        [
            .. Entries(_served[province], EvidenceLevel.Pulled, programmeTime, evidence: null),
            .. Entries(_served[province], EvidenceLevel.Tested, programmeTime, EvidenceLevel.Tested),
        ];

    /// <summary>Writes the values a province's gateway serves, without making readings of them; tells how many there are.</summary>
    /// <returns>Equal values are an equal document but for its time.</returns>
    internal int Sample(string province, DateTimeOffset programmeTime, ref long[] values)
    {
        var courses = _served[province];
        var count = courses.Count * 3;
        if (values.Length < count)
        {
            values = new long[count];
        }

        var ticks = programmeTime.UtcTicks;
        for (var i = 0; i < courses.Count; i++)
        {
            values[3 * i] = courses[i].Value(EvidenceLevel.Pulled, ticks) ?? -1;
            values[3 * i + 1] = courses[i].Value(EvidenceLevel.Tested, ticks) ?? -1;
            values[3 * i + 2] = courses[i].IsRehearsed(EvidenceLevel.Tested, ticks) ? 1 : 0;
        }

        return count;
    }

    private static IEnumerable<ReadingEntry> Entries(
        IReadOnlyList<ReadinessCourse> courses, EvidenceLevel level, DateTimeOffset programmeTime, EvidenceLevel? evidence)
    {
        var ticks = programmeTime.UtcTicks;
        foreach (var course in courses)
        {
            if (course.Value(level, ticks) is { } value)
            {
                yield return new()
                {
                    Indicator = course.Indicator,
                    Item = course.Item,
                    Value = value,
                    Total = course.Total,
                    Evidence = evidence,
                    Note = course.IsRehearsed(level, ticks) ? "diễn tập" : null,
                };
            }
        }
    }
}
