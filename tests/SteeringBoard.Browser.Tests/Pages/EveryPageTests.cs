using System.Globalization;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>What holds on every page, in every language, on a desk and on a phone, by day and by night.</summary>
public sealed class EveryPageTests(Fixtures.Browser browser, DemoBoard board)
{
    private static readonly string[] Paths = ["/", "/provinces", "/provinces/79", "/provinces/79/cells/I03", "/deadlines", "/directives", "/directives/G13", "/directives/plan-check", "/my-work", "/sign-in", "/wallboard", "/operations"];

    /// <summary>Pages of work, each with one of those it is for.</summary>
    private static readonly (string Path, string Person)[] Work =
    [
        ("/my-work", "MOF-officer"), ("/directives/new", "office"), ("/directives/G13/edit", "office"), ("/directives/accountable", "office"), ("/directives/accountable?body=79", "office"), ("/report", "79-reporter"), ("/report?grid=I08", "79-reporter"), ("/report/file", "79-reporter"),
        ("/report", "79-approver"), ("/inspections", "inspector"), ("/inspections/new", "inspector"), ("/audit", "auditor"), ("/operations", "operator"),
        ("/admin", "administrator"), ("/admin/keys", "administrator"),
    ];

    private static readonly string[] Languages = ["vi", "en", "fr"];
    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (1440, 900), (1920, 1080)];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>
    /// Every page in every language; four pages in every size and appearance, the narrow ones in the longest language by night; every page of
    /// the other programme. With <c>tests/run --full</c> every combination.
    /// </summary>
    public static TheoryData<string, string, int, int, ColorScheme> Views()
    {
        var isFull = Environment.GetEnvironmentVariable("STEERINGBOARD_FULL") == "1";
        var all =
            from path in Paths.Concat(Paths.Where(path => path is not ("/provinces/79" or "/provinces/79/cells/I03" or "/directives/G13" or "/my-work" or "/sign-in")).Select(path => $"{path}?programme=project-06"))
            from language in Languages
            from size in Sizes
            from scheme in Schemes
            let isPlain = size.Width == 1440 && scheme == ColorScheme.Light
            let isOther = path.Contains('?', StringComparison.Ordinal)
            where isFull
                || (isPlain && (!isOther || language == "vi"))
                || (path is "/" or "/provinces" or "/provinces/79" or "/directives" && language == (size.Width == 390 && scheme == ColorScheme.Dark ? "fr" : "vi"))
                || (path == "/wallboard?programme=project-06" && size.Width == 390 && language == "vi" && scheme == ColorScheme.Light)
                || (path is "/operations" or "/deadlines" or "/provinces/79/cells/I03" or "/directives/G13" or "/directives/plan-check" or "/my-work" && size.Width == 390 && language == "fr" && scheme == ColorScheme.Light)
            select (path, language, size.Width, size.Height, scheme);
        return [.. all];
    }

    /// <summary>Every page of work, on a desk and a phone, in one language each; with <c>tests/run --full</c> every combination.</summary>
    public static TheoryData<string, string, string, int, int, ColorScheme> WorkViews()
    {
        var isFull = Environment.GetEnvironmentVariable("STEERINGBOARD_FULL") == "1";
        var all =
            from work in Work
            from language in Languages
            from size in Sizes
            from scheme in Schemes
            where isFull || (size.Width, language, scheme) is (390, "fr", ColorScheme.Dark) or (1440, "vi", ColorScheme.Light)
            select (work.Path, work.Person, language, size.Width, size.Height, scheme);
        return [.. all];
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_opens_with_nothing_wrong(string path, string language, int width, int height, ColorScheme scheme)
    {
        await using var visit = await browser.VisitAsync(board.Address, width, height, language, scheme);

        await visit.OpenAsync(path);
        await visit.DrawnAsync();

        await NothingIsWrongAsync(visit, path, language);
        await visit.ShotAsync(NameOf(path, language, width, scheme));
    }

    [Theory]
    [MemberData(nameof(WorkViews))]
    public async Task A_page_of_work_opens_with_nothing_wrong(string path, string person, string language, int width, int height, ColorScheme scheme)
    {
        await using var visit = await browser.VisitAsync(board.Address, width, height, language, scheme);
        await visit.SignInAsync(person);

        await visit.OpenAsync(path);
        await visit.DrawnAsync();
        // At its end: the bar that sends a report stays in sight, and elsewhere stands over a part of what it belongs to.
        await visit.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");

        await NothingIsWrongAsync(visit, path, language);
        await visit.ShotAsync(NameOf($"{path}_{person}", language, width, scheme));
    }

    [Fact]
    public async Task An_unknown_province_is_said_to_be_unknown_with_a_way_out()
    {
        await using var visit = await browser.VisitAsync(board.Address, locale: "en");

        await visit.OpenAsync("/provinces/00");

        Assert.Contains("00", await visit.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await visit.Page.Locator("main a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("34");
    }

    [Fact]
    public async Task Language_and_appearance_switch_without_script()
    {
        await using var visit = await browser.VisitAsync(board.Address, script: false);
        await visit.OpenAsync("/provinces");

        await visit.Page.Locator("details.menu:has([lang=en]) > summary").ClickAsync();
        await visit.Page.Locator("button[lang=en]").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await visit.Page.Locator("details.menu:has([formaction*='to=dark']) > summary").ClickAsync();
        await visit.Page.Locator("button[formaction*='to=dark']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.EndsWith("/provinces", visit.Page.Url, StringComparison.Ordinal);
    }

    private static async Task NothingIsWrongAsync(Visit visit, string path, string language)
    {
        Assert.Equal(language, await visit.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.False(string.IsNullOrWhiteSpace(await visit.Page.Locator("h1").First.InnerTextAsync()));
        Assert.Empty(await visit.ViolationsAsync());
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Equal(0, await visit.OverhangAsync());
        Assert.Empty(visit.Errors);
        Assert.Empty(visit.Failures);
        Assert.EndsWith(path, visit.Page.Url, StringComparison.Ordinal);
    }

    private static string NameOf(string path, string language, int width, ColorScheme scheme) =>
        string.Create(CultureInfo.InvariantCulture, $"{path.Replace('/', '_').Replace('?', '_')}-{language}-{width}-{scheme}");
}
