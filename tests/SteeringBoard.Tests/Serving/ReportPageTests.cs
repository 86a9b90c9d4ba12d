using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>The report's page by plain forms, as a browser without a script has it.</summary>
public sealed partial class ReportPageTests(DemoBoard demo)
{
    private const string Address = "report?programme=go-live-2025";

    [Fact]
    public async Task What_is_typed_is_saved_as_a_draft_and_a_wrong_number_says_why()
    {
        using var reporter = await SignInAsync("48-reporter");

        var page = await PostAsync(reporter, ("v.I03@48", "1.874"), ("v.I04@48", "9999"), ("do", "save"));

        Assert.Contains("name=\"v.I03@48\" value=\"1874\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"v.I04@48\" value=\"9999\"", page, StringComparison.Ordinal);
        Assert.Contains("9.999 vượt tổng số 1.800", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vi", "Mã chỉ tiêu;Số liệu;Mã đơn vị", "1.321", "1.322", "9.999 vượt tổng số 1.800")]
    [InlineData("en", "Indicator code;Number;Unit code", "1,321", "1,322", "9,999 exceeds the total of 1,800")]
    public async Task The_preview_of_a_file_groups_its_thousands(string language, string heads, string before, string after, string refused)
    {
        using var reporter = await SignInAsync("44-reporter");
        reporter.DefaultRequestHeaders.AcceptLanguage.Clear();
        reporter.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        await PostAsync(reporter, ("v.I03@44", "1321"), ("do", "save"));
        using var file = new MultipartFormDataContent
        {
            { new StringContent(await reporter.TokenAsync("report/file?programme=go-live-2025")), "__RequestVerificationToken" },
            { new StringContent($"{heads}\r\nI03;1322;44\r\nI04;9999;44\r\n"), "file", "a.csv" },
        };

        using var kept = await reporter.PostAsync(new Uri("report/file/upload?programme=go-live-2025", UriKind.Relative), file);
        var preview = kept.RequestMessage!.RequestUri!;
        Assert.StartsWith("/report/file/", preview.AbsolutePath, StringComparison.Ordinal);
        var page = "";
        await Eventually.HoldsAsync(
            async () => (page = WebUtility.HtmlDecode(await reporter.GetStringAsync(preview))).Contains("class=\"dense lines\"", StringComparison.Ordinal) || page.Contains("role=\"alert\"", StringComparison.Ordinal),
            "the preview");

        Assert.Contains($">{before}</td>", page, StringComparison.Ordinal);
        Assert.Contains($">{after}</b>", page, StringComparison.Ordinal);
        Assert.Contains(refused, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_when_the_session_had_ended_comes_back_through_signing_in()
    {
        using var reporter = await SignInAsync("46-reporter");
        var form = await FormAsync(reporter);
        form["v.I03@46"] = "77";
        form["do"] = "save";
        var board = await demo.StartedAsync();
        using var nobody = board.CreateClient();
        nobody.DefaultRequestHeaders.Add("Accept", "text/html");

        using var answer = await nobody.PostAsync(new Uri(Address, UriKind.Relative), new FormUrlEncodedContent(form));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("value=\"77\"", page, StringComparison.Ordinal);
        var way = WebUtility.HtmlDecode(Kept().Match(page).Groups["way"].Value);
        var back = Uri.UnescapeDataString(way[(way.IndexOf("back=", StringComparison.Ordinal) + 5)..]);
        var after = await reporter.GetStringAsync(new Uri(back, UriKind.Relative));
        Assert.Contains("name=\"v.I03@46\" value=\"77\"", after, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"77\"", await reporter.GetStringAsync(new Uri(Address, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01-reporter")]
    [InlineData("office")]
    [InlineData("auditor")]
    [InlineData("MOF-officer")]
    [InlineData("inspector")]
    public async Task Nobody_of_elsewhere_writes_into_a_report(string person)
    {
        using var stranger = await SignInAsync(person);
        var form = await FormAsync(stranger);
        form["v.I03@44"] = "5";
        form["do"] = "save";
        form.TryAdd("_handler", "report");

        using var answer = await stranger.PostAsync(new Uri(Address, UriKind.Relative), new FormUrlEncodedContent(form));

        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        using var own = await SignInAsync("44-reporter");
        Assert.DoesNotContain("name=\"v.I03@44\" value=\"5\"", await own.GetStringAsync(new Uri(Address, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01-reporter", "79")]
    [InlineData("79-reporter", "01")]
    [InlineData("79-001-reporter", "79")]
    public async Task Who_is_refused_while_typing_is_told_nothing_of_another_bodys_numbers(string person, string province)
    {
        using var reporter = await SignInAsync(person);

        using var answer = await reporter.PostAsync(
            new Uri($"report/draft?programme=go-live-2025&province={province}", UriKind.Relative),
            new FormUrlEncodedContent(
            [
                new($"v.I40@{province}", "99999999"), new("seen", "0"),
                new("__RequestVerificationToken", await reporter.TokenAsync("report?programme=go-live-2025")),
            ]));

        var said = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.NotEqual("", said.GetProperty("refusal").GetString());
        Assert.Empty(said.GetProperty("fields").EnumerateObject());
        Assert.Empty(said.GetProperty("others").EnumerateObject());
    }

    [Fact]
    public async Task Without_a_session_nothing_is_saved_while_typing_and_no_template_is_given()
    {
        using var nobody = (await demo.StartedAsync()).CreateClient();

        using var draft = await nobody.PostAsync(
            new Uri("report/draft?programme=go-live-2025&province=79", UriKind.Relative), new FormUrlEncodedContent([new("v.I03@79", "1"), new("seen", "0")]));
        using var template = await nobody.AskAsync("report/file/template.xlsx?programme=go-live-2025");

        Assert.Contains(draft.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized });
        Assert.Contains(template.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized });
    }

    [Fact]
    public async Task The_page_of_a_poor_line_brings_no_letters_and_no_circuit()
    {
        using var reporter = await SignInAsync("38-reporter");

        var page = await reporter.GetStringAsync(new Uri(Address, UriKind.Relative));

        Assert.DoesNotContain("blazor.web.js", page, StringComparison.Ordinal);
        Assert.DoesNotContain(".woff2", page, StringComparison.Ordinal);
        Assert.Contains("js/report.", page, StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(HttpClient client, params (string Name, string Value)[] typed)
    {
        var form = await FormAsync(client);
        foreach (var (name, value) in typed)
        {
            form[name] = value;
        }
        using var answer = await client.PostAsync(new Uri(Address, UriKind.Relative), new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What a browser would send of the form as it is.</summary>
    private static async Task<Dictionary<string, string>> FormAsync(HttpClient client)
    {
        var page = await client.GetStringAsync(new Uri(Address, UriKind.Relative));
        return Input().Matches(page).Select(match => (Name: WebUtility.HtmlDecode(match.Groups["name"].Value), Value: WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .Where(field => field.Name.Length > 0 && field.Name is not "back").GroupBy(field => field.Name).ToDictionary(group => group.Key, group => group.Last().Value);
    }

    private async Task<HttpClient> SignInAsync(string person)
    {
        var board = await demo.StartedAsync();
        var client = board.CreateClient();
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", "vi");
        using var offered = await client.AskAsync("sign-in");
        var token = Token().Match(await offered.Content.ReadAsStringAsync()).Groups["value"].Value;
        using var answer = await client.PostAsync(
            new Uri("sign-in", UriKind.Relative), new FormUrlEncodedContent([new("person", person), new("__RequestVerificationToken", token), new("back", "/")]));
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Found, answer.StatusCode.ToString());
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex("<input[^>]*name=\"(?<name>[^\"]*)\"[^>]*value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Input();

    [GeneratedRegex("href=\"(?<way>/sign-in\\?back=[^\"]*kept[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Kept();
}
