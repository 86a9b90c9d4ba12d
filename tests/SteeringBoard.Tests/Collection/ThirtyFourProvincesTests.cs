using SteeringBoard.Collection.Pulling;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Faults;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

/// <summary>Whatever befalls one province, or ten at once, the others are on the board as if nothing had happened.</summary>
public sealed class ThirtyFourProvincesTests(ThirtyFourProvinces country) : IClassFixture<ThirtyFourProvinces>
{
    /// <summary>A province for each fault, and what its pull is called; none where the document is taken.</summary>
    private static readonly Dictionary<Fault, (string Body, string? Reason)> Faults = new()
    {
        [Fault.Slow] = ("01", null),
        [Fault.Hang] = ("04", PullReasons.Timeout),
        [Fault.Errors] = ("08", "status-500"),
        [Fault.Refused] = ("11", PullReasons.Unreachable),
        [Fault.WrongBody] = ("12", ProblemCodes.BodyNotYours),
        [Fault.Malformed] = ("14", ProblemCodes.NotJson),
        [Fault.Truncated] = ("15", PullReasons.CutShort),
        [Fault.Oversized] = ("19", PullReasons.TooLarge),
        [Fault.ClockWrong] = ("20", ProblemCodes.AsOfInFuture),
        [Fault.JumpBack] = ("22", null),
    };

    /// <summary>The healthy ones are heard long before a hanging one is given up.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2.5);

    public static TheoryData<string> Words { get; } = [.. Faults.Keys.Select(fault => fault.Word())];

    [Theory]
    [MemberData(nameof(Words))]
    public async Task A_fault_of_one_province_leaves_the_33_others_alone(string word)
    {
        var fault = FaultWords.All[word];
        await AllAreHeardAsync();

        await BefallenAsync(fault);

        await AllAreHeardAsync();
    }

    [Fact]
    public async Task All_faults_at_once_leave_the_24_others_alone()
    {
        await AllAreHeardAsync();

        await BefallenAsync([.. Faults.Keys]);

        await AllAreHeardAsync();
    }

    [Fact]
    public void Every_fault_there_is_befalls_a_province() => Assert.Equal(Enum.GetValues<Fault>().Except([Fault.None]), Faults.Keys.Order());

    private async Task BefallenAsync(params Fault[] faults)
    {
        country.Pass();
        var befallen = faults.ToDictionary(fault => Faults[fault].Body);
        var before = befallen.Keys.ToDictionary(body => body, country.Shown);
        foreach (var (body, fault) in befallen)
        {
            country.SetFault(body, fault);
        }
        if (befallen.ContainsValue(Fault.Refused))
        {
            await Eventually.HoldsAsync(
                async () => (await country.PullAsync(Faults[Fault.Refused].Body)).Reason == PullReasons.Unreachable, "the port to close");
        }

        var sweep = country.SweepAsync();
        var healthy = country.Gateways.Keys.Except(befallen.Keys).ToList();
        await Eventually.HoldsAsync(() => healthy.TrueForAll(IsHeardNow), "the healthy provinces", Soon);
        await sweep;

        foreach (var (body, fault) in befallen)
        {
            var (_, reason) = Faults[fault];
            Assert.Equal((fault, reason), (fault, country.Gateways[body].Last!.Reason));
            if (reason is not null)
            {
                // The last good reading stays, as old as it is.
                Assert.Equal(before[body], country.Shown(body));
                Assert.True(before[body].Heard < country.Now, fault.Word());
            }
            else
            {
                Assert.True(IsHeardNow(body), fault.Word());
            }
            if (fault == Fault.JumpBack)
            {
                Assert.True(country.Shown(body).Counted < before[body].Counted, $"{country.Shown(body).Counted} after {before[body].Counted}");
            }
            country.SetFault(body, Fault.None);
        }
    }

    /// <summary>Everybody is well, and the board shows what each says now.</summary>
    private async Task AllAreHeardAsync()
    {
        country.Pass();
        // A port takes a moment to open again.
        await Eventually.PassesAsync(async () =>
        {
            await country.SweepAsync();
            Assert.All(country.Gateways, gateway => Assert.True(IsHeardNow(gateway.Key), $"{gateway.Value.Last} {country.Shown(gateway.Key)}"));
        });
    }

    private bool IsHeardNow(string body) => country.Shown(body).Heard == country.Now;
}
