using System.Net;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The story of a number, on a running board in the demo.</summary>
public sealed class CellPageTests(DemoBoard demo)
{
    private static readonly DateTimeOffset Morning = new(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task Every_reading_is_told_with_its_source_and_a_restated_total_is_flagged()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_33");
        await province.PushAsync(Document("33", new ReadingEntry { Indicator = "I03", Value = 1811, Total = 2000, Note = "báo cáo số 12", Link = "https://example.test/12" }));
        using var guest = await board.SignInAsync(null);

        var page = await guest.GetStringAsync(new Uri("provinces/33/cells/I03", UriKind.Relative));

        Assert.Contains("1,811", page, StringComparison.Ordinal);
        Assert.Contains("push:demo-33", page, StringComparison.Ordinal);
        Assert.Contains("báo cáo số 12", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.test/12\"", page, StringComparison.Ordinal);
        Assert.Contains("restated total", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_source_calls_a_link_becomes_one_only_when_it_is_an_address()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_37");
        await province.PushAsync(Document("37", new ReadingEntry { Indicator = "I03", Value = 7, Total = 2112, Link = "javascript:alert(1)" }));
        using var guest = await board.SignInAsync(null);

        Assert.DoesNotContain("javascript:alert", await guest.GetStringAsync(new Uri("provinces/37/cells/I03", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("38-reporter", true)]
    [InlineData("office", true)]
    [InlineData("auditor", true)]
    [InlineData("inspector", false)]
    [InlineData(null, false)]
    public async Task Raw_refusals_are_for_the_body_itself_the_office_and_auditors(string? person, bool sees)
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_38");
        // A number that nothing else on the page is.
        await province.PushAsync(Document("38", new ReadingEntry { Indicator = "I03", Value = 84_701_173, Total = 2112 }));
        using var client = await board.SignInAsync(person);

        var page = await client.GetStringAsync(new Uri("provinces/38/cells/I03", UriKind.Relative));

        Assert.Equal(sees, page.Contains("84701173", StringComparison.Ordinal));
        Assert.Equal(!sees, page.Contains("Only the body itself", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("office", true)]
    [InlineData("79-reporter", false)]
    [InlineData("79-approver", false)]
    [InlineData("auditor", false)]
    [InlineData(null, false)]
    public async Task Only_the_office_is_offered_to_change_a_locked_denominator(string? person, bool offered)
    {
        using var client = await (await demo.StartedAsync()).SignInAsync(person);

        var page = await client.GetStringAsync(new Uri("provinces/79/cells/I03", UriKind.Relative));

        Assert.Equal(offered, page.Contains("Change the locked denominator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_province_is_refused()
    {
        using var client = await (await demo.StartedAsync()).SignInAsync("01-reporter");

        using var answer = await client.AskAsync("provinces/79/cells/I03");
        using var own = await client.AskAsync("provinces/01/cells/I03");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (answer.StatusCode, own.StatusCode));
        Assert.DoesNotContain("<table", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory, InlineData("provinces/00/cells/I03"), InlineData("provinces/79/cells/I99"), InlineData("provinces/MOF/cells/I03")]
    public async Task A_cell_that_is_not_there_is_said_not_to_be(string path)
    {
        using var guest = await (await demo.StartedAsync()).SignInAsync(null);

        using var answer = await guest.AskAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_past_moment_tells_what_was_known_then()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_40");
        await province.PushAsync(Document("40", new ReadingEntry { Indicator = "I03", Value = 1234, Total = 2112 }));
        using var guest = await board.SignInAsync(null);

        Assert.Contains("1,234", await guest.GetStringAsync(new Uri("provinces/40/cells/I03", UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain("1,234", await guest.GetStringAsync(new Uri("provinces/40/cells/I03?at=2025-06-24T08:00:00%2B07:00", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static ReadinessDocument Document(string body, ReadingEntry reading) =>
        new() { Programme = Calls.GoLive, Body = body, AsOf = Morning, Readings = [reading] };
}
