using SteeringBoard.Contract;
using SteeringBoard.Gateway.Scenarios;

namespace SteeringBoard.Tests.Gateway;

public sealed class ScenarioTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    private static readonly string[] ProvinceIndicators =
        [.. GoLive.Scenario(1).Readings("79", EvidenceLevel.Claimed, GoLive.At("06-30 18:00")).Select(reading => reading.Indicator).Distinct()];

    private static readonly DateTimeOffset[] Hours =
        [.. Enumerable.Range(0, 7 * 24).Select(hour => GoLive.At("06-24 00:00").AddHours(hour))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_passes_through_every_published_point(int seed)
    {
        var scenario = GoLive.Scenario(seed);
        Assert.Equal(34, scenario.Provinces.Count);

        Assert.Equal(5, Done(scenario, "I03", EvidenceLevel.Pulled, "06-25 18:00"));
        Assert.Equal(8, Done(scenario, "I08", EvidenceLevel.Claimed, "06-25 18:00"));
        Assert.Equal(6, Done(scenario, "I25", EvidenceLevel.Pulled, "06-25 18:00"));
        Assert.Equal(34, Done(scenario, "I02", EvidenceLevel.Claimed, "06-28 13:00"));
        Assert.Equal(33, Done(scenario, "I27", EvidenceLevel.Pulled, "06-28 13:00"));
        Assert.Equal(8, Done(scenario, "I24", EvidenceLevel.Tested, "06-28 13:00"));
        Assert.Equal(34, Done(scenario, "I03", EvidenceLevel.Claimed, "06-30 18:00"));

        Assert.Equal((21, 25), Nation(scenario, "I22", EvidenceLevel.Claimed, "06-24 12:00"));
        Assert.Equal((0, 3355), Nation(scenario, "I12", EvidenceLevel.Pulled, "06-30 06:00"));
        Assert.Equal((3355, 3355), Nation(scenario, "I12", EvidenceLevel.Pulled, "06-30 12:00"));
    }

    [Fact]
    public void All_five_parts_of_the_platforms_are_listed_one_by_one()
    {
        var parts = GoLive.Scenario(7).Readings("01", EvidenceLevel.Claimed, GoLive.At("06-28 13:00")).Where(reading => reading.Indicator == "I02");
        Assert.Equal(["documents", "integration", "meeting", "procedures", "reporting"], parts.Select(reading => reading.Item).Order());
        Assert.All(parts, part => Assert.Equal((1L, 1L), (part.Value, part.Total)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_claim_is_never_behind_the_work_nor_a_test_ahead_of_it(int seed)
    {
        var scenario = GoLive.Scenario(seed);
        var everyFifthHour = Hours.Where((_, i) => i % 5 == 0);
        foreach (var (province, hour) in scenario.Provinces.SelectMany(province => everyFifthHour.Select(hour => (province, hour))))
        {
            var pulled = Values(scenario, province, EvidenceLevel.Pulled, hour);
            var claimed = Values(scenario, province, EvidenceLevel.Claimed, hour);
            Assert.All(pulled, reading => Assert.True(claimed[reading.Key] >= reading.Value));
            Assert.All(Values(scenario, province, EvidenceLevel.Tested, hour), reading => Assert.True(reading.Value <= pulled[reading.Key]));
        }
    }

    [Theory]
    [InlineData(EvidenceLevel.Claimed)]
    [InlineData(EvidenceLevel.Pulled)]
    [InlineData(EvidenceLevel.Tested)]
    public void Counts_never_fall_and_stay_within_their_total(EvidenceLevel level)
    {
        var scenario = GoLive.Scenario(3);
        foreach (var province in scenario.Provinces)
        {
            var before = new Dictionary<(string, string?), long>();
            foreach (var hour in Hours)
            {
                foreach (var reading in scenario.Readings(province, level, hour))
                {
                    Assert.InRange(reading.Value, before.GetValueOrDefault((reading.Indicator, reading.Item)), reading.Total!.Value);
                    before[(reading.Indicator, reading.Item)] = reading.Value;
                }
            }
        }
    }

    [Fact]
    public void The_same_seed_number_is_the_same_week_and_another_is_another()
    {
        var again = Scenario.Load(Path.Combine(GoLive.SeedData, GoLive.Programme), Path.Combine(GoLive.SeedData, "vn-2025"), 7);
        var moment = GoLive.At("06-26 14:20");
        foreach (var body in again.Bodies)
        {
            Assert.Equal(GoLive.Scenario(7).Readings(body, EvidenceLevel.Claimed, moment), again.Readings(body, EvidenceLevel.Claimed, moment));
        }

        Assert.NotEqual(
            GoLive.Scenario(7).Readings("79", EvidenceLevel.Pulled, moment), GoLive.Scenario(8).Readings("79", EvidenceLevel.Pulled, moment));
    }

    [Fact]
    public void Nights_are_quiet()
    {
        var scenario = GoLive.Scenario(7);
        long Moved(string from, string to) => scenario.Provinces.Sum(province =>
            Values(scenario, province, EvidenceLevel.Pulled, GoLive.At(to)).Values.Sum()
            - Values(scenario, province, EvidenceLevel.Pulled, GoLive.At(from)).Values.Sum());

        Assert.True(Moved("06-25 20:00", "06-26 06:30") * 10 < Moved("06-25 06:30", "06-25 20:00"));
    }

    [Fact]
    public void Before_the_official_test_only_a_few_rehearse()
    {
        var scenario = GoLive.Scenario(7);
        var tested = scenario.Provinces
            .SelectMany(province => scenario.Readings(province, EvidenceLevel.Tested, GoLive.At("06-27 17:00")))
            .Where(reading => reading.Indicator is "I23" or "I24").ToArray();
        Assert.InRange(tested.Length, 1, 30);
        Assert.All(tested, reading => Assert.True(reading.Value * 5 < reading.Total));
        Assert.All(tested, reading => Assert.NotNull(reading.Note));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void When_the_demo_starts_the_board_is_neither_empty_nor_done(int seed)
    {
        var scenario = GoLive.Scenario(seed);
        var readings = scenario.Provinces.SelectMany(province => scenario.Readings(province, EvidenceLevel.Pulled, GoLive.At("06-24 08:00"))).ToArray();
        var possible = scenario.Provinces.Count * ProvinceIndicators.Length;
        Assert.InRange(readings.Length, possible * 8 / 10, possible * 13 / 10);
        Assert.InRange(readings.Count(reading => reading.Value == reading.Total), 0, readings.Length / 4);
    }

    private static int Done(Scenario scenario, string indicator, EvidenceLevel level, string moment) => scenario.Provinces.Count(province =>
        scenario.Readings(province, level, GoLive.At(moment)).Where(reading => reading.Indicator == indicator).ToArray() is { Length: > 0 } readings
        && Array.TrueForAll(readings, reading => reading.Value == reading.Total));

    private static (long Value, long Total) Nation(Scenario scenario, string indicator, EvidenceLevel level, string moment)
    {
        var reading = Assert.Single(scenario.Readings("VN", level, GoLive.At(moment)), reading => reading.Indicator == indicator);
        return (reading.Value, reading.Total!.Value);
    }

    private static Dictionary<(string, string?), long> Values(Scenario scenario, string body, EvidenceLevel level, DateTimeOffset moment) =>
        scenario.Readings(body, level, moment).ToDictionary(reading => (reading.Indicator, reading.Item), reading => reading.Value);
}
