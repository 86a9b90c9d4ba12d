using System.Net;
using SteeringBoard.Access.Limits;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>What the answers of a board in production tell a browser, and how often anybody may ask.</summary>
public sealed class HardeningTests(RealBoard real) : IClassFixture<RealBoard>
{
    private static readonly Dictionary<string, string> Strict = new(RealBoard.Settings)
    {
        ["ForwardedHeaders_Enabled"] = "true",
        ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        ["Access:Limits:Key"] = "5",
        ["Access:Limits:Address"] = "20",
        ["Access:Limits:SignIn"] = "3",
    };

    [Fact]
    public async Task Headers_and_cookies_keep_the_browser_to_this_site_and_to_https()
    {
        await using var board = await BoardProcess.StartAsync(Strict);
        using var visitor = new Visitor(board.Address);
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        visitor.Client.DefaultRequestHeaders.Host = "board.example.vn";

        using var answer = await visitor.AskAsync("/sign-in");

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.Contains("script-src 'self';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
        var form = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("form=", StringComparison.Ordinal));
        Assert.Contains("; secure", form, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", form, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", form, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("sign-out", false)]
    [InlineData("sign-out", true)]
    [InlineData("sign-in/person", false)]
    [InlineData("sign-in/person", true)]
    public async Task A_request_larger_than_any_is_refused_before_it_is_read_to_its_end(string path, bool chunked)
    {
        using var nobody = real.Board.CreateClient();
        // One byte too much: the answer would be lost to who is still sending when the line is closed.
        await using var endless = new Endless(RequestLimits.LargestRequest + 1);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StreamContent(endless) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        (request.Headers.TransferEncodingChunked, request.Content.Headers.ContentLength) = (chunked, chunked ? null : endless.Length);
        request.Headers.ExpectContinue = true;

        using var answer = await nobody.SendAsync(request);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest });
        Assert.True(chunked || endless.Position == 0, $"{endless.Position} bytes were taken");
        Assert.Equal(HttpStatusCode.OK, (await nobody.AskAsync("healthz")).StatusCode);
    }

    [Fact]
    public async Task Each_key_address_and_guess_has_its_limit_and_is_told_when_to_come_back()
    {
        await using var board = await BoardProcess.StartAsync(Strict);
        using var one = board.CreateClient(RealBoard.Province);
        using var other = board.CreateClient(RealBoard.SecondProvince);
        using var visitor = new Visitor(board.Address);

        var asked = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => one.AskAsync("api/v1/programmes")));

        var refused = asked.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Contains(asked, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await other.AskAsync("api/v1/programmes")).StatusCode);

        var tried = new List<HttpStatusCode>();
        for (var guess = 0; guess < 5; guess++)
        {
            using var answer = await Member.SignInAsync(visitor, "a@board.vn", "guess", "000000");
            tried.Add(answer.StatusCode);
            Assert.Equal(answer.StatusCode == HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null);
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], tried);
        // The files of a page are not counted.
        var files = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => visitor.AskAsync("/favicon.svg")));
        Assert.All(files, file => Assert.Equal(HttpStatusCode.OK, file.StatusCode));
    }

    [Fact]
    public async Task A_key_in_earnest_has_the_limit_of_keys_whatever_its_name()
    {
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>(Strict) { ["Access:Keys:1:Name"] = "demo-79" });
        using var client = board.CreateClient(RealBoard.Province);

        var asked = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => client.AskAsync("api/v1/programmes")));

        Assert.Contains(asked, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("Access:Limits:Key", "0")]
    [InlineData("Access:Limits:SignIn", "many")]
    [InlineData("Access:Limits:Person", "-1")]
    [InlineData("Access:Limits:Wishes", "3")]
    [InlineData("Access:Address", "board")]
    public async Task A_wrong_setting_is_named_at_start(string key, string value)
    {
        using var folder = new TempFolder();

        await Executable.RefusedAsync(folder.Path, ["serve"], new Dictionary<string, string> { [key] = value }, key);
    }

    /// <summary>A body of a length that holds nothing in memory; it tells how far it was read.</summary>
    private sealed class Endless(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, taken).Fill((byte)'a');
            Position += taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
