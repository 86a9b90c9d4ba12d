using SteeringBoard.Bodies;
using SteeringBoard.Directives;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness;

namespace SteeringBoard.Seed;

/// <summary>Reads what a programme counts, and the parts of it.</summary>
internal static class IndicatorRows
{
    private static readonly string[] Columns =
    [
        "code", "level", "kind", "direction", "items", "target_per_mille", "wanted",
        "fresh_claimed", "fresh_pulled", "fresh_tested", "fresh_inspected", "due_directive", "family", "owner",
        "name_vi", "name_en", "name_fr", "numerator_vi", "numerator_en", "numerator_fr",
        "denominator_vi", "denominator_en", "denominator_fr", "evidence_vi", "evidence_en", "evidence_fr", "source",
    ];

    public static List<Seeded<SeedItem>> ReadItems(SeedFiles files, string programme)
    {
        var items = files.Rows($"{programme}/items.csv", "code", "name_vi", "name_en", "name_fr", "source")
            .Select(row => new Seeded<SeedItem>(row, new SeedItem(programme, row.Required("code"), row.Localized("name"), row.Required("source"))))
            .ToList();
        items.RefuseTwins(item => item.Code);
        return items;
    }

    public static List<Seeded<Indicator>> Read(SeedFiles files, string programme)
    {
        var indicators = files.Rows($"{programme}/indicators.csv", Columns).Select(row => new Seeded<Indicator>(row, Read(row, programme))).ToList();
        indicators.RefuseTwins(indicator => indicator.Code);
        return indicators;
    }

    public static void Check(
        List<Seeded<Indicator>> indicators,
        Dictionary<string, SeedItem> items,
        Dictionary<string, Directive> directives,
        Dictionary<string, Body> bodies)
    {
        foreach (var (row, indicator) in indicators)
        {
            foreach (var item in indicator.Items.Where(item => !items.ContainsKey(item)))
            {
                row.Fault($"{item} is not in items.csv");
            }
            if (indicator.DueDirective is { } directive && !directives.ContainsKey(directive))
            {
                row.Fault($"due_directive {directive} is no directive of the programme");
            }
            foreach (var owner in row.List("owner").Where(owner => !BodyGroups.Has(owner) && !bodies.ContainsKey(owner)))
            {
                row.Fault($"owner {owner} is no body of the set and no group");
            }
        }
    }

    private static Indicator Read(SeedRow row, string programme)
    {
        var counter = row.OneOf("kind", ("ratio", false), ("counter", true));
        var target = row.OptionalCount("target_per_mille", least: 1);
        if (counter != target is null || target > 1000)
        {
            row.Fault(counter ? "a counter has no target_per_mille" : "target_per_mille is not from 1 to 1000");
        }
        return new Indicator
        {
            Programme = programme,
            Code = row.Required("code"),
            Name = row.Localized("name"),
            Numerator = row.Localized("numerator"),
            Denominator = counter ? row.LocalizedOrNone("denominator") : row.Localized("denominator"),
            Level = row.OneOf(
                "level",
                ("nation", MeasuredAt.Nation),
                ("province", MeasuredAt.Province),
                ("province+commune", MeasuredAt.ProvinceAndCommune),
                ("ministry", MeasuredAt.Ministry),
                ("body", MeasuredAt.Body)),
            Falling = row.OneOf("direction", ("rising", false), ("falling", true)),
            Counter = counter,
            Items = row.List("items"),
            TargetPerMille = (int)(target ?? 1000),
            Wanted = row.Level("wanted"),
            EvidenceWanted = row.Localized("evidence"),
            Fresh = [row.Duration("fresh_claimed"), row.Duration("fresh_pulled"), row.Duration("fresh_tested"), row.Duration("fresh_inspected")],
            DueDirective = row.Optional("due_directive"),
            Family = row.OneOf("family", ("", null), ("services", "services"), ("codes", "codes"), ("tests", "tests")),
            Owner = row.Required("owner"),
            Source = row.Required("source"),
        };
    }
}
