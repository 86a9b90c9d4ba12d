using System.Net;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody asks who answers for the bodies (contract.md, section 3: the guest reads without people).</summary>
public sealed class AccountabilityApiTests(DemoBoard demo)
{
    private const string Address = $"api/v1/programmes/{Calls.GoLive}/accountability";

    [Theory]
    [InlineData("office")]
    [InlineData("auditor")]
    public async Task Who_reads_every_assignment_is_told_of_every_body(string person)
    {
        var told = await AskAsync(person);

        Assert.Contains(told, row => row.Body == "79");
        Assert.Contains(told, row => row.Body == "01");
        Assert.Contains(told, row => row.Body == "MOF");
    }

    [Theory]
    [InlineData("79-reporter", "79")]
    // Social security is below the ministry of finance.
    [InlineData("MOF-officer", "MOF VSS")]
    public async Task A_body_is_told_of_itself_and_those_below_it_alone(string person, string bodies)
    {
        var told = await AskAsync(person);

        Assert.Equal(bodies.Split(' '), told.Select(row => row.Body).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("V1-vendor")]
    [InlineData("79-001-reporter")]
    [InlineData(null)]
    public async Task A_vendor_a_commune_and_a_guest_are_told_of_nobody_elses_people(string? person) =>
        Assert.DoesNotContain(await AskAsync(person), row => row.Body is "79" or "01" or "MOF");

    [Fact]
    public async Task A_key_of_a_province_is_told_of_the_province()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_01");

        Assert.All(await client.ReadAsync<List<AccountableAnswer>>(Address), row => Assert.StartsWith("01", row.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_is_told_nothing()
    {
        using var nobody = (await demo.StartedAsync()).CreateClient("wrong");

        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", nobody.AskAsync(Address));
    }

    private async Task<List<AccountableAnswer>> AskAsync(string? person)
    {
        using var client = await (await demo.StartedAsync()).SignInAsync(person);
        return await client.ReadAsync<List<AccountableAnswer>>(Address);
    }
}
