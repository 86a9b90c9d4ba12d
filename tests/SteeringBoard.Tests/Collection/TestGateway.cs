using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

/// <summary>A gateway on a loopback port that answers as the test says, and remembers what it was asked.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _now;

    private TestGateway(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>What it answers from now on.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>The headers of each request so far.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Requests { get; } = new();

    public int Asked => Requests.Count;

    /// <summary>Requests it has under way: one that the board gave up ends here a moment later.</summary>
    public int AtOnce => Volatile.Read(ref _now);

    /// <summary>The most requests it had under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<TestGateway> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{FreePort.Next()}");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        TestGateway? gateway = null;
        app.Run(http => gateway!.HandleAsync(http));
        await app.StartAsync();
        gateway = new TestGateway(app, new Uri(app.Urls.First()));
        if (answer is not null)
        {
            gateway.Answer = answer;
        }
        return gateway;
    }

    /// <summary>Answers with a document under a tag, or 304 to who knows the tag.</summary>
    public static Func<HttpContext, Task> Tagged(string tag, Func<byte[]> document) => http =>
    {
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        return Send(http, document());
    };

    /// <summary>Answers with a document, never 304.</summary>
    public static Func<HttpContext, Task> Plain(Func<byte[]> document) => http => Send(http, document());

    public static Func<HttpContext, Task> Text(string text) => http => Send(http, Encoding.UTF8.GetBytes(text));

    public static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Takes the request and never answers.</summary>
    public static async Task Hang(HttpContext http) => await Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>Many megabytes of blanks in a small packet.</summary>
    public static Func<HttpContext, Task> Bomb(string coding, int megabytes)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest) : new GZipStream(packed, CompressionLevel.Fastest))
        {
            var blanks = new byte[1024 * 1024];
            Array.Fill(blanks, (byte)' ');
            for (var megabyte = 0; megabyte < megabytes; megabyte++)
            {
                stream.Write(blanks);
            }
        }
        var bytes = packed.ToArray();
        return http =>
        {
            http.Response.Headers.ContentEncoding = coding;
            return Send(http, bytes);
        };
    }

    public static Task Send(HttpContext http, byte[] body)
    {
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        Requests.Enqueue(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        var atOnce = Interlocked.Increment(ref _now);
        lock (Requests)
        {
            MostAtOnce = Math.Max(MostAtOnce, atOnce);
        }
        try
        {
            await Answer(http);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }
}
