using System.Net;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The office goes on with a draft and amends what it has published, on the page the draft was written on.</summary>
public sealed class AmendPageTests(DemoBoard demo)
{
    private static readonly DraftRequest Clear = new()
    {
        Text = "Kiểm tra con dấu",
        Responsible = ["MOHA", "79"],
        Phrase = "đến hết 26/6",
        Rule = "through-the-day",
        When = "2025-06-26",
        Measure = "Số con dấu đã khắc",
        Result = "Biên bản bàn giao",
        Authority = "Phó Thủ tướng",
        Publish = true,
    };

    [Fact]
    public async Task The_form_begins_with_what_is_written_and_reads_as_the_same_instant()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);
        using var visitor = await EnteredAsync("office");

        var page = await visitor.OpenAsync(Of(issued.Code));

        Assert.Contains("Kiểm tra con dấu</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2025-06-26T23:59\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"through-the-day\" selected", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"MOHA\" selected", page, StringComparison.Ordinal);

        var sent = Filled("2025-06-26T23:59", "Sửa lời", ("Draft.Text", "Kiểm tra mọi con dấu"));
        await LeadsToAsync(visitor, issued.Code, sent);
        var amended = await office.DirectiveAsync(issued.Code);
        Assert.Equal((issued.Version + 1, issued.DueBefore, issued.SaidOn), (amended.Version, amended.DueBefore, amended.SaidOn));
        Assert.Equal("Kiểm tra mọi con dấu", amended.Text);
        Assert.Equal("Sửa lời", amended.Versions![^1].Reason);
    }

    [Fact]
    public async Task A_draft_that_lacked_a_clear_is_gone_on_with_and_published()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var draft = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear with { Result = "", Publish = false });
        using var visitor = await EnteredAsync("office");
        Assert.Contains($"/directives/{draft.Code}/edit", await visitor.OpenAsync($"/directives/{draft.Code}"), StringComparison.Ordinal);

        var lacking = await visitor.FillAsync(Of(draft.Code), "Draft.Text", [.. Filled("2025-06-26T23:59", null, ("Draft.Publish", "true"), ("Draft.Result", ""))]);
        Assert.Contains("class=\"refused\"", lacking, StringComparison.Ordinal);
        Assert.Contains("Kiểm tra con dấu</textarea>", lacking, StringComparison.Ordinal);

        await LeadsToAsync(visitor, draft.Code, Filled("2025-06-26T23:59", null, ("Draft.Publish", "true")));
        Assert.Equal("published", (await office.DirectiveAsync(draft.Code)).Stage);
    }

    [Fact]
    public async Task What_is_published_asks_for_a_reason_and_another_version_is_told()
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);
        using var visitor = await EnteredAsync("office");

        Assert.Contains("class=\"refused\"", await visitor.FillAsync(Of(issued.Code), "Draft.Text", [.. Filled("2025-06-25T23:59", null)]), StringComparison.Ordinal);
        Assert.Contains(
            "class=\"refused\"",
            await visitor.FillAsync(Of(issued.Code), "Draft.Text", [.. Filled("2025-06-25T23:59", "Sớm hơn", ("Draft.Seen", "0"))]), StringComparison.Ordinal);
        Assert.Contains(
            "class=\"refused\"", await visitor.FillAsync(Of(issued.Code), "Draft.Text", [.. Filled("2025-07-01T23:59", "Muộn hơn")]), StringComparison.Ordinal);

        Assert.Equal((issued.Version, issued.DueBefore), ((await office.DirectiveAsync(issued.Code)).Version, (await office.DirectiveAsync(issued.Code)).DueBefore));
    }

    [Theory]
    [InlineData("MOHA-officer")]
    [InlineData("MOF-officer")]
    [InlineData("79-reporter")]
    [InlineData("01-reporter")]
    [InlineData("V1-vendor")]
    [InlineData(null)]
    public async Task Nobody_but_the_office_is_shown_the_form_or_may_send_it(string? person)
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", Clear);
        using var visitor = await EnteredAsync(person);

        using var answer = await visitor.AskAsync(Of(issued.Code));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("Draft.Text", page, StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent(
        [
            new("_handler", "draft"), new("__RequestVerificationToken", await visitor.Client.TokenAsync("sign-in")),
            .. Filled("2025-06-25T23:59", "vì", ("Draft.Seen", $"{issued.Version}")).Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        using var sent = await visitor.Client.PostAsync(new Uri(Of(issued.Code), UriKind.Relative), content);
        Assert.False(sent.IsSuccessStatusCode, $"{sent.StatusCode}");
        Assert.Equal(issued.Version, (await office.DirectiveAsync(issued.Code)).Version);
    }

    [Fact]
    public async Task What_is_nowhere_is_not_found()
    {
        using var visitor = await EnteredAsync("office");

        using var answer = await visitor.AskAsync(Of("Q99"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string Of(string code) => $"/directives/{code}/edit?programme=go-live-2025";

    private static IEnumerable<(string Name, string Value)> Filled(string when, string? reason, params (string Name, string Value)[] other)
    {
        (string Name, string Value)[] all =
        [
            ("Draft.Text", Clear.Text!), ("Draft.Rule", "through-the-day"), ("Draft.When", when), ("Draft.Phrase", Clear.Phrase!), ("Draft.Measure", Clear.Measure!),
            ("Draft.Result", Clear.Result!), ("Draft.Authority", Clear.Authority!), ("Draft.Reason", reason ?? ""),
        ];
        return [("Draft.Responsible", "MOHA"), ("Draft.Responsible", "79"), .. all.Where(field => other.All(set => set.Name != field.Name)), .. other];
    }

    /// <summary>Sends the form, which must lead to the directive.</summary>
    private static async Task LeadsToAsync(Visitor visitor, string code, IEnumerable<(string Name, string Value)> fields)
    {
        using var answer = await visitor.SendAsync(Of(code), "Draft.Text", fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains($"/directives/{code}", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private async Task<Visitor> EnteredAsync(string? person)
    {
        var visitor = new Visitor((await demo.StartedAsync()).Address);
        if (person is not null)
        {
            using var entered = await visitor.SendAsync("/sign-in", "class=\"any\"", ("person", person));
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        }
        return visitor;
    }
}
