using Microsoft.Extensions.Configuration;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

public sealed class CollectionOptionsTests
{
    [Fact]
    public void Nothing_set_is_a_pull_every_fifteen_seconds_within_ten() =>
        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(10)), (From([]).Interval, From([]).Budget));

    [Theory]
    [InlineData("5", 5)]
    [InlineData("2.5", 2.5)]
    [InlineData("00:00:05", 5)]
    [InlineData("00:01:00", 60)]
    public void A_time_is_seconds_or_a_clock(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), From([("Interval", text)]).Interval);

    [Theory]
    [InlineData("Interval", "0")]
    [InlineData("Interval", "fast")]
    [InlineData("Interval", "5.00:00:00")]
    [InlineData("Interval", "-5")]
    [InlineData("Budget", "1e9")]
    [InlineData("MaxParallel", "0")]
    [InlineData("MaxParallel", "1.5")]
    [InlineData("Shards", "-1")]
    [InlineData("ConnectTimeout", "11")]
    [InlineData("BreakerFailures", "1")]
    [InlineData("BreakerOpen", "")]
    public void A_wrong_value_is_refused_and_its_key_named(string name, string value)
    {
        if (value.Length == 0)
        {
            Assert.Equal(new CollectionOptions(), From([(name, value)]));
            return;
        }
        var error = Assert.Throws<OptionsException>(() => From([(name, value)]));
        Assert.Contains($"Collection:{name}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 34, 1)]
    [InlineData(0, 500, 1)]
    [InlineData(0, 3_355, 7)]
    [InlineData(3, 34, 3)]
    public void The_number_of_gateways_decides_the_shards_unless_they_are_set(int set, int gateways, int shards) =>
        Assert.Equal(shards, new CollectionOptions { Shards = set }.ShardsFor(gateways));

    [Fact]
    public void Gateways_are_read_from_the_configuration()
    {
        var gateways = Gateways([
            ("0:Programme", "go-live-2025"), ("0:Body", "79"), ("0:Address", "https://gateway.example/79"), ("0:Token", "secret"), ("0:MostEvidence", "tested"),
            ("1:Programme", "go-live-2025"), ("1:Body", "01"), ("1:Address", "http://10.0.0.1:8080/"), ("1:Evidence", "claimed"),
        ]);

        Assert.Equal(new GatewayRegistration("go-live-2025", "79", new Uri("https://gateway.example/79"), "secret", EvidenceLevel.Pulled, EvidenceLevel.Tested), gateways[0]);
        Assert.Equal((EvidenceLevel.Claimed, EvidenceLevel.Claimed), (gateways[1].Evidence, gateways[1].MostEvidence));
        Assert.Equal(
            ["https://gateway.example/79/readiness/v1/go-live-2025", "http://10.0.0.1:8080/readiness/v1/go-live-2025"],
            gateways.Select(gateway => gateway.PullAddress.AbsoluteUri));
        Assert.Equal("gateway:go-live-2025:79", gateways[0].Code);
    }

    [Theory]
    [InlineData("Programme", "")]
    [InlineData("Body", "")]
    [InlineData("Address", "")]
    [InlineData("Address", "gateway.example")]
    [InlineData("Address", "ftp://gateway.example/")]
    [InlineData("Address", "http://gateway.example/?a=b")]
    [InlineData("Address", "http://user:word@gateway.example/")]
    [InlineData("Token", "two words")]
    [InlineData("Token", "line\nbreak")]
    [InlineData("Evidence", "inspected")]
    [InlineData("Evidence", "tested")]
    [InlineData("Evidence", "sure")]
    [InlineData("MostEvidence", "inspected")]
    [InlineData("MostEvidence", "claimed")]
    public void A_wrong_gateway_is_refused_and_its_key_named(string name, string value)
    {
        Dictionary<string, string> good = new() { ["Programme"] = "p", ["Body"] = "79", ["Address"] = "http://127.0.0.1/" };
        good[name] = value;
        var error = Assert.Throws<OptionsException>(() => Gateways([.. good.Select(pair => ($"0:{pair.Key}", pair.Value))]));
        Assert.Contains($"Collection:Gateways:0:{name}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_has_one_gateway_in_a_programme()
    {
        var error = Assert.Throws<OptionsException>(() => Gateways([
            ("0:Programme", "p"), ("0:Body", "79"), ("0:Address", "http://127.0.0.1/"), ("1:Programme", "p"), ("1:Body", "79"), ("1:Address", "http://127.0.0.2/"),
        ]));
        Assert.Contains("Collection:Gateways", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 60, true)]
    [InlineData(10, 60, true)]
    [InlineData(15, 60, false)]
    [InlineData(15, 1, true)]
    [InlineData(60, 60, false)]
    [InlineData(60, 0, true)]
    public void What_is_pulled_outlives_three_pulls(int seconds, double speed, bool holds)
    {
        // Pulled readings of the test programme are valid for 30 minutes.
        var fault = PulledValidity.Fault("p", TestProgramme.Catalog().Indicators, TimeSpan.FromSeconds(seconds), speed);
        Assert.Equal(holds, fault is null);
        if (fault is not null)
        {
            Assert.Contains("Collection:Interval", fault, StringComparison.Ordinal);
            Assert.Contains("Demo:Speed", fault, StringComparison.Ordinal);
        }
    }

    private static CollectionOptions From(IEnumerable<(string Name, string Value)> values) =>
        CollectionOptions.From(Configuration(values.Select(value => ($"Collection:{value.Name}", value.Value))));

    private static IReadOnlyList<GatewayRegistration> Gateways(IEnumerable<(string Name, string Value)> values) =>
        GatewayRegistration.From(Configuration(values.Select(value => ($"Collection:Gateways:{value.Name}", value.Value))));

    private static IConfiguration Configuration(IEnumerable<(string Key, string Value)> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();
}
