using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>An inspector with a phone, with and without a line.</summary>
public sealed class InspectionsTests(Fixtures.Browser browser, DemoBoard board)
{
    private const string Record = """
        async () => {
          const id = crypto.randomUUID();
          const fields = new FormData();
          for (const [name, value] of Object.entries({ id, body: '22', indicator: 'I03', value: '18', total: '2112', takenAt: new Date().toISOString() })) fields.set(name, value);
          const answer = await fetch('/api/v1/programmes/go-live-2025/inspections', { method: 'POST', headers: { 'Idempotency-Key': id }, body: fields });
          if (!answer.ok) throw new Error(await answer.text());
        }
        """;

    private const string Ready = "() => document.documentElement.dataset.inspectionReady === 'true'";

    [Fact]
    public async Task What_is_written_without_a_line_is_kept_and_sent_once_when_there_is_one()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);
        Assert.Empty(await visit.ViolationsAsync());
        Assert.Equal(0, await visit.OverflowAsync());

        await visit.Page.Context.SetOfflineAsync(true);
        await OpenFormAsync(visit);
        await visit.Page.Locator("select[name=body]").SelectOptionAsync("22");
        await visit.Page.Locator("select[name=indicator]").SelectOptionAsync("I03");
        await visit.Page.Locator("input[name=value]").FillAsync("17");
        await visit.Page.Locator("input[name=total]").FillAsync("2112");
        await visit.Page.Locator("input[name=place]").FillAsync("Hạ Long");
        await visit.Page.Locator("input[name=photo]").SetInputFilesAsync(new FilePayload { Name = "seal.jpg", MimeType = "image/jpeg", Buffer = [0xFF, 0xD8, 1, 2, 3] });
        await visit.Page.Locator("#inspection button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToHaveCountAsync(1);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToContainTextAsync("17/2112");

        await visit.Page.Context.SetOfflineAsync(false);
        await visit.Page.EvaluateAsync("() => { dispatchEvent(new Event('online')); dispatchEvent(new Event('online')); }");
        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToHaveCountAsync(0, new() { Timeout = 60_000 });

        await visit.OpenAsync("/inspections");
        var rows = visit.Page.Locator("tbody tr", new() { HasText = "Hạ Long" });
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.Locator("a[download]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_photo_behind_a_number_is_reached_from_its_story_and_not_by_the_visited()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);
        await visit.Page.Locator("input[name=photo]").SetInputFilesAsync(new FilePayload { Name = "seal.jpg", MimeType = "image/jpeg", Buffer = [0xFF, 0xD8, 4, 5, 6] });
        await WriteAsync(visit, "13");
        await Assertions.Expect(visit.Page.Locator("#said")).ToHaveTextAsync("The board has it.");

        const string Story = "/provinces/22/cells/I03?level=inspected";
        await visit.OpenAsync(Story);
        var row = visit.Page.Locator("#history tbody tr", new() { Has = visit.Page.Locator("td.number:text-is('13')") });
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => row.Locator("a[download]").ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        var bytes = new byte[6];
        Assert.Equal(5, await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false));
        Assert.Equal([0xFF, 0xD8, 4, 5, 6], bytes[..5]);
        Assert.Empty(await visit.ViolationsAsync());

        await using var visited = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await SignInAsync(visited, "22-reporter");
        await visited.OpenAsync(Story);
        await Assertions.Expect(visited.Page.Locator("#history tbody tr", new() { Has = visited.Page.Locator("td.number:text-is('13')") })).ToHaveCountAsync(1);
        await Assertions.Expect(visited.Page.Locator("#history a[download]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_half_written_outlives_the_page_with_its_photo_and_is_gone_once_it_is_sent()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);
        await visit.Page.Locator("select[name=body]").SelectOptionAsync("22");
        await visit.Page.Locator("select[name=indicator]").SelectOptionAsync("I03");
        await visit.Page.Locator("textarea[name=note]").FillAsync("Trụ sở cũ");
        await visit.Page.Locator("input[name=photo]").SetInputFilesAsync(new FilePayload { Name = "seal.jpg", MimeType = "image/jpeg", Buffer = [0xFF, 0xD8, 1, 2, 3] });

        await visit.Page.ReloadAsync();
        await visit.Page.WaitForFunctionAsync(Ready);

        await Assertions.Expect(visit.Page.Locator("select[name=body]")).ToHaveValueAsync("22");
        await Assertions.Expect(visit.Page.Locator("textarea[name=note]")).ToHaveValueAsync("Trụ sở cũ");
        Assert.Equal("seal.jpg 5", await visit.Page.EvaluateAsync<string>("() => { const [file] = document.querySelector('input[name=photo]').files; return `${file.name} ${file.size}`; }"));
        await WriteAsync(visit, "14");
        await Assertions.Expect(visit.Page.Locator("#said")).ToHaveTextAsync("The board has it.");
        await OpenFormAsync(visit);
        await Assertions.Expect(visit.Page.Locator("textarea[name=note]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_is_refused_for_what_it_says_is_not_sent_again_and_can_be_deleted()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);
        var sent = 0;
        visit.Page.Request += (_, request) => sent += IsSent(request) ? 1 : 0;
        await WriteAsync(visit, "2113");
        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToContainTextAsync("2113");
        await Assertions.Expect(visit.Page.Locator("#waiting li button")).ToHaveCountAsync(1);

        await visit.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        // One that is good is sent beside it: when it has gone, the refused one had its turn.
        await WriteAsync(visit, "16");
        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#said")).ToHaveTextAsync("The board has it.");

        Assert.Equal(2, sent);
        await visit.Page.Locator("#waiting li button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_written_when_the_session_had_ended_is_sent_once_the_inspector_is_back()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);
        await visit.Page.Context.ClearCookiesAsync();
        await WriteAsync(visit, "15");
        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToContainTextAsync("sign in", new() { IgnoreCase = true });
        await Assertions.Expect(visit.Page.Locator("#waiting li a")).ToHaveAttributeAsync("href", "/sign-in?back=%2Finspections%2Fnew");

        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);

        await Assertions.Expect(visit.Page.Locator("#waiting li")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_phone_that_can_keep_nothing_shows_the_form_all_the_same()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);
        await visit.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        // A cache of one entry that takes nothing more.
        await visit.Page.EvaluateAsync("async () => { for (const name of await caches.keys()) await caches.delete(name); }");
        var devtools = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await devtools.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = board.Address.GetLeftPart(UriPartial.Authority), ["quotaSize"] = 1 });

        var answer = await visit.Page.GotoAsync("/inspections/new");

        Assert.True(answer!.Ok);
        Assert.True(answer.FromServiceWorker);
        await Assertions.Expect(visit.Page.Locator("#inspection")).ToBeVisibleAsync();
        Assert.DoesNotContain(visit.Failures, failure => failure.Contains("/inspections/new", StringComparison.Ordinal) || failure.Contains(".css", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_file_of_the_form_only_the_newest_state_is_kept()
    {
        await using var visit = await browser.VisitAsync(board.Address, 390, 844, "en");
        await SignInAsync(visit, "inspector");
        await OpenFormAsync(visit);
        await visit.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await visit.Page.EvaluateAsync("""
            async () => {
              const cache = await caches.open('inspection-form');
              await cache.put('/js/inspection.aaaaaaaaaa.js', new Response('old'));
              await cache.put('/js/another.aaaaaaaaaa.js', new Response('of another file'));
            }
            """);

        await OpenFormAsync(visit);

        const string Kept = "async () => (await (await caches.open('inspection-form')).keys()).map(key => new URL(key.url).pathname)";
        string[] kept = [];
        await Eventually.HoldsAsync(
            async () => !(kept = await visit.Page.EvaluateAsync<string[]>(Kept)).Contains("/js/inspection.aaaaaaaaaa.js", StringComparer.Ordinal), "the older state to go");
        Assert.Contains("/js/another.aaaaaaaaaa.js", kept);
        Assert.Contains(kept, path => path.StartsWith("/js/inspection.", StringComparison.Ordinal));
        Assert.Contains("/inspections/new", kept);
    }

    [Fact]
    public async Task The_pages_of_inspectors_and_auditors_have_nothing_wrong()
    {
        foreach (var (person, path, width) in new[] { ("inspector", "/inspections", 1440), ("inspector", "/inspections", 390), ("auditor", "/audit", 1440), ("auditor", "/audit", 390) })
        {
            await using var visit = await browser.VisitAsync(board.Address, width, 900, "fr", width == 390 ? ColorScheme.Dark : ColorScheme.Light);
            await SignInAsync(visit, person);
            if (person == "inspector")
            {
                // So that there is something in the list, whichever test comes first.
                await visit.Page.EvaluateAsync(Record);
            }

            await visit.OpenAsync(path);

            await Assertions.Expect(visit.Page.Locator("table").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            Assert.Empty(await visit.ViolationsAsync());
            Assert.Equal(0, await visit.OverflowAsync());
            Assert.Empty(visit.Errors);
            await visit.ShotAsync($"{path.TrimStart('/')}-fr-{width}");
        }
    }

    private static async Task SignInAsync(Visit visit, string person)
    {
        await visit.OpenAsync("/sign-in");
        await visit.Page.Locator("form.any select").SelectOptionAsync(person);
        await visit.Page.Locator("form.any button").ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    private static bool IsSent(IRequest request) => request.Method == "POST" && request.Url.EndsWith("/inspections", StringComparison.Ordinal);

    /// <summary>Writes an inspection of I03 in province 22 and sends it.</summary>
    private static async Task WriteAsync(Visit visit, string value)
    {
        await visit.Page.Locator("select[name=body]").SelectOptionAsync("22");
        await visit.Page.Locator("select[name=indicator]").SelectOptionAsync("I03");
        await visit.Page.Locator("input[name=value]").FillAsync(value);
        await visit.Page.Locator("input[name=total]").FillAsync("2112");
        await visit.Page.Locator("input[name=place]").FillAsync("Cẩm Phả");
        await visit.Page.Locator("#inspection button").ClickAsync();
    }

    private static async Task OpenFormAsync(Visit visit)
    {
        await visit.OpenAsync("/inspections/new");
        await visit.Page.WaitForFunctionAsync(Ready);
    }
}
