using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SteeringBoard.Browser.Tests.Fixtures;

/// <summary>One person's page, and what is wrong with it.</summary>
public sealed class Visit : IAsyncDisposable
{
    // WCAG 2.2 A and AA.
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>Milliseconds a page may take on a busy machine.</summary>
    private const float Slow = 60_000;

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly IBrowserContext _context;

    internal Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                _failures.Enqueue($"{response.Status} {response.Url}");
            }
        };
        page.RequestFailed += (_, request) => _failures.Enqueue($"{request.Failure} {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>Errors the console showed and exceptions nobody caught, since the page was opened.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Requests that were refused or had no answer, since the page was opened.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Opens a page of the site.</summary>
    public Task OpenAsync(string path) => Page.GotoAsync(path, new() { Timeout = Slow });

    /// <summary>Signs in as one of the demo's people, and waits for the page their work begins on.</summary>
    public async Task SignInAsync(string person)
    {
        await OpenAsync("/sign-in");
        await Page.Locator(".any select").SelectOptionAsync(person);
        await Page.Locator(".any button").ClickAsync();
        await Page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Waits until every figure of the page is drawn and in touch with the board.</summary>
    public Task DrawnAsync() =>
        Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('live-figure')].every(figure => figure.querySelector('.touch.live') && figure.querySelector('.main-svg'))",
            null,
            new() { Timeout = Slow });

    /// <summary>Violations of WCAG 2.2 A and AA on the page as it stands, one line each, with the first element concerned.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var result = await Page.RunAxe(Rules);
        return [.. result.Violations.Select(violation => $"{violation.Id} x{violation.Nodes.Length}: {violation.Help}: {violation.Nodes[0].Html}")];
    }

    /// <summary>By how many pixels the page is wider than the screen; 0 when nothing scrolls sideways.</summary>
    public Task<int> OverflowAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>By how many pixels one can scroll below the page's end; 0 when the page ends with what it shows.</summary>
    public Task<int> OverhangAsync() =>
        Page.EvaluateAsync<int>("""
            () => {
              const root = document.documentElement;
              return Math.max(0, root.scrollHeight - Math.max(root.clientHeight, Math.ceil(document.body.getBoundingClientRect().bottom + scrollY)));
            }
            """);

    /// <summary>Saves what is seen, whole page, as <c>{name}.png</c> in the folder named by STEERINGBOARD_SHOTS; without it does nothing.</summary>
    public async Task ShotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("STEERINGBOARD_SHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
