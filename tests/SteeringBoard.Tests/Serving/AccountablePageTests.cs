using System.Net;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody reads on a page who answers for the bodies.</summary>
public sealed class AccountablePageTests(DemoBoard demo, RealBoard real) : IClassFixture<RealBoard>
{
    private const string Address = "directives/accountable?programme=go-live-2025";

    [Theory]
    [InlineData("office")]
    [InlineData("auditor")]
    public async Task Who_reads_every_assignment_is_told_of_every_body_and_first_of_those_without_anybody(string person)
    {
        var page = await OpenAsync(person);

        Assert.Contains("Chánh Văn phòng UBND (mô phỏng)", Row(page, "79"), StringComparison.Ordinal);
        Assert.Contains("Cán bộ đầu mối (mô phỏng)", Row(page, "MOF"), StringComparison.Ordinal);
        // Nobody of the demo's cast heads a vendor.
        Assert.Contains("Nobody is named", Row(page, "V1"), StringComparison.Ordinal);
        Assert.True(page.IndexOf("body-V1\"", StringComparison.Ordinal) < page.IndexOf("body-79\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("79-reporter", "79")]
    [InlineData("MOF-officer", "MOF VSS")]
    [InlineData("V1-vendor", "V1")]
    public async Task A_body_is_told_of_itself_and_those_below_it_and_offered_no_form(string person, string bodies)
    {
        var page = await OpenAsync(person, $"&body={bodies.Split(' ')[0]}");

        Assert.Equal(bodies.Split(' '), page.Split("id=\"body-").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Naming.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_is_told_to_sign_in_and_of_nobody()
    {
        var page = await OpenAsync(null, "&body=79");

        Assert.Contains("Sign in to see who answers.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("(mô phỏng)</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Naming.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signed_in_is_sent_to_the_door()
    {
        using var nobody = new Visitor(real.Board.Address);

        using var answer = await nobody.AskAsync(Address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_past_tells_who_was_named_then_and_is_not_written_to()
    {
        var page = await OpenAsync("office", "&body=79&at=2020-01-01T00:00");

        Assert.Contains("Nobody is named", Row(page, "79"), StringComparison.Ordinal);
        Assert.DoesNotContain("Naming.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("&body=nothing")]
    [InlineData("&body=%00")]
    [InlineData("&page=-1")]
    [InlineData("&at=yesterday")]
    public async Task An_address_somebody_has_mistyped_shows_the_page_without_a_form(string query)
    {
        var page = await OpenAsync("office", query);

        Assert.Contains("id=\"body-79\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Naming.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_leads_to_it()
    {
        using var reader = await (await demo.StartedAsync()).SignInAsync("79-reporter");

        Assert.Contains("href=\"/directives/accountable?", await reader.GetStringAsync(new Uri("directives", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync(string? person, string query = "")
    {
        using var reader = await (await demo.StartedAsync()).SignInAsync(person);
        return WebUtility.HtmlDecode(await reader.GetStringAsync(new Uri(Address + query, UriKind.Relative)));
    }

    private static string Row(string page, string body)
    {
        var from = page.IndexOf($"id=\"body-{body}\"", StringComparison.Ordinal);
        Assert.True(from > 0, $"no row of {body}");
        return page[from..page.IndexOf("</tr>", from, StringComparison.Ordinal)];
    }
}
