using System.Net;

namespace SteeringBoard.Tests.Serving;

/// <summary>A body updates an assignment in the form of a page, with what no browser would send.</summary>
public sealed class StepPageTests(DemoBoard demo)
{
    private const string Address = "/directives/G08?programme=go-live-2025&body=96";

    [Theory]
    [InlineData("ask-extension", "soon", "The value of “More time until (Hà Nội time)” cannot be used.")]
    [InlineData("ask-extension", "0001-01-01T00:00", "The value of “More time until (Hà Nội time)” cannot be used.")]
    [InlineData("dance", "", "The value of “What happened” cannot be used.")]
    public async Task What_cannot_be_read_is_named_and_the_rest_stays_typed(string action, string until, string told)
    {
        using var visitor = new Visitor((await demo.StartedAsync()).Address);
        using var entered = await visitor.SendAsync("/sign-in", "class=\"any\"", ("person", "96-reporter"));

        var page = await visitor.FillAsync(Address, "Step.Action", ("Step.Action", action), ("Step.NewDue", until), ("Step.Line", "Chờ thiết bị"));

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains("value=\"Chờ thiết bị\"", page, StringComparison.Ordinal);
    }
}
