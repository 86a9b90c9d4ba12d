using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The office amends what it has published over HTTP, on a running board in the demo.</summary>
public sealed class AmendApiTests(DemoBoard demo)
{
    private static readonly DraftRequest Clear = new()
    {
        Text = "Đối chiếu mã đơn vị hành chính",
        Responsible = ["MOHA", "79"],
        Phrase = "trước 27/6",
        Rule = "before",
        When = "2025-06-27",
        Measure = "Số mã đã đối chiếu",
        Result = "Bảng đối chiếu",
        Authority = "Phó Thủ tướng",
        Publish = true,
    };

    [Fact]
    public async Task What_is_published_is_amended_with_a_reason_and_what_it_was_stays()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);

        var amended = await office.TakenAsync<DraftRequest, DirectiveAnswer>(
            $"/{issued.Code}/versions", Clear with { When = "2025-06-28", Seen = issued.Version, Reason = "Lùi một ngày" });

        Assert.Equal(("published", issued.Version + 1), (amended.Stage, amended.Version));
        Assert.Equal(issued.DueBefore!.Value.AddDays(1), amended.DueBefore);
        var versions = (await office.DirectiveAsync(issued.Code)).Versions!;
        Assert.Equal([issued.DueBefore, amended.DueBefore], versions.Select(version => version.DueBefore));
        Assert.Equal("Lùi một ngày", versions[^1].Reason);
    }

    [Theory]
    [InlineData("sb_demo_MOF", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_MOHA", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_01", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_79", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_reader", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData(null, HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_98", HttpStatusCode.Unauthorized, "unauthorized")]
    public async Task No_ministry_no_province_and_nobody_unknown_amends(string? key, HttpStatusCode status, string code)
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);
        using var client = board.CreateClient(key);

        await Calls.RefusedAsync(
            status, code, client.SendAsync($"/{issued.Code}/versions", Clear with { Text = "Khác", Seen = issued.Version, Reason = "vì" }));

        Assert.Equal((issued.Version, Clear.Text), ((await office.DirectiveAsync(issued.Code)).Version, (await office.DirectiveAsync(issued.Code)).Text));
    }

    [Fact]
    public async Task Another_version_is_a_conflict_and_a_reason_is_asked_for()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);

        using var answer = await office.SendAsync($"/{issued.Code}/versions", Clear with { Seen = issued.Version - 1, Reason = "vì" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(issued.Version, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
        await Calls.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "reason-missing", office.SendAsync($"/{issued.Code}/versions", Clear with { Seen = issued.Version, Reason = " " }));
    }

    public static TheoryData<string, DraftRequest, HttpStatusCode> Bad => new()
    {
        { "bad-request", Clear with { Kind = "order" }, HttpStatusCode.BadRequest },
        { "title-missing", Clear with { Text = " " }, HttpStatusCode.UnprocessableEntity },
        { "unknown-body", Clear with { Responsible = ["98"] }, HttpStatusCode.UnprocessableEntity },
        { "bad-phrase", Clear with { When = "27/6" }, HttpStatusCode.UnprocessableEntity },
        { "past-the-stop", Clear with { When = "2025-07-02" }, HttpStatusCode.UnprocessableEntity },
        { "not-clear", Clear with { Result = "" }, HttpStatusCode.UnprocessableEntity },
    };

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task An_amendment_that_makes_no_sense_is_refused_by_name_and_changes_nothing(string code, DraftRequest request, HttpStatusCode status)
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);

        await Calls.RefusedAsync(status, code, office.SendAsync($"/{issued.Code}/versions", request with { Seen = issued.Version, Reason = "vì" }));

        Assert.Equal(issued.Version, (await office.DirectiveAsync(issued.Code)).Version);
    }

    [Fact]
    public async Task A_directive_there_is_not_cannot_be_amended()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");

        await Calls.RefusedAsync(HttpStatusCode.NotFound, "unknown-directive", office.SendAsync("/D999/versions", Clear with { Seen = 1, Reason = "vì" }));
    }
}
