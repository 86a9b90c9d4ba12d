using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>What a province says of itself, typed in a real browser: on a poor line, with and without a script, by two people, on a phone.</summary>
public sealed class ReportTests(Fixtures.Browser browser, DemoBoard board)
{
    private const string Form = "#report-form";

    [Theory, InlineData(false, "80"), InlineData(true, "82")]
    public async Task A_report_is_filled_and_sent_over_a_throttled_line(bool script, string province)
    {
        await using var visit = await SignedInAsync($"{province}-reporter", script: script);
        await ThrottleAsync(visit);

        await visit.OpenAsync("/report");
        await Value(visit, "I03", province).FillAsync("1200");
        await Value(visit, "I04", province).FillAsync("900");
        await visit.Page.Locator("button[value=send]").ClickAsync(new() { Timeout = Slow });

        await Assertions.Expect(visit.Page.Locator("button[value='take-back']")).ToBeVisibleAsync(new() { Timeout = Slow });
        await Assertions.Expect(visit.Page.Locator(".review")).ToContainTextAsync("1.200");
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task What_is_typed_is_saved_by_itself_and_is_there_in_another_browser()
    {
        await using (var visit = await SignedInAsync("86-reporter"))
        {
            await visit.OpenAsync("/report");
            await Value(visit, "I03", "86").FillAsync("1.111");
            await Assertions.Expect(visit.Page.Locator("#saved")).ToContainTextAsync("Đã lưu lúc");
            Assert.Empty(visit.Errors);
        }

        await using var other = await SignedInAsync("86-reporter", script: false);
        await other.OpenAsync("/report");
        await Assertions.Expect(Value(other, "I03", "86")).ToHaveValueAsync("1111");
    }

    [Fact]
    public async Task A_wrong_number_says_so_while_it_is_typed()
    {
        await using var visit = await SignedInAsync("91-reporter");
        await visit.OpenAsync("/report");

        await Value(visit, "I03", "91").FillAsync("9999");

        await Assertions.Expect(visit.Page.Locator("[id='p:I03@91']")).ToContainTextAsync("2.112");
        Assert.Equal("true", await Value(visit, "I03", "91").GetAttributeAsync("aria-invalid"));
    }

    [Fact]
    public async Task What_is_typed_while_the_line_is_down_is_sent_when_it_is_back()
    {
        await using var visit = await SignedInAsync("92-reporter");
        await visit.OpenAsync("/report");
        await visit.Page.Context.SetOfflineAsync(true);
        await Value(visit, "I03", "92").FillAsync("321");
        await Assertions.Expect(visit.Page.Locator("#saved")).ToContainTextAsync("Mất đường truyền");

        await visit.Page.Context.SetOfflineAsync(false);

        await Assertions.Expect(visit.Page.Locator("#saved")).ToContainTextAsync("Đã lưu lúc", new() { Timeout = Slow });
        await visit.Page.ReloadAsync();
        await Assertions.Expect(Value(visit, "I03", "92")).ToHaveValueAsync("321");
    }

    [Fact]
    public async Task What_was_typed_before_the_last_report_was_sent_comes_back_and_what_others_typed_here_stays_theirs()
    {
        await using var visit = await SignedInAsync("38-reporter");
        await visit.OpenAsync("/report");
        const string Keep = """
            () => {
              const [programme, province, number, ...person] = document.getElementById('report-form').dataset.key.split(':');
              const keep = (key, value) => localStorage.setItem(`report:${key.join(':')}`, JSON.stringify({ seen: 3, fields: { [`I03@${province}`]: { v: value, t: '', n: '' } } }));
              keep([programme, province, '0', ...person], '234');
              keep([programme, province, number, 'ProvinceApprover', 'Another'], '999');
            }
            """;
        await visit.Page.EvaluateAsync(Keep);

        await visit.Page.ReloadAsync();

        await Assertions.Expect(Value(visit, "I03", "38")).ToHaveValueAsync("234");
        await Assertions.Expect(visit.Page.Locator("#saved")).ToContainTextAsync("Đã lưu lúc", new() { Timeout = Slow });
        Assert.Equal(1, await visit.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('report:')).length"));
        Assert.Contains("999", await visit.Page.EvaluateAsync<string>("() => localStorage.getItem(Object.keys(localStorage).find(key => key.endsWith(':Another')))"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_never_reached_the_server_comes_back_when_the_page_is_opened_again()
    {
        await using var visit = await SignedInAsync("96-reporter");
        await visit.OpenAsync("/report");
        await visit.Page.RouteAsync("**/report/draft*", route => route.AbortAsync());
        await Value(visit, "I03", "96").FillAsync("432");
        await Assertions.Expect(visit.Page.Locator("#saved")).ToContainTextAsync("Mất đường truyền");
        await visit.Page.UnrouteAllAsync();

        await visit.OpenAsync("/report");

        await Assertions.Expect(Value(visit, "I03", "96")).ToHaveValueAsync("432");
        await Assertions.Expect(visit.Page.Locator("#saved")).ToContainTextAsync("Đã lưu lúc", new() { Timeout = Slow });
    }

    [Fact]
    public async Task A_session_that_ended_says_so_and_what_was_typed_comes_along()
    {
        await using var visit = await SignedInAsync("75-reporter");
        await visit.OpenAsync("/report");
        await visit.Page.Context.ClearCookiesAsync();
        await Value(visit, "I03", "75").FillAsync("543");
        await Assertions.Expect(visit.Page.Locator("#saved a")).ToBeVisibleAsync();

        await visit.Page.Locator("#saved a").ClickAsync();
        await visit.Page.Locator(".any select").SelectOptionAsync("75-reporter");
        await visit.Page.Locator(".any button").ClickAsync();

        await Assertions.Expect(Value(visit, "I03", "75")).ToHaveValueAsync("543");
    }

    [Fact]
    public async Task Two_people_on_one_form_choose_and_lose_nothing()
    {
        await using var first = await SignedInAsync("68-reporter");
        await using var second = await SignedInAsync("68-approver");
        await first.OpenAsync("/report");
        await second.OpenAsync("/report");
        await Value(first, "I03", "68").FillAsync("100");
        await Assertions.Expect(first.Page.Locator("#saved")).ToContainTextAsync("Đã lưu lúc");

        await Value(second, "I04", "68").FillAsync("50");
        await Assertions.Expect(Value(second, "I03", "68")).ToHaveValueAsync("100");

        await Value(first, "I06", "68").FillAsync("10");
        await Assertions.Expect(first.Page.Locator("#saved")).ToContainTextAsync("Đã lưu lúc");
        await Assertions.Expect(Value(first, "I04", "68")).ToHaveValueAsync("50");
        await Value(second, "I06", "68").FillAsync("20");
        var choice = second.Page.Locator("[id='p:I06@68']");
        await Assertions.Expect(choice).ToContainTextAsync("10");
        await Assertions.Expect(Value(second, "I06", "68")).ToHaveValueAsync("20");
        // Whoever opens the page again has not chosen yet.
        await second.Page.ReloadAsync();
        await Assertions.Expect(choice).ToContainTextAsync("10");
        await Assertions.Expect(Value(second, "I06", "68")).ToHaveValueAsync("20");
        await choice.Locator("button").Last.ClickAsync();
        await Assertions.Expect(Value(second, "I06", "68")).ToHaveValueAsync("10");
    }

    [Fact]
    public async Task A_grid_is_run_down_by_the_keyboard_and_only_what_changed_is_sent()
    {
        await using var visit = await SignedInAsync("79-reporter");
        var sent = new List<string>();
        visit.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/report/draft", StringComparison.Ordinal))
            {
                sent.Add(request.PostData ?? "");
            }
        };
        await visit.OpenAsync("/report?grid=I09");
        await Assertions.Expect(visit.Page.Locator("input[data-column=v]")).ToHaveCountAsync(168);

        await visit.Page.Locator("input[data-column=v]").First.FocusAsync();
        foreach (var key in new[] { "1", "Enter", "1", "ArrowDown", "0", "ArrowUp" })
        {
            await visit.Page.Keyboard.PressAsync(key);
        }

        await Assertions.Expect(visit.Page.Locator("#saved")).ToContainTextAsync("Đã lưu lúc");
        Assert.Equal(["1", "1", "0", ""], await visit.Page.Locator("input[data-column=v]").EvaluateAllAsync<string[]>("all => all.slice(0, 4).map(input => input.value)"));
        Assert.Equal("79-002", (await visit.Page.EvaluateAsync<string>("() => document.activeElement.name"))[^6..]);
        Assert.All(sent, body => Assert.True(body.Split("v.").Length <= 4, body));
    }

    [Fact]
    public async Task An_approver_returns_with_a_reason_and_the_reporter_reads_why()
    {
        await using (var reporter = await SignedInAsync("56-reporter", script: false))
        {
            await reporter.OpenAsync("/report");
            await Value(reporter, "I03", "56").FillAsync("1500");
            await reporter.Page.Locator("button[value=send]").ClickAsync();
            await Assertions.Expect(reporter.Page.Locator("button[value='take-back']")).ToBeVisibleAsync();
        }

        await using (var approver = await SignedInAsync("56-approver"))
        {
            await approver.OpenAsync("/report");
            await approver.Page.Locator("button[value=return]").ClickAsync();
            await Assertions.Expect(approver.Page.Locator(".refused")).ToBeVisibleAsync();
            await approver.Page.Locator("input[name=reason]").FillAsync("Chưa đối chiếu danh mục");
            Assert.Empty(await approver.ViolationsAsync());
            await approver.ShotAsync("report-decide");
            await approver.Page.Locator("button[value=return]").ClickAsync();
            await Assertions.Expect(approver.Page.Locator(".returned")).ToContainTextAsync("Chưa đối chiếu danh mục");
        }

        await using var again = await SignedInAsync("56-reporter");
        await again.OpenAsync("/report");
        await Assertions.Expect(again.Page.Locator(".returned")).ToContainTextAsync("Chưa đối chiếu danh mục");
        await Assertions.Expect(Value(again, "I03", "56")).ToHaveValueAsync("1500");
    }

    [Fact]
    public async Task A_spreadsheet_is_fetched_filled_previewed_and_taken()
    {
        await using var visit = await SignedInAsync("66-reporter");
        await visit.OpenAsync("/report/file");
        var template = await visit.Page.APIRequest.GetAsync($"{board.Address}report/file/template.csv?programme=go-live-2025&sheet=2");
        var code = (await template.TextAsync()).Split('\n')[1].Split(';')[0];
        var file = new FilePayload
        {
            Name = "xa.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"Mã đơn vị;I08;I24\n{code};1;9\n"),
        };

        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(file);
        await visit.Page.Locator("form button.primary").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".lines tbody tr")).ToHaveCountAsync(2, new() { Timeout = Slow });
        await Assertions.Expect(visit.Page.Locator(".lines")).ToContainTextAsync("9 vượt tổng số 5");
        Assert.Empty(await visit.ViolationsAsync());
        await visit.ShotAsync("report-preview");
        await visit.Page.Locator(".take button").ClickAsync();

        await visit.Page.WaitForURLAsync("**/report?programme=*");
        await visit.OpenAsync("/report?grid=I08");
        await Assertions.Expect(visit.Page.Locator("input[data-column=v]").First).ToHaveValueAsync("1");
    }

    [Theory]
    [InlineData("/report", 390, 844, ColorScheme.Light)]
    [InlineData("/report", 1440, 900, ColorScheme.Dark)]
    [InlineData("/report?grid=I08", 390, 844, ColorScheme.Dark)]
    [InlineData("/report?grid=I08", 1440, 900, ColorScheme.Light)]
    [InlineData("/report/file", 390, 844, ColorScheme.Light)]
    public async Task Its_pages_are_for_everybody_on_a_phone_and_on_a_desk(string path, int width, int height, ColorScheme scheme)
    {
        await using var visit = await SignedInAsync("79-reporter", width, height, scheme: scheme);

        await visit.OpenAsync(path);

        Assert.Empty(await visit.ViolationsAsync());
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(visit.Errors);
        await visit.ShotAsync($"{path.Replace('/', '_').Replace('?', '_')}-{width}-{scheme}");
    }

    [Fact]
    public async Task Only_who_reports_is_led_to_the_report()
    {
        await using var guest = await browser.VisitAsync(board.Address, 1440, 900);
        await guest.OpenAsync("/provinces/79");
        await Assertions.Expect(guest.Page.Locator("a[href^='/report']")).ToHaveCountAsync(0);

        await using var reporter = await SignedInAsync("79-reporter");
        await reporter.OpenAsync("/my-work");
        await Assertions.Expect(reporter.Page.Locator("main a[href^='/report']")).ToHaveCountAsync(1);
        await reporter.OpenAsync("/provinces/79");
        await Assertions.Expect(reporter.Page.Locator("main a[href^='/report']")).ToHaveCountAsync(1);
        await reporter.OpenAsync("/provinces/01");
        await Assertions.Expect(reporter.Page.Locator("main a[href^='/report']")).ToHaveCountAsync(0);
    }

    private const float Slow = 60_000;

    private static ILocator Value(Visit visit, string indicator, string province) => visit.Page.Locator($"{Form} [name='v.{indicator}@{province}']");

    /// <summary>A line of 50 kbit/s with 800 ms of delay.</summary>
    private static async Task ThrottleAsync(Visit visit)
    {
        var line = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 800,
            ["downloadThroughput"] = 50_000 / 8,
            ["uploadThroughput"] = 50_000 / 8,
        });
    }

    private async Task<Visit> SignedInAsync(string person, int width = 1440, int height = 900, bool script = true, ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await browser.VisitAsync(board.Address, width, height, script: script, scheme: scheme);
        await visit.OpenAsync("/sign-in?back=/sign-in");
        await visit.Page.Locator(".any select").SelectOptionAsync(person);
        await visit.Page.Locator(".any button").ClickAsync();
        await visit.Page.WaitForURLAsync("**/sign-in");
        return visit;
    }
}
