using System.Net;
using SteeringBoard.Contract;

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

    [Fact]
    public async Task The_office_reads_what_is_asked_and_what_is_submitted_above_the_form_that_decides_it()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_66");
        var seen = (await province.AssignmentAsync("G08", "66")).Version;
        await province.TakenAsync<ExtensionRequest, AssignmentAnswer>(
            "/G08/assignments/66/extensions", new ExtensionRequest(seen, "Chờ đường truyền mới", "2025-06-28T00:00:00+07:00"));
        using var office = await board.SignInAsync("office");
        using var reporter = await board.SignInAsync("66-reporter");

        var decides = WebUtility.HtmlDecode(await office.GetStringAsync(new Uri("my-work?programme=go-live-2025&open=G08&of=66", UriKind.Relative)));
        var asked = WebUtility.HtmlDecode(await reporter.GetStringAsync(new Uri("my-work?programme=go-live-2025&open=G08&of=66", UriKind.Relative)));

        Assert.Contains("Chờ đường truyền mới", Above(decides), StringComparison.Ordinal);
        Assert.DoesNotContain("Chờ đường truyền mới", Above(asked), StringComparison.Ordinal);
    }

    /// <summary>What stands in the panel before its form.</summary>
    private static string Above(string page)
    {
        var panel = page.IndexOf("id=\"step\"", StringComparison.Ordinal);
        Assert.True(panel >= 0);
        return page[panel..page.IndexOf("name=\"Step.Action\"", panel, StringComparison.Ordinal)];
    }
}
