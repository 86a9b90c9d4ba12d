using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Contract;

namespace SteeringBoard.Collection.Pulling;

/// <summary>
/// Asks gateways over HTTP (contract.md, section 1, Pull). One connection pool serves all; a failing gateway costs the others nothing.
/// Thousands are asked every few seconds, mostly to hear that nothing changed: a pull runs through as few layers as it can.
/// </summary>
public sealed class GatewayClient : IDisposable
{
    private const int MostRedirects = 3;
    private const int FirstRead = 16 * 1024;

    private readonly HttpMessageInvoker _http;

    public GatewayClient(CollectionOptions options) =>
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
            ConnectTimeout = options.ConnectTimeout,
            // A gateway that moves is found again, and connections outlive the pause between two pulls.
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2) + options.Interval,
            UseCookies = false,
        });

    /// <summary>Asks a gateway for its document, within the budget.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="tag">The tag of the document known; none to read it whole.</param>
    /// <param name="clock">The programme's clock.</param>
    /// <param name="cancellation">Ends the pull.</param>
    /// <returns>The answer; none when the breaker is open. A document read is given back by <see cref="GatewayAnswer.Return"/>.</returns>
    internal async ValueTask<GatewayAnswer?> AskAsync(PulledGateway gateway, string? tag, TimeProvider clock, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        try
        {
            var outcome = await gateway.Pipeline.ExecuteOutcomeAsync(
                static (context, asked) => asked.Client.TryAsync(asked.Gateway, asked.Tag, asked.Clock, context.CancellationToken),
                context,
                new Asked(this, gateway, tag, clock));
            switch (outcome.Exception)
            {
                case null:
                    return outcome.Result;
                case BrokenCircuitException:
                    return null;
                case TimeoutRejectedException:
                    return GatewayAnswer.Failed(PullReasons.Timeout);
                default:
                    outcome.ThrowIfException();
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => _http.Dispose();

    private sealed record Asked(GatewayClient Client, PulledGateway Gateway, string? Tag, TimeProvider Clock);

    /// <summary>One try. The end of the budget or of the board is an outcome of its own, for the pipeline.</summary>
    private async ValueTask<Outcome<GatewayAnswer>> TryAsync(PulledGateway gateway, string? tag, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var askedAt = clock.GetUtcNow();
            var address = gateway.Registration.PullAddress;
            for (var redirects = 0; ; redirects++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (gateway.Authorization is { } authorization)
                {
                    request.Headers.TryAddWithoutValidation("Authorization", authorization);
                }
                if (tag is not null)
                {
                    request.Headers.TryAddWithoutValidation("If-None-Match", tag);
                }
                using var response = await _http.SendAsync(request, cancellation);
                switch (response.StatusCode)
                {
                    case HttpStatusCode.NotModified when tag is not null:
                        return Told(GatewayAnswer.NotModified(askedAt, TryFileTime(response, out var unchangedSince), unchangedSince));
                    case HttpStatusCode.OK:
                        return Told(await ReadAsync(response, askedAt, cancellation));
                    case HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect:
                        if (redirects == MostRedirects || Target(address, response.Headers.Location) is not { } target)
                        {
                            return Told(GatewayAnswer.Failed(PullReasons.Redirected));
                        }
                        address = target;
                        break;
                    case var status:
                        return Told(GatewayAnswer.Failed(PullReasons.Status((int)status), mayPass: (int)status >= 500));
                }
            }
        }
        catch (OperationCanceledException error) when (cancellation.IsCancellationRequested)
        {
            return Outcome.FromException<GatewayAnswer>(error);
        }
        catch (OperationCanceledException)
        {
            // The connection did not open in time.
            return Told(GatewayAnswer.Failed(PullReasons.Timeout, mayPass: true));
        }
        catch (HttpRequestException error)
        {
            return Told(error.HttpRequestError switch
            {
                HttpRequestError.SecureConnectionError => GatewayAnswer.Failed(PullReasons.NotSecure),
                HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError =>
                    GatewayAnswer.Failed(PullReasons.BadAnswer),
                HttpRequestError.ResponseEnded => GatewayAnswer.Failed(PullReasons.CutShort, mayPass: true),
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError =>
                    GatewayAnswer.Failed(PullReasons.Unreachable, mayPass: true),
                _ => GatewayAnswer.Failed(PullReasons.CutShort, mayPass: true),
            });
        }
        catch (InvalidDataException)
        {
            return Told(GatewayAnswer.Failed(PullReasons.BadAnswer));
        }
        catch (IOException)
        {
            return Told(GatewayAnswer.Failed(PullReasons.CutShort, mayPass: true));
        }
    }

    private static Outcome<GatewayAnswer> Told(GatewayAnswer answer) => Outcome.FromResult(answer);

    /// <summary>Reads the document, unpacked as it comes: what is too large is dropped where it becomes so.</summary>
    private static async Task<GatewayAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset askedAt, CancellationToken cancellation)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced > ReadinessDocument.MaxBytes)
        {
            return GatewayAnswer.Failed(PullReasons.TooLarge);
        }
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        // One byte more than announced, so that the end is seen without growing.
        var rented = ArrayPool<byte>.Shared.Rent(announced is { } exact ? (int)exact + 1 : FirstRead);
        var length = 0;
        var done = false;
        try
        {
            while (await stream.ReadAsync(rented.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length > ReadinessDocument.MaxBytes)
                {
                    return GatewayAnswer.Failed(PullReasons.TooLarge);
                }
                if (length == rented.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length * 2, ReadinessDocument.MaxBytes + 1));
                    rented.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(rented);
                    rented = larger;
                }
            }
            done = true;
            return GatewayAnswer.Read(askedAt, rented, length, Header(response, "ETag"), TryFileTime(response, out var asOf), asOf);
        }
        finally
        {
            if (!done)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Where a redirect leads, if the board follows: the same host and port, or the same host made secure.</summary>
    private static Uri? Target(Uri from, Uri? location)
    {
        if (location is null || !Uri.TryCreate(from, location, out var to))
        {
            return null;
        }
        var same = Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        var secured = from.Scheme == Uri.UriSchemeHttp && from.IsDefaultPort && to.Scheme == Uri.UriSchemeHttps && to.IsDefaultPort
            && string.Equals(from.IdnHost, to.IdnHost, StringComparison.OrdinalIgnoreCase);
        return same || secured ? to : null;
    }

    private static bool TryFileTime(HttpResponseMessage response, out DateTimeOffset? asOf)
    {
        asOf = null;
        if (Header(response, "Readiness-As-Of") is not { } text)
        {
            return false;
        }
        asOf = Instants.Read(text);
        return true;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? First(values) : null;

    private static string? First(HeaderStringValues values)
    {
        foreach (var value in values)
        {
            return value;
        }
        return null;
    }
}
