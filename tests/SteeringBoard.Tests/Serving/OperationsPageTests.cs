using Microsoft.AspNetCore.SignalR;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody opens the page of operations: all who oversee look on, the operator alone has something to press.</summary>
public sealed class OperationsPageTests(DemoBoard demo)
{
    [Theory]
    [InlineData("operator", true)]
    [InlineData("office", false)]
    [InlineData("auditor", false)]
    [InlineData(null, false)]
    public async Task Only_the_operator_runs_and_pauses(string? person, bool operates)
    {
        var page = await OpenAsync(person);

        Assert.Contains("Sweep", page, StringComparison.Ordinal);
        Assert.Equal(operates, page.Contains(">Pause<", StringComparison.Ordinal));
        Assert.Equal(operates, page.Contains("Pull now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_is_shown_the_way_to_become_the_operator() =>
        Assert.Contains(">sign in as the operator</a>", await OpenAsync(null), StringComparison.Ordinal);

    [Fact]
    public async Task What_the_hub_refuses_is_no_failure_of_the_board()
    {
        await using var viewer = await HubClient.ConnectAsync((await demo.StartedAsync()).Address);
        await Assert.ThrowsAsync<HubException>(() => viewer.WatchBoardAsync("nothing"));

        Assert.DoesNotContain("Failed to invoke hub method", await OpenAsync("operator"), StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync(string? person)
    {
        using var client = await (await demo.StartedAsync()).SignInAsync(person);
        return await client.GetStringAsync(new Uri("operations", UriKind.Relative));
    }
}
