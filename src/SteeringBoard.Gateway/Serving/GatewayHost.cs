using SteeringBoard.Gateway.Faults;

namespace SteeringBoard.Gateway.Serving;

/// <summary>How a gateway is run.</summary>
public sealed record GatewayHostOptions
{
    /// <summary>Where the values come from.</summary>
    public required IReadinessSource Source { get; init; }

    /// <summary>The body served at the bare address; none for a host of many, which serves each under its code.</summary>
    public string? Body { get; init; }

    /// <summary>The bearer token asked for; none: everybody may read.</summary>
    public string? Token { get; init; }

    /// <summary>The addresses to listen at, <c>;</c> between them; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Where its log goes; none: nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Answers in place of the plain ones.</summary>
    internal AnswerReadiness? Answer { get; init; }

    /// <summary>The switches that can be turned over HTTP.</summary>
    internal FaultSwitches? Faults { get; init; }
}

/// <summary>One address that serves a body, or thousands, each under its code.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app)
    {
        _app = app;
        Addresses = [.. app.Urls.Select(url => new Uri(url + "/"))];
    }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Where it listens first.</summary>
    public Uri Address => Addresses[0];

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<GatewayHost> StartAsync(GatewayHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var token = new GatewayToken(options.Token);
        var app = GatewayApp.Build(_ => { }, options.Logging, app =>
        {
            app.MapReadiness(options.Answer ?? PlainAnswers(options.Source), token, _ => options.Body);
            app.MapStatusPage(options.Source);
            if (options.Faults is { } faults)
            {
                app.MapFaults(faults, token);
            }

            foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                app.Urls.Add(url);
            }
        });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static AnswerReadiness PlainAnswers(IReadinessSource source) =>
        (http, programme, body) => ReadinessAnswers.WriteAsync(http, source.Find(programme, body));
}
