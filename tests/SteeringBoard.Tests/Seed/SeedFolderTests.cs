using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Programmes;
using SteeringBoard.Seed;
using SteeringBoard.Readiness;

namespace SteeringBoard.Tests.Seed;

/// <summary>What comes with the board.</summary>
public sealed class SeedFolderTests
{
    private static readonly SeedOutcome<SeedData> Outcome = SeedFolder.Read(SeedCopy.Real);

    private static SeedData Data => Outcome.Value ?? throw new InvalidOperationException(string.Join('\n', Outcome.Faults));

    [Fact]
    public void Seed_data_has_no_fault() => Assert.Empty(Outcome.Faults);

    [Fact]
    public void The_legal_basis_a_meeting_named_stands_on_every_order_of_its_programme_and_on_no_claim()
    {
        var ordered = Data.Directives.Where(directive => directive.Programme == "go-live-2025").ToLookup(directive => directive.Kind is DirectiveKind.Claim);
        Assert.All(ordered[false], directive => Assert.Contains("71/NQ-CP", directive.LegalBasis, StringComparison.Ordinal));
        Assert.All(ordered[true], directive => Assert.Equal("", directive.LegalBasis));
        Assert.Equal("Luật Căn cước", Data.Directives.Single(directive => directive.Code == "P13").LegalBasis);
    }

    [Fact]
    public void Sets_hold_34_provinces_with_3321_communes_and_63_provinces()
    {
        Assert.Equal(["vn-2024", "vn-2025"], Data.BodySets.Select(set => set.Code));
        Assert.Equal(new DateOnly(2025, 7, 1), Data.BodySets[0].ValidTo);
        Assert.Equal((new DateOnly(2025, 6, 16), new DateOnly(2025, 7, 1)), (Data.BodySets[1].ValidFrom, Data.BodySets[1].OperatingFrom));
        Assert.Equal((34, 3321), (Bodies("vn-2025", BodyKind.Province).Count, Bodies("vn-2025", BodyKind.Commune).Count));
        Assert.Equal((63, 0), (Bodies("vn-2024", BodyKind.Province).Count, Bodies("vn-2024", BodyKind.Commune).Count));
    }

    [Fact]
    public void Communes_are_made_from_the_counts_with_neutral_names()
    {
        var communes = Bodies("vn-2025", BodyKind.Commune);
        Assert.All(communes, commune => Assert.True(commune.Simulated));
        Assert.All(
            Bodies("vn-2025", BodyKind.Province),
            province => Assert.Equal(province.Communes, communes.Count(commune => commune.Parent == province.Code)));
        Assert.Equal(
            new LocalizedText("Đơn vị cấp xã 001", "Commune-level unit 001", "Unité communale 001"),
            Assert.Single(communes, commune => commune.Code == "79-001").Name);
    }

    [Fact]
    public void Every_body_comes_after_its_parent()
    {
        var placed = new HashSet<(string, string)>();
        foreach (var body in Data.Bodies)
        {
            Assert.True(body.Parent is null || placed.Contains((body.Set, body.Parent)), body.Code);
            placed.Add((body.Set, body.Code));
        }
    }

    [Fact]
    public void Every_body_of_2024_is_part_of_one_of_2025()
    {
        var next = Bodies("vn-2025").Select(body => body.Code).ToHashSet();
        Assert.All(Bodies("vn-2024"), body => Assert.Contains(body.Successor!, next));
        Assert.Equal("91", Body("vn-2024", "91").Successor);
        Assert.Equal(("Kiên Giang", "An Giang"), (Body("vn-2024", "91").Name.Vi, Body("vn-2025", "91").Name.Vi));
        Assert.Equal(("MOST", "MOHA"), (Body("vn-2024", "MIC").Successor, Body("vn-2024", "MOLISA").Successor));
        Assert.Equal(34, Bodies("vn-2024", BodyKind.Province).Select(body => body.Successor).Distinct().Count());
    }

    [Fact]
    public void Only_vendors_and_communes_are_invented_bodies() =>
        Assert.Equal([BodyKind.Vendor, BodyKind.Commune], Data.Bodies.Where(body => body.Simulated).Select(body => body.Kind).Distinct());

    [Fact]
    public void Programmes_run_on_their_clocks()
    {
        Assert.Equal(["go-live-2025", "project-06"], Data.Programmes.Select(programme => programme.Code));
        var (goLive, project) = (Data.Programmes[0], Data.Programmes[1]);
        Assert.Equal(new ClockPlan(At("2025-06-24T08:00:00+07:00"), 60, At("2025-07-01T12:00:00+07:00")), goLive.Clock);
        Assert.Equal((At("2025-07-01T00:00:00+07:00"), true, "vn-2025"), (goLive.HardStop, goLive.Simulated, goLive.BodySet));
        Assert.Equal(new ClockPlan(At("2024-01-25T17:00:00+07:00"), 0, null), project.Clock);
        Assert.Equal((null, false, "vn-2024"), (project.HardStop, project.Simulated, project.BodySet));
    }

    [Fact]
    public void Programmes_have_69_indicators_and_69_directives()
    {
        Assert.Equal((54, 15), (Of(Data.Indicators, "go-live-2025").Count, Of(Data.Indicators, "project-06").Count));
        Assert.Equal((42, 27), (Of(Data.Directives, "go-live-2025").Count, Of(Data.Directives, "project-06").Count));
        Assert.Equal(["documents", "integration", "meeting", "procedures", "reporting"], Data.Items.Select(item => item.Code).Order());
    }

    [Fact]
    public void The_three_families_are_services_codes_and_tests() =>
        Assert.Equal(
            ["services: I02 I03", "codes: I12 I13 I14 I15 I16 I17", "tests: I22 I23 I24"],
            Data.Indicators.Where(indicator => indicator.Family is not null).GroupBy(indicator => indicator.Family)
                .Select(family => $"{family.Key}: {string.Join(' ', family.Select(indicator => indicator.Code))}"));

    [Fact]
    public void Falling_indicators_fall() =>
        Assert.Equal(["I42", "I45a", "J01", "J02"], Data.Indicators.Where(indicator => indicator.Falling).Select(indicator => indicator.Code));

    [Fact]
    public void The_official_test_starts_at_an_hour_and_no_due_instant_passes_the_stop()
    {
        var test = Directive("G13");
        Assert.Equal((At("2025-06-27T18:00:00+07:00"), "starts-at", "à partir de 18h00 le 27 juin 2025"), (test.NotBefore, test.Rule, test.Phrase));
        Assert.Equal((true, false), (test.DependenciesDerived, Directive("G21").DependenciesDerived));
        Assert.DoesNotContain(Of(Data.Directives, "go-live-2025"), directive => directive.DueBefore > At("2025-07-01T00:00:00+07:00"));
    }

    [Fact]
    public void Directives_that_name_nobody_make_nobody_responsible() =>
        Assert.Equal(
            ["G36", "P06", "P07", "P22", "P27"],
            Data.Directives.Where(directive => directive.OwnerNamed is OwnerNamed.No && directive.Responsible.Count == 0).Select(directive => directive.Code));

    [Fact]
    public void Nothing_a_province_does_is_told_of_a_named_one() =>
        Assert.All(Data.Readings, reading => Assert.Equal("VN", reading.Body));

    [Fact]
    public void What_was_found_in_13_provinces_is_inspected_and_names_none()
    {
        var found = Data.Readings.Where(reading => reading.Level is EvidenceLevel.Inspected).ToList();
        Assert.Equal(["I13", "I18", "I19", "I35", "I36", "I37", "I39", "I40"], found.Select(reading => reading.Indicator).Order());
        Assert.All(found, reading =>
        {
            Assert.Equal((0, 13), (reading.Value, reading.Total));
            Assert.Contains("not named", reading.Note, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Project_06_counts_what_its_documents_count() =>
        Assert.Equal(
            ["J01 558/558", "J01 466/558", "J02 13/13", "J03 19/63", "J04 450/705", "J05 5142/", "J06 23042/", "J07 16486/", "J08 6/"],
            Of(Data.Readings, "project-06").Select(reading => $"{reading.Indicator} {reading.Value}/{reading.Total}"));

    [Fact]
    public void Project_06_invents_no_denominator() => Assert.DoesNotContain(Of(Data.Denominators, "project-06"), row => row.Simulated);

    [Fact]
    public void Every_ratio_of_nation_province_or_commune_has_a_denominator_in_go_live()
    {
        var bodies = Bodies("vn-2025");
        var inForce = SeedDenominators.Over(Of(Data.Denominators, "go-live-2025"), bodies)
            .ToDictionary(row => (row.Body, row.Indicator, row.Item), row => row.Total);
        foreach (var indicator in Of(Data.Indicators, "go-live-2025").Where(indicator => indicator.Level is not MeasuredAt.Ministry))
        {
            Assert.All(bodies.Where(body => indicator.IsMeasuredAt(body.Kind)), body =>
                Assert.All(indicator.Items.DefaultIfEmpty(), item => Assert.Contains((body.Code, indicator.Code, item), inForce)));
        }
        Assert.Equal(169, inForce[("79", "I10", null)]);
        Assert.Equal((840, 5), (inForce[("79", "I24", null)], inForce[("79-168", "I24", null)]));
        Assert.Equal((3355, 25, 3), (inForce[("VN", "I12", null)], inForce[("VN", "I22", null)], inForce[("MOH", "I44", null)]));
        Assert.Equal(3355, bodies.Where(body => body.Kind is BodyKind.Province).Sum(body => inForce[(body.Code, "I10", null)]));
    }

    [Fact]
    public void A_total_of_a_body_wins_over_its_group()
    {
        SeedDenominator[] rows =
        [
            new("p", "provinces", "I99", null, new SeedTotal(1, 1), Simulated: false, "s"),
            new("p", "79", "I99", null, new SeedTotal(7, 0), Simulated: false, "s"),
        ];
        var inForce = SeedDenominators.Over(rows, Bodies("vn-2025", BodyKind.Province)).ToDictionary(row => row.Body, row => row.Total);
        Assert.Equal((7, 127, 34), (inForce["79"], inForce["01"], inForce.Count));
    }

    [Fact]
    public void Names_fit_a_table_row()
    {
        LocalizedText[] names = [.. Data.Indicators.Select(indicator => indicator.Name), .. Data.Directives.Select(directive => directive.Title)];
        Assert.All(names, name => Assert.All([name.Vi, name.En, name.Fr], text => Assert.InRange(text.Length, 1, 60)));
    }

    private static IReadOnlyList<Body> Bodies(string set, BodyKind? kind = null) =>
        [.. Data.Bodies.Where(body => body.Set == set && (kind is null || body.Kind == kind))];

    private static Body Body(string set, string code) => Assert.Single(Data.Bodies, body => body.Set == set && body.Code == code);

    private static Directive Directive(string code) => Assert.Single(Data.Directives, directive => directive.Code == code);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private static List<Indicator> Of(IEnumerable<Indicator> rows, string programme) => [.. rows.Where(row => row.Programme == programme)];

    private static List<Directive> Of(IEnumerable<Directive> rows, string programme) => [.. rows.Where(row => row.Programme == programme)];

    private static List<SeedReading> Of(IEnumerable<SeedReading> rows, string programme) => [.. rows.Where(row => row.Programme == programme)];

    private static List<SeedDenominator> Of(IEnumerable<SeedDenominator> rows, string programme) => [.. rows.Where(row => row.Programme == programme)];
}
