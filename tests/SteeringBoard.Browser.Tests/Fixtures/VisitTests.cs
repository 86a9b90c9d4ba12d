namespace SteeringBoard.Browser.Tests.Fixtures;

public sealed class VisitTests(Browser browser)
{
    private const string Good = "<!doctype html><html lang=vi><title>Bảng</title><main><h1>Bảng điều hành</h1></main>";

    [Fact]
    public async Task A_good_page_has_nothing_wrong()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SetContentAsync(Good);

        Assert.Empty(await visit.ViolationsAsync());
        Assert.Empty(visit.Errors);
        Assert.Equal(0, await visit.OverflowAsync());
    }

    [Fact]
    public async Task What_some_cannot_read_is_a_violation()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SetContentAsync(Good + "<p style='color:#ccc;background:#fff'>mờ</p><img src='data:,'>");

        var violations = await visit.ViolationsAsync();

        Assert.Contains(violations, violation => violation.StartsWith("color-contrast", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.StartsWith("image-alt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_of_the_console_and_uncaught_exceptions_are_kept()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SetContentAsync("<script>console.error('said'); setTimeout(() => { throw new Error('thrown') })</script>");

        await Eventually.HoldsAsync(() => visit.Errors.Count == 2, "both errors");
        Assert.Contains(visit.Errors, error => error.Contains("said", StringComparison.Ordinal));
        Assert.Contains(visit.Errors, error => error.Contains("thrown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_wider_than_the_screen_is_measured()
    {
        await using var visit = await browser.VisitAsync(width: 390);
        await visit.Page.SetContentAsync("<!doctype html><body style='margin:0'><div style='width:400px'>rộng</div>");

        Assert.Equal(10, await visit.OverflowAsync());
    }

    [Fact]
    public async Task What_hangs_below_the_page_is_measured()
    {
        await using var visit = await browser.VisitAsync(width: 390);
        await visit.Page.SetContentAsync("<!doctype html><body style='margin:0'><p>hết</p><i style='position:absolute;top:5000px;width:1px;height:1px'></i>");

        Assert.InRange(await visit.OverhangAsync(), 4000, 5001);
    }
}
