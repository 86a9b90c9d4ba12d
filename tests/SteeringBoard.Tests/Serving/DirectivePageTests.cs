using System.Net;
using SteeringBoard.Contract;

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

    [Fact]
    public async Task What_waits_on_a_directive_is_told_to_those_who_see_it()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var first = await PublishedAsync(office, "Nâng cấp phần mềm", "V1");
        var second = await PublishedAsync(office, "Đối soát kín", "79", first);
        using var vendor = await (await demo.StartedAsync()).SignInAsync("V1-vendor");
        using var officer = await (await demo.StartedAsync()).SignInAsync("office");

        var own = await vendor.GetStringAsync(new Uri($"directives/{first}", UriKind.Relative));

        Assert.DoesNotContain(second, own, StringComparison.Ordinal);
        Assert.DoesNotContain("Đối soát kín", WebUtility.HtmlDecode(own), StringComparison.Ordinal);
        Assert.Contains($"/directives/{second}", await officer.GetStringAsync(new Uri($"directives/{first}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-06-20", true)]
    [InlineData("2025-06-30", false)]
    public async Task A_draft_whose_deadline_has_passed_says_so_before_it_is_published(string when, bool told)
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        var draft = await DraftedAsync(office, "Rà soát lại", "79", when);
        using var officer = await board.SignInAsync("office");

        var page = await officer.GetStringAsync(new Uri($"directives/{draft.Code}", UriKind.Relative));

        Assert.Contains("name=\"PublishSeen\"", page, StringComparison.Ordinal);
        Assert.Equal(told, page.Contains("has already passed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("da nang", "G09", "G15")]
    [InlineData("Khánh Hòa", "G13", "G18")]
    public async Task The_name_of_a_body_finds_what_is_given_to_it(string words, string given, string anothers)
    {
        using var reader = (await demo.StartedAsync()).CreateClient("sb_demo_reader");

        var found = (await reader.DirectivesAsync($"?q={Uri.EscapeDataString(words)}")).Directives.Select(directive => directive.Code).ToList();

        Assert.Contains(given, found);
        Assert.DoesNotContain(anothers, found);
    }

    private static async Task<string> PublishedAsync(HttpClient office, string text, string body, params string[] after)
    {
        var draft = await DraftedAsync(office, text, body, "2025-06-27", after);
        await office.TakenAsync<PublishRequest, DirectiveAnswer>($"/{draft.Code}/publish", new PublishRequest(draft.Version));
        return draft.Code;
    }

    private static Task<DirectiveAnswer> DraftedAsync(HttpClient office, string text, string body, string when, params string[] after) =>
        office.TakenAsync<DraftRequest, DirectiveAnswer>("", new DraftRequest
        {
            Text = text,
            Responsible = [body],
            Person = "Nguyễn Văn An",
            DependsOn = after,
            Phrase = $"trước {when}",
            Rule = "before",
            When = when,
            Measure = "Biên bản",
            Result = "Biên bản đã ký",
            Authority = "Phó Thủ tướng",
        });
}
