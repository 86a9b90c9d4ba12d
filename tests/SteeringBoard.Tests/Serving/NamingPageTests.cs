using System.Net;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>The office names on a page who answers for a body. Each test has a body of its own.</summary>
public sealed class NamingPageTests(DemoBoard demo)
{
    private const string Form = "Naming.Head";

    [Fact]
    public async Task Whoever_is_named_answers_from_now_on_and_whoever_did_stays_in_the_history()
    {
        using var office = await EnteredAsync("office");

        using var first = await office.SendAsync(Of("52"), Form, Named("Chủ tịch thứ nhất", "Chánh Văn phòng"));
        using var second = await office.SendAsync(Of("52"), Form, Named("Chủ tịch thứ hai", "Phó Chánh Văn phòng"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.EndsWith("/directives/accountable?programme=go-live-2025#body-52", second.Headers.Location?.ToString(), StringComparison.Ordinal);
        var row = Row(await office.OpenAsync(Address), "52");
        Assert.Contains(">Chủ tịch thứ hai</td>", row, StringComparison.Ordinal);
        Assert.Contains(": Chủ tịch thứ nhất; Chánh Văn phòng", row, StringComparison.Ordinal);
        Assert.Equal(
            ["Chủ tịch thứ nhất", "Chủ tịch thứ hai"],
            (await NamedAsync("52")).Select(told => told.Head).Where(head => head.StartsWith("Chủ tịch", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_body_that_nobody_answered_for_has_somebody_and_who_begins_later_answers_later()
    {
        using var office = await EnteredAsync("office");
        Assert.Contains("Nobody is named", Row(await office.OpenAsync(Address), "V3"), StringComparison.Ordinal);

        using var later = await office.SendAsync(Of("V3"), Form, [.. Named("Giám đốc mới", "Trưởng phòng"), ("Naming.From", "2025-07-01T00:00")]);
        Assert.Contains("Nobody is named", Row(await office.OpenAsync(Address), "V3"), StringComparison.Ordinal);
        using var now = await office.SendAsync(Of("V3"), Form, Named("Giám đốc", "Trưởng phòng"));

        Assert.Contains(">Giám đốc</td>", Row(await office.OpenAsync(Address), "V3"), StringComparison.Ordinal);
        Assert.Contains(await NamedAsync("V3"), told => told.From == new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7)));
    }

    [Theory]
    [InlineData("", "Cán bộ A", "", "The six clears are not met. Missing: person.")]
    [InlineData("Trưởng ban A", " ", "", "The six clears are not met. Missing: person.")]
    [InlineData("Trưởng ban A", "Cán bộ A", "yesterday", "The value of “From” cannot be used.")]
    [InlineData("Trưởng ban A", "Cán bộ A", "0001-01-01T00:00", "The value of “From” cannot be used.")]
    public async Task What_cannot_be_taken_is_refused_in_words_and_stays_typed(string head, string officer, string from, string told)
    {
        using var office = await EnteredAsync("office");

        var page = await office.FillAsync(Of("56"), Form, ("Naming.Head", head), ("Naming.Officer", officer), ("Naming.From", from));

        Assert.Contains(told, page, StringComparison.Ordinal);
        foreach (var (name, value) in new[] { ("Head", head), ("Officer", officer), ("From", from) })
        {
            Assert.Contains(value, Input(page, name), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(await NamedAsync("56"), row => row.Officer == "Cán bộ A");
    }

    [Fact]
    public async Task What_is_too_long_is_refused_and_stays_typed()
    {
        using var office = await EnteredAsync("office");
        var long501 = new string('x', 501);

        var page = await office.FillAsync(Of("56"), Form, Named(long501, "Cán bộ B"));

        Assert.Contains("Too long: at most 500 characters.", page, StringComparison.Ordinal);
        Assert.Contains(long501, Input(page, "Head"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_never_overwrite_each_other_silently()
    {
        using var office = await EnteredAsync("office");
        var seen = (await NamedAsync("66")).Count;
        using var first = await office.SendAsync(Of("66"), Form, Named("Người thứ nhất", "Cán bộ"));

        var second = await office.FillAsync(Of("66"), Form, [.. Named("Người thứ hai", "Cán bộ"), ("Naming.Seen", $"{seen}")]);

        Assert.Contains($"you saw version {seen}, it is now at {seen + 1}", second, StringComparison.Ordinal);
        Assert.Contains("Người thứ nhất; Cán bộ", second[..second.IndexOf("Naming.Seen", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("Người thứ hai", Input(second, "Head"), StringComparison.Ordinal);
        Assert.Contains($"value=\"{seen + 1}\"", Input(second, "Seen"), StringComparison.Ordinal);
        Assert.Equal("Người thứ nhất", (await NamedAsync("66"))[^1].Head);
    }

    [Theory]
    [InlineData("MOF-officer")]
    [InlineData("68-reporter")]
    [InlineData("68-approver")]
    [InlineData("auditor")]
    [InlineData("inspector")]
    [InlineData("V1-vendor")]
    [InlineData(null)]
    public async Task Nobody_but_the_office_names_anybody(string? person)
    {
        using var visitor = await EnteredAsync(person);
        await visitor.OpenAsync(Of("68"));
        // A form of another page gives the token; this one has none.
        var token = await visitor.Client.TokenAsync("sign-in");
        using var content = new FormUrlEncodedContent(
        [
            new("_handler", "name"), new("__RequestVerificationToken", token), new("Naming.Seen", $"{(await NamedAsync("68")).Count}"),
            new("Naming.Head", "Kẻ lạ"), new("Naming.Officer", "Kẻ lạ"),
        ]);

        using var answer = await visitor.Client.PostAsync(new Uri(Of("68"), UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(await NamedAsync("68"), row => row.Head == "Kẻ lạ");
    }

    private const string Address = "/directives/accountable?programme=go-live-2025";

    private static string Of(string body) => $"{Address}&body={body}";

    private static (string Name, string Value)[] Named(string head, string officer) => [("Naming.Head", head), ("Naming.Officer", officer)];

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

    /// <summary>Everybody who was named for a body, as the API tells the office.</summary>
    private async Task<List<AccountableAnswer>> NamedAsync(string body)
    {
        using var office = (await demo.StartedAsync()).CreateClient("sb_demo_office");
        return [.. (await office.ReadAsync<List<AccountableAnswer>>($"api/v1/programmes/{Calls.GoLive}/accountability")).Where(row => row.Body == body)];
    }

    private static string Row(string page, string body)
    {
        var from = page.IndexOf($"id=\"body-{body}\"", StringComparison.Ordinal);
        Assert.True(from > 0, $"no row of {body}");
        return page[from..page.IndexOf("</tr>", from, StringComparison.Ordinal)];
    }

    private static string Input(string page, string field)
    {
        var from = page.IndexOf($"name=\"Naming.{field}\"", StringComparison.Ordinal);
        Assert.True(from > 0, $"no field {field}");
        return page[from..page.IndexOf('>', from)];
    }
}
