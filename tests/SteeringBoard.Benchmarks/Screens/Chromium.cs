using Microsoft.Playwright;

namespace SteeringBoard.Benchmarks.Screens;

/// <summary>A headless Chromium: the one Debian installs, or the file named by CHROMIUM.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>Milliseconds a page may take on a busy machine.</summary>
    public const float Slow = 60_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        }));
    }

    /// <summary>A new person: nothing cached, no cookies but those given; English, so that a figure's curves can be told by name.</summary>
    public Task<IBrowserContext> PersonAsync(int width = 1440, int height = 900, bool script = true, string? state = null) => _browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = width, Height = height },
        Locale = "en",
        JavaScriptEnabled = script,
        StorageState = state,
        TimezoneId = "Asia/Ho_Chi_Minh",
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
