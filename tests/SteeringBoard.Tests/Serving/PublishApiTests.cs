using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The office publishes a draft over HTTP, on a running board in the demo.</summary>
public sealed class PublishApiTests(DemoBoard demo)
{
    private static readonly DraftRequest Clear = new()
    {
        Text = "Công bố danh sách đường dây nóng",
        Responsible = ["MOHA", "79"],
        Phrase = "trước 27/6",
        Rule = "before",
        When = "2025-06-27",
        Measure = "Số đường dây đã công bố",
        Result = "Danh sách đã đăng",
        Authority = "Phó Thủ tướng",
    };

    [Fact]
    public async Task A_clear_draft_is_published_and_its_bodies_have_it()
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        var draft = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);

        var published = await office.TakenAsync<PublishRequest, DirectiveAnswer>($"/{draft.Code}/publish", new PublishRequest(draft.Version));

        Assert.Equal(("draft", "published", draft.Version + 1), (draft.Stage, published.Stage, published.Version));
        using var ministry = board.CreateClient("sb_demo_MOHA");
        Assert.Equal("not-started", (await ministry.AssignmentAsync(draft.Code, "MOHA")).State);
    }

    [Theory]
    [InlineData("sb_demo_MOF", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_MOHA", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_01", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_79", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_reader", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData(null, HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_98", HttpStatusCode.Unauthorized, "unauthorized")]
    public async Task No_ministry_no_province_and_nobody_unknown_publishes(string? key, HttpStatusCode status, string code)
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        var draft = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);
        using var client = board.CreateClient(key);

        await Calls.RefusedAsync(status, code, client.SendAsync($"/{draft.Code}/publish", new PublishRequest(draft.Version)));

        Assert.Equal("draft", (await office.DirectiveAsync(draft.Code)).Stage);
    }

    [Fact]
    public async Task Another_version_is_a_conflict_that_names_the_one_that_stands()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var draft = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);

        using var answer = await office.SendAsync($"/{draft.Code}/publish", new PublishRequest(draft.Version + 1));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(draft.Version, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
        Assert.Equal("draft", (await office.DirectiveAsync(draft.Code)).Stage);
    }

    [Fact]
    public async Task What_is_published_already_is_told_so()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear with { Publish = true });

        await Calls.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "already-published", office.SendAsync($"/{issued.Code}/publish", new PublishRequest(issued.Version)));
    }

    [Theory]
    [InlineData("D999", """{ "seen": 1 }""", HttpStatusCode.NotFound)]
    [InlineData("D999", "{", HttpStatusCode.BadRequest)]
    [InlineData("D999", """{ "seen": "one" }""", HttpStatusCode.BadRequest)]
    public async Task What_makes_no_sense_is_a_problem_and_not_a_failure(string code, string json, HttpStatusCode status)
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        using var answer = await office.PostAsync(new Uri($"api/v1/programmes/{Calls.GoLive}/directives/{code}/publish", UriKind.Relative), content);

        Assert.Equal(status, answer.StatusCode);
    }
}
