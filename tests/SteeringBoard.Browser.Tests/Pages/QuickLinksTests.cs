using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

namespace SteeringBoard.Browser.Tests.Pages;

/// <summary>Links that change only the query, followed before the page's line is up: numbers and address always tell of the same.</summary>
public sealed class QuickLinksTests(Fixtures.Browser browser, DemoBoard board)
{
    [Theory]
    [InlineData("/", ".level-switch a[href*='level=tested']", ".ladder .asked .evidence-tested", 4)]
    [InlineData("/", ".map a[href*='group=codes']", ".map a[href*='group=codes'][aria-current]", 1)]
    [InlineData("/deadlines", ".level-switch a[href*='level=tested']", ".level-switch a[href*='level=tested'][aria-current]", 1)]
    public async Task A_link_followed_while_the_line_comes_up_is_what_the_page_shows(string path, string link, string shown, int count)
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        var line = await HeldLine.OnAsync(visit.Page);
        await visit.OpenAsync(path);
        await line.Started.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await visit.Page.Locator(link).First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator(shown)).ToHaveCountAsync(count);
        line.LetGo();

        await Assertions.Expect(visit.Page.Locator("page-address")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        // What the line draws is in the page by then, or one exchange later.
        await Assertions.Expect(visit.Page.Locator(shown)).ToHaveCountAsync(count, new() { Timeout = 30_000 });
        await visit.Page.WaitForTimeoutAsync(1_000);
        await Assertions.Expect(visit.Page.Locator(shown)).ToHaveCountAsync(count);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_link_followed_at_once_is_what_the_page_shows_however_soon()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        for (var wait = 0; wait <= 800; wait += 200)
        {
            await visit.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = 60_000 });
            await visit.Page.WaitForTimeoutAsync(wait);
            await visit.Page.Locator(".level-switch a[href*='level=tested']").First.ClickAsync();

            await visit.Page.WaitForURLAsync("**/*level=tested*");
            await Assertions.Expect(visit.Page.Locator("page-address")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
            await Assertions.Expect(visit.Page.Locator(".ladder .asked .evidence-tested")).ToHaveCountAsync(4, new() { Timeout = 15_000 });
        }
    }

    [Fact]
    public async Task What_is_typed_before_the_pages_script_has_come_is_there_when_its_line_is_up()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        var comes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await visit.Page.RouteAsync("**/lib/board*", async route =>
        {
            await comes.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync("/directives", new() { WaitUntil = WaitUntilState.Commit, Timeout = 60_000 });

        await visit.Page.Locator("input[name=q]").FillAsync("kiem thu");
        await visit.Page.Locator("select[name=kind]").SelectOptionAsync("task");
        comes.SetResult();

        await Assertions.Expect(visit.Page.Locator("page-address")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await visit.Page.WaitForTimeoutAsync(1_000);
        await Assertions.Expect(visit.Page.Locator("input[name=q]")).ToHaveValueAsync("kiem thu");
        await Assertions.Expect(visit.Page.Locator("select[name=kind]")).ToHaveValueAsync("task");
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task What_is_typed_into_a_form_opened_before_the_line_is_up_stays()
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        await visit.SignInAsync("MOF-officer");
        var line = await HeldLine.OnAsync(visit.Page);
        await visit.Page.GotoAsync("/my-work", new() { Timeout = 60_000 });
        await line.Started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await visit.Page.Locator(".work a.button").First.ClickAsync();
        await visit.Page.Locator("input[name='Step.Line']").FillAsync("Đang chờ hướng dẫn");
        line.LetGo();

        await Assertions.Expect(visit.Page.Locator("page-address")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await visit.Page.WaitForTimeoutAsync(1_500);
        await Assertions.Expect(visit.Page.Locator("input[name='Step.Line']")).ToHaveValueAsync("Đang chờ hướng dẫn");
        Assert.Empty(visit.Errors);
    }

    [Theory]
    [InlineData(".filters button", "q=kiem+thu+chinh&")]
    [InlineData("tbody a[href*='/directives/G13']", "/directives/G13?")]
    public async Task A_press_is_not_lost_when_the_line_draws_the_page_before_it_is_let_go(string what, string leadsTo)
    {
        await using var visit = await browser.VisitAsync(board.Address, 1440, 900, "en");
        var line = await HeldLine.OnAsync(visit.Page);
        await visit.OpenAsync("/directives?q=kiem+thu+chinh+thuc");
        await line.Started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await visit.Page.Locator(".filters input[name=q]").FillAsync("kiem thu chinh");
        await visit.Page.Locator(what).First.HoverAsync();

        await visit.Page.Mouse.DownAsync();
        line.LetGo();
        await Assertions.Expect(visit.Page.Locator("page-address")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await visit.Page.Mouse.UpAsync();

        await visit.Page.WaitForURLAsync(address => address.Contains(leadsTo, StringComparison.Ordinal));
        Assert.Empty(visit.Errors);
    }

    /// <summary>The page's line, of which nothing arrives from the moment the page has told where it is until it is let go.</summary>
    private sealed class HeldLine
    {
        private readonly ConcurrentQueue<Action> _waiting = new();
        private readonly Lock _gate = new();
        private bool _holds;

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static async Task<HeldLine> OnAsync(IPage page)
        {
            var held = new HeldLine();
            await page.RouteWebSocketAsync(address => address.Contains("/_blazor", StringComparison.Ordinal), held.Take);
            return held;
        }

        public void LetGo()
        {
            lock (_gate)
            {
                _holds = false;
                while (_waiting.TryDequeue(out var send))
                {
                    send();
                }
            }
        }

        private void Take(IWebSocketRoute page)
        {
            var server = page.ConnectToServer();
            page.OnMessage(frame =>
            {
                Forward(server, frame);
                if (frame.Binary is { } bytes && Encoding.ASCII.GetString(bytes).Contains("StartCircuit", StringComparison.Ordinal))
                {
                    lock (_gate)
                    {
                        _holds = true;
                    }
                    Started.TrySetResult();
                }
            });
            server.OnMessage(frame =>
            {
                lock (_gate)
                {
                    if (_holds)
                    {
                        _waiting.Enqueue(() => Forward(page, frame));
                    }
                    else
                    {
                        Forward(page, frame);
                    }
                }
            });
        }

        private static void Forward(IWebSocketRoute to, IWebSocketFrame frame)
        {
            if (frame.Binary is { } bytes)
            {
                to.Send(bytes);
            }
            else
            {
                to.Send(frame.Text!);
            }
        }
    }
}
