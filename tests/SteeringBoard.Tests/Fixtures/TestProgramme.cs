using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>A small programme with one of each kind: a nation, a ministry, three provinces of which one has four communes.</summary>
public static class TestProgramme
{
    public const string Code = "test-2025";

    /// <summary>The province with communes.</summary>
    public const string Province = "79";

    /// <summary>Provinces without communes.</summary>
    public const string OtherProvince = "01";

    public const string ThirdProvince = "91";

    public const string Nation = "VN";

    public const string Ministry = "MOF";

    public static IReadOnlyList<string> Communes { get; } = ["26734", "26737", "26740", "26743"];

    /// <summary>A ratio of the provinces, wanted pulled, of a locked 100, due on <see cref="Due"/>.</summary>
    public const string Configured = "configured";

    /// <summary>A ratio of provinces and communes, wanted pulled, of a locked 10 a commune, due on <see cref="Due"/>.</summary>
    public const string Hotlines = "hotlines";

    /// <summary>A ratio of provinces and communes, wanted inspected, with no denominator locked.</summary>
    public const string Seals = "seals";

    /// <summary>Five parts, wanted pulled.</summary>
    public const string Platforms = "platforms";

    /// <summary>Falls to 0, wanted pulled; no denominator locked.</summary>
    public const string Unsigned = "unsigned";

    /// <summary>Falls to 0 in the communes, of a locked 10 a commune.</summary>
    public const string Backlog = "backlog";

    /// <summary>A counter of the provinces.</summary>
    public const string Visits = "visits";

    /// <summary>A ratio of the nation, wanted tested.</summary>
    public const string Services = "services";

    /// <summary>A ratio of the provinces with a target of 95 %, wanted tested, no denominator locked, due on <see cref="Due"/>.</summary>
    public const string Filing = "filing";

    /// <summary>A ratio of the provinces, wanted claimed.</summary>
    public const string Decided = "decided";

    /// <summary>A ratio of the ministries, wanted claimed.</summary>
    public const string Published = "published";

    /// <summary>The due instant of the directive <c>D1</c>.</summary>
    public static DateTimeOffset Due { get; } = new(2025, 6, 25, 18, 0, 0, TimeSpan.FromHours(7));

    public static Catalog Catalog(ClockPlan? clock = null) => new(
        new Programme
        {
            Code = Code,
            Name = Text("Chương trình thử"),
            BodySet = "vn-test",
            Zone = "Asia/Ho_Chi_Minh",
            HardStop = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7)),
            Clock = clock ?? ClockPlan.Real,
            Simulated = true,
        },
        Bodies(),
        Indicators(),
        new Dictionary<string, DateTimeOffset> { ["D1"] = Due },
        [
            .. new[] { Province, OtherProvince, ThirdProvince }.Select(body => (body, Configured, 100L)),
            .. Communes.Select(body => (body, Hotlines, 10L)),
            .. Communes.Select(body => (body, Backlog, 10L)),
        ]);

    public static Indicator Indicator(string code) => Indicators().Single(indicator => indicator.Code == code);

    private static List<Body> Bodies()
    {
        List<Body> bodies =
        [
            Body(Nation, BodyKind.Nation, null),
            Body(Ministry, BodyKind.Ministry, Nation),
            Body(OtherProvince, BodyKind.Province, Nation),
            Body(Province, BodyKind.Province, Nation),
            Body(ThirdProvince, BodyKind.Province, Nation),
            .. Communes.Select(code => Body(code, BodyKind.Commune, Province)),
        ];
        return [.. bodies.Select((body, place) => body with { Id = 100 + place })];
    }

    private static List<Indicator> Indicators()
    {
        List<Indicator> indicators =
        [
            Indicator(Configured, MeasuredAt.Province, EvidenceLevel.Pulled, due: true),
            Indicator(Hotlines, MeasuredAt.ProvinceAndCommune, EvidenceLevel.Pulled, due: true),
            Indicator(Seals, MeasuredAt.ProvinceAndCommune, EvidenceLevel.Inspected),
            Indicator(Platforms, MeasuredAt.Province, EvidenceLevel.Pulled) with { Items = ["procedures", "documents", "meeting", "reporting", "integration"] },
            Indicator(Unsigned, MeasuredAt.Province, EvidenceLevel.Pulled) with { Falling = true },
            Indicator(Backlog, MeasuredAt.ProvinceAndCommune, EvidenceLevel.Pulled) with { Falling = true },
            Indicator(Visits, MeasuredAt.Province, EvidenceLevel.Claimed) with { Counter = true },
            Indicator(Services, MeasuredAt.Nation, EvidenceLevel.Tested),
            Indicator(Filing, MeasuredAt.Province, EvidenceLevel.Tested, due: true) with { TargetPerMille = 950 },
            Indicator(Decided, MeasuredAt.Province, EvidenceLevel.Claimed),
            Indicator(Published, MeasuredAt.Ministry, EvidenceLevel.Claimed),
        ];
        return [.. indicators.Select((indicator, place) => indicator with { Id = 500 + place })];
    }

    private static Body Body(string code, BodyKind kind, string? parent) =>
        new() { Set = "vn-test", Code = code, Kind = kind, Parent = parent, Name = Text(code), Source = "test" };

    private static Indicator Indicator(string code, MeasuredAt level, EvidenceLevel wanted, bool due = false) => new()
    {
        Programme = Code,
        Code = code,
        Name = Text(code),
        Numerator = Text(code),
        Denominator = Text(code),
        Level = level,
        Wanted = wanted,
        EvidenceWanted = Text(code),
        Fresh = [TimeSpan.FromHours(24), TimeSpan.FromMinutes(30), TimeSpan.FromHours(48), TimeSpan.FromDays(7)],
        DueDirective = due ? "D1" : null,
        Owner = "test",
        Source = "test",
    };

    private static LocalizedText Text(string text) => new(text, text, text);
}
