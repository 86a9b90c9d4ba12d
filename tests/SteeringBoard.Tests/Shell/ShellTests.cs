using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SteeringBoard.Shell;

namespace SteeringBoard.Tests.Shell;

/// <summary>The shell alone, over HTTP: its error page stands on nothing else.</summary>
public sealed class ShellTests(ShellTests.Bare bare) : IClassFixture<ShellTests.Bare>
{
    private const string Anywhere = "/nowhere";

    [Theory]
    [InlineData(null, "vi")]
    [InlineData("de-AT", "vi")]
    [InlineData("fr-CA,en;q=0.5", "fr")]
    [InlineData("en-GB", "en")]
    public async Task The_first_language_is_the_browsers_then_Vietnamese(string? asked, string given)
    {
        using var answer = await Client().SendAsync(Get(Anywhere, ("Accept", "text/html"), ("Accept-Language", asked)));

        Assert.Contains($"<html lang=\"{given}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(given, Assert.Single(answer.Content.Headers.ContentLanguage));
    }

    [Fact]
    public async Task A_page_is_compressed_for_a_browser_that_can_read_it()
    {
        using var answer = await Client().SendAsync(Get(Anywhere, ("Accept", "text/html"), ("Accept-Encoding", "br")));

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task A_chosen_language_and_appearance_stay()
    {
        var client = Client();
        using var language = await client.PostAsync("/language?culture=fr&back=%2F", null);
        using var theme = await client.PostAsync("/theme?to=dark&back=%2F", null);

        var page = await (await client.SendAsync(Get(Anywhere, ("Accept", "text/html"), ("Accept-Language", "en")))).Content.ReadAsStringAsync();

        Assert.Contains("<html lang=\"fr\" data-theme=\"dark\"", page, StringComparison.Ordinal);
        Assert.Contains("media=\"screen\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/language?culture=en&back=%2Fprovinces%3Flevel%3Dtested", "/provinces?level=tested")]
    [InlineData("/language?culture=en&back=https%3A%2F%2Fexample.org%2F", "/")]
    [InlineData("/language?culture=en&back=%2F%2Fexample.org%2F", "/")]
    [InlineData("/theme?to=light&back=%2F%5Cexample.org", "/")]
    [InlineData("/theme?to=light", "/")]
    public async Task A_switch_comes_back_to_this_site_only(string address, string back)
    {
        using var answer = await Client().PostAsync(address, null);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(back, answer.Headers.Location!.OriginalString);
    }

    [Theory, InlineData("/language?culture=de"), InlineData("/language"), InlineData("/theme?to=pink"), InlineData("/theme")]
    public async Task What_is_not_offered_cannot_be_chosen(string address)
    {
        using var answer = await Client().PostAsync(address, null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_person_at_a_wrong_address_gets_a_page_with_a_reference_that_the_log_has_too()
    {
        using var answer = await Client().SendAsync(Get(Anywhere, ("Accept", "text/html"), ("Accept-Language", "en")));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>Page not found</h1>", page, StringComparison.Ordinal);
        var reference = Regex.Match(page, "<code>(?<it>[^<]{8,})</code>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["it"].Value;
        Assert.NotEmpty(reference);
        Assert.Contains(bare.Log, line => line.Contains(Anywhere, StringComparison.Ordinal) && line.EndsWith(reference, StringComparison.Ordinal));
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory, InlineData("/nowhere", "application/json"), InlineData("/api/v1/nowhere", "*/*")]
    public async Task Whoever_is_no_browser_gets_a_problem_document(string address, string accept)
    {
        using var answer = await Client().SendAsync(Get(address, ("Accept", accept)));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Scripts_run_from_this_site_alone()
    {
        using var answer = await Client().SendAsync(Get(Anywhere, ("Accept", "text/html")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]* src=)", page);
        Assert.DoesNotMatch(" on[a-z]+=\"", page);
    }

    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/", "/provinces", false)]
    [InlineData("/provinces", "/provinces/79", true)]
    [InlineData("/provinces", "/provincesque", false)]
    public void A_link_covers_its_page_and_those_under_it(string link, string path, bool covers) =>
        Assert.Equal(covers, new NavLink(link, "").Covers(path));

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = bare.Address };

    private static HttpRequestMessage Get(string address, params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    /// <summary>A host with the shell and no slice, on a free port.</summary>
    public sealed class Bare : IAsyncLifetime, ILoggerProvider, ILogger
    {
        private readonly WebApplication _app;

        public Bare()
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(App).Assembly.GetName().Name });
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(this);
            builder.Services.AddShell();
            _app = builder.Build();
            _app.UseShell().MapShell();
        }

        public Uri Address => new(_app.Urls.First());

        public ConcurrentQueue<string> Log { get; } = [];

        public async ValueTask InitializeAsync() => await _app.StartAsync();

        public async ValueTask DisposeAsync() => await _app.DisposeAsync();

        public ILogger CreateLogger(string categoryName) => this;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Log.Enqueue(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
            // The host owns nothing of this.
        }
    }
}
