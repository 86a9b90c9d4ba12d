using System.Net;
using System.Text.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Directives as other systems draft, issue and find them, on a running board in the demo.</summary>
public sealed class DraftApiTests(DemoBoard demo)
{
    private static readonly DraftRequest Order = new()
    {
        Text = "Kiểm tra đường truyền tới Bình Phước cũ",
        Responsible = ["provinces"],
        Phrase = "trước 28/6",
        Rule = "before",
        When = "2025-06-28",
        Measure = "Số xã thông tuyến",
        Result = "Biên bản đo kiểm",
        Authority = "Phó Thủ tướng",
    };

    [Fact]
    public async Task One_call_issues_a_directive_to_all_34_and_it_is_found_without_accents()
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        using var province = board.CreateClient("sb_demo_01");

        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Order with { Publish = true });

        Assert.Equal(("published", 34), (issued.Stage, issued.States["not-started"]));
        Assert.All(issued.Clears, clear => Assert.True(clear.Value, clear.Key));
        Assert.Contains((await province.DirectivesAsync("?q=binh%20phuoc%20cu&state=not-started")).Directives, found => found.Code == issued.Code);
        Assert.Equal("01", Assert.Single((await province.DirectiveAsync(issued.Code)).Assignments!).Body);
    }

    [Fact]
    public async Task A_draft_is_seen_by_the_office_and_the_gate_names_what_it_lacks_in_words()
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        using var guest = board.CreateClient();
        office.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var draft = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", new DraftRequest { Text = "Rà soát" });

        using var refused = await office.SendAsync($"/{draft.Code}/publish", new PublishRequest(draft.Version));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal(
            "The six clears are not met. Missing: person, responsibility, progress, result, authority.", problem.RootElement.GetProperty("detail").GetString());
        await Calls.RefusedAsync(HttpStatusCode.NotFound, "unknown-directive", guest.AskAsync($"api/v1/programmes/{Calls.GoLive}/directives/{draft.Code}"));
    }

    [Fact]
    public async Task What_documents_ordered_is_clear_where_they_say_so_and_lacks_what_they_leave_out()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();

        Assert.All((await guest.DirectiveAsync("G03")).Clears, clear => Assert.True(clear.Value, clear.Key));
        Assert.Equal(
            ["person", "responsibility", "progress", "result"],
            (await guest.DirectiveAsync("G36")).Clears.Where(clear => !clear.Value).Select(clear => clear.Key));
    }

    [Theory]
    [InlineData("en", "All provinces, Ministry of Finance")]
    [InlineData("fr", "Toutes les provinces, ")]
    public async Task Whom_a_dictated_directive_was_given_to_is_told_in_the_readers_language(string language, string owner)
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Order with { Responsible = ["provinces", "MOF"], Publish = true });
        using var guest = board.CreateClient();
        guest.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        Assert.Contains(owner, WebUtility.HtmlDecode(await guest.GetStringAsync(new Uri($"directives/{issued.Code}", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Theory, InlineData("sb_demo_79"), InlineData("sb_demo_reader"), InlineData(null)]
    public async Task Nobody_but_the_office_issues(string? key)
    {
        using var client = (await demo.StartedAsync()).CreateClient(key);

        await Calls.RefusedAsync(HttpStatusCode.Forbidden, "not-your-right", client.SendAsync("", Order));
    }

    [Fact]
    public async Task The_register_is_read_by_pages_in_order_of_code()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();

        var first = await guest.DirectivesAsync("?limit=10&stage=published&kind=task");
        var second = await guest.DirectivesAsync($"?limit=10&stage=published&kind=task&after={first.Next}");

        Assert.Equal((10, 10), (first.Directives.Count, second.Directives.Count));
        var codes = first.Directives.Concat(second.Directives).Select(directive => directive.Code).ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    [Theory, InlineData("?kind=order"), InlineData("?state=late"), InlineData("?limit=0"), InlineData("?dueFrom=yesterday"), InlineData("?limit=x")]
    public async Task A_filter_that_cannot_be_read_is_refused(string query)
    {
        using var guest = (await demo.StartedAsync()).CreateClient();

        using var answer = await guest.AskAsync($"api/v1/programmes/{Calls.GoLive}/directives{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
