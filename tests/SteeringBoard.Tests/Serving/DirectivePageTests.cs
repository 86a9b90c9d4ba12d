using System.Net;

namespace SteeringBoard.Tests.Serving;

/// <summary>Whoever follows a link to a directive finds it, or is told that there is none.</summary>
public sealed class DirectivePageTests(DemoBoard demo)
{
    [Fact]
    public async Task A_link_without_a_programme_leads_to_the_one_that_has_the_directive()
    {
        using var visitor = new Visitor((await demo.StartedAsync()).Address);

        using var answer = await visitor.AskAsync("/directives/P09");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/directives/P09?programme=project-06", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString());
        Assert.Contains("P09", await visitor.OpenAsync("/directives/P09?programme=project-06"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/directives/Q09")]
    [InlineData("/directives/P09?programme=go-live-2025")]
    public async Task A_directive_that_is_nowhere_is_not_found(string path)
    {
        using var visitor = new Visitor((await demo.StartedAsync()).Address);

        using var answer = await visitor.AskAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
