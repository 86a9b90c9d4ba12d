using System.Net;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody looks on a page at what is wrong with the plan itself.</summary>
public sealed class PlanCheckPageTests(DemoBoard demo, RealBoard real) : IClassFixture<RealBoard>
{
    private const string Address = "directives/plan-check";

    /// <summary>The plan as documents issued it: others publish on the board of the demo.</summary>
    private const string AsIssued = "at=2025-06-24T08:00:00%2B07:00";

    [Fact]
    public async Task Every_fault_is_told_by_kind_with_both_directives_by_name_and_whose_the_dependency_is()
    {
        var page = await OpenAsync("office", $"{Address}?programme={Calls.GoLive}&{AsIssued}");

        Assert.Contains("Faults of the plan: 16", page, StringComparison.Ordinal);
        Assert.Equal(
            [("Waits on something without a date", 7), ("No time to spare", 6), ("Nobody is responsible", 1), ("Nothing to prove it", 2)],
            Kinds(page));
        Assert.Contains(">0</b> Waits in the end on itself", page, StringComparison.Ordinal);
        var zero = Line(page, "G22");
        Assert.Contains("href=\"/directives/G20?programme=go-live-2025", zero, StringComparison.Ordinal);
        Assert.Contains("(derived by us)", zero, StringComparison.Ordinal);
        // The document itself says that G21 comes after G20.
        Assert.DoesNotContain("(derived by us)", Line(page, "G21"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_kind_alone_and_the_other_programme_are_in_the_address()
    {
        var kind = await OpenAsync("office", $"{Address}?programme={Calls.GoLive}&kind=no-evidence&{AsIssued}");
        var other = await OpenAsync("office", $"{Address}?programme=project-06&{AsIssued}");

        Assert.Equal([("Nothing to prove it", 2)], Kinds(kind));
        Assert.Equal([("A date nobody has set", 1), ("Nobody is responsible", 4), ("Nothing to prove it", 4)], Kinds(other));
    }

    [Fact]
    public async Task The_register_leads_to_it_with_the_number_of_faults() => Assert.Contains(
        "Faults of the plan: 16</a>", await OpenAsync("79-reporter", $"directives?programme={Calls.GoLive}&{AsIssued}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_directives_own_page_tells_its_faults_and_those_of_what_waits_on_it()
    {
        var dated = await OpenAsync("office", "directives/G08");
        var undated = await OpenAsync("office", "directives/G06");
        var sound = await OpenAsync("office", "directives/G09");

        Assert.Contains("Faults of the plan: 2", dated, StringComparison.Ordinal);
        Assert.Contains("Waits on something without a date", undated, StringComparison.Ordinal);
        Assert.DoesNotContain("Faults of the plan", sound, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_draft_tells_what_would_be_wrong_with_the_plan()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var bare = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", new DraftRequest { Text = "Rà soát", Responsible = ["79"] });
        var proven = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", new DraftRequest { Text = "Rà soát", Responsible = ["79"], Result = "Biên bản" });

        Assert.Contains("Nothing to prove it", await OpenAsync("office", $"directives/{bare.Code}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing to prove it", await OpenAsync("office", $"directives/{proven.Code}"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/directives/{bare.Code}?", await OpenAsync("office", $"{Address}?kind=no-evidence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_part_in_the_countrys_sums_is_refused_and_shown_no_link()
    {
        using var vendor = await (await demo.StartedAsync()).SignInAsync("V1-vendor");

        using var answer = await vendor.AskAsync(Address);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("/directives/plan-check", await vendor.GetStringAsync(new Uri("directives", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signed_in_is_sent_to_the_door()
    {
        using var nobody = new Visitor(real.Board.Address);

        using var answer = await nobody.AskAsync(Address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind=nothing")]
    [InlineData("kind=%00")]
    [InlineData("page=-1")]
    [InlineData("page=many")]
    [InlineData("programme=nothing")]
    [InlineData("at=yesterday")]
    [InlineData("at=0001-01-01T00:00")]
    [InlineData("at=9999-12-31T23:59:59Z")]
    public async Task An_address_somebody_has_mistyped_shows_the_page(string query) =>
        Assert.Contains("Faults of the plan", await OpenAsync(null, $"{Address}?{query}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("vi", "Bất cập của kế hoạch: 16")]
    [InlineData("fr", "Défauts du plan : 16")]
    public async Task It_speaks_the_readers_language(string language, string told)
    {
        using var reader = await (await demo.StartedAsync()).SignInAsync("auditor", language);

        Assert.Contains(told, WebUtility.HtmlDecode(await reader.GetStringAsync(new Uri($"{Address}?programme={Calls.GoLive}&{AsIssued}", UriKind.Relative))), StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync(string? person, string address)
    {
        using var reader = await (await demo.StartedAsync()).SignInAsync(person);
        return WebUtility.HtmlDecode(await reader.GetStringAsync(new Uri(address, UriKind.Relative)));
    }

    /// <summary>The headings of the kinds that are listed, in their order, with the faults under each.</summary>
    private static IEnumerable<(string Kind, int Faults)> Kinds(string page) => page.Split("<h2").Skip(1)
        .Select(part => (part[(part.IndexOf('>', StringComparison.Ordinal) + 1)..part.IndexOf("<span", StringComparison.Ordinal)].Trim(), Lines(part).Count()));

    private static IEnumerable<string> Lines(string part) => part.Split("<li").Skip(1);

    /// <summary>The line that begins with a directive.</summary>
    private static string Line(string page, string code) => page.Split("<h2").Skip(1).SelectMany(Lines)
        .Single(line => line[..line.IndexOf("</b>", StringComparison.Ordinal)].EndsWith($">{code}", StringComparison.Ordinal));
}
