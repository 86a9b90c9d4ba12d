using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(Browser))]

namespace SteeringBoard.Browser.Tests.Fixtures;

/// <summary>
/// One Chromium for all tests: the one Debian installs, or the file named by CHROMIUM. A test class takes this as a
/// constructor parameter and opens visits.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Milliseconds for what is expected of a page to come on a busy machine.</summary>
    private const float Patience = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A new person's visit: no cookies, a screen of the given size, a language and a colour scheme of their own; with or without script, in a zone (IANA).</summary>
    public async Task<Visit> VisitAsync(
        Uri? site = null, int width = 1280, int height = 800, string locale = "vi-VN", ColorScheme scheme = ColorScheme.Light,
        bool script = true, string zone = "Asia/Ho_Chi_Minh")
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = site?.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = locale,
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            TimezoneId = zone,
        });
        return new Visit(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
