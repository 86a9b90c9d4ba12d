namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody looks at the map of the situation: what it shows is not greener than what is asked for.</summary>
public sealed class SituationMapTests(DemoBoard demo)
{
    [Theory]
    [InlineData("", "tests")]
    [InlineData("?group=codes", "codes")]
    [InlineData("?group=nothing", "tests")]
    public async Task It_begins_with_the_family_that_wants_the_strongest_evidence(string address, string shown)
    {
        var map = await MapAsync(address);

        foreach (var family in new[] { "services", "codes", "tests" })
        {
            Assert.Equal(family == shown, map.Contains($"group={family}\" aria-current=\"true\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_says_at_which_level_it_is_read()
    {
        Assert.Contains("Read at: tested", await MapAsync("?level=tested"), StringComparison.Ordinal);
        Assert.DoesNotContain("Read at:", await MapAsync(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_nobody_has_read_at_shows_no_province_as_done()
    {
        var map = await MapAsync("?level=inspected");

        Assert.Contains("class=\"tile wash-unknown\"", map, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"tile wash-done\"", map, StringComparison.Ordinal);
    }

    private async Task<string> MapAsync(string address)
    {
        using var guest = await (await demo.StartedAsync()).SignInAsync(null);
        var page = await guest.GetStringAsync(new Uri(address, UriKind.Relative));
        var begins = page.IndexOf("class=\"panel map\"", StringComparison.Ordinal);
        return page[begins..page.IndexOf("</section>", begins, StringComparison.Ordinal)];
    }
}
