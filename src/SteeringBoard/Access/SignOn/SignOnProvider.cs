using System.Text.Json;

namespace SteeringBoard.Access.SignOn;

/// <summary>The provider on the network: asked where it is asked what when somebody first wants in, and again each hour.</summary>
public sealed class SignOnProvider(SignOnOptions options, TimeProvider time) : IDisposable
{
    /// <summary>How long anything is waited for.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int LargestAnswer = 1024 * 1024;
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    // Who knock while it is away are answered by the last try, not each by a wait of their own.
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = GoodFor }) { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };
    private readonly SemaphoreSlim _one = new(1);
    private (ProviderAddresses? Addresses, SignOnException? Why, DateTimeOffset Until) _known;

    /// <summary>Where the provider is asked what.</summary>
    /// <exception cref="SignOnException">It is away, or says what cannot be used.</exception>
    public async Task<ProviderAddresses> AddressesAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_known.Until <= time.GetUtcNow())
            {
                _known = await AskAsync();
            }
            return _known.Addresses ?? throw new SignOnException(_known.Why!.Message, _known.Why) { IsAway = _known.Why.IsAway };
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _one.Dispose();
    }

    /// <summary>For all who wait, so nobody's leaving ends it.</summary>
    private async Task<(ProviderAddresses?, SignOnException?, DateTimeOffset)> AskAsync()
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri($"{options.Authority.OriginalString.TrimEnd('/')}/.well-known/openid-configuration"));
            answer.EnsureSuccessStatusCode();
            using var told = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            return (ProviderAddresses.Read(told.RootElement, options.Authority), null, time.GetUtcNow() + GoodFor);
        }
        catch (SignOnException error)
        {
            return (null, error, time.GetUtcNow() + AwayFor);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException)
        {
            return (null, new SignOnException($"the provider {options.Authority} did not tell of itself: {error.Message}", error) { IsAway = true }, time.GetUtcNow() + AwayFor);
        }
    }
}
