using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Scenarios;

namespace SteeringBoard.Gateway.Claims;

/// <summary>
/// Sends what the simulated bodies claim to the board, each under its own key, as their own systems would: when something changed, spread
/// over time, patiently when the board is away.
/// </summary>
public sealed partial class ClaimsPusher(ClaimsPusherOptions options, HttpClient http, ILogger<ClaimsPusher> log)
{
    // The bodies that answer for the indicators of the nation and of the ministries.
    private static readonly string[] OfTheNation = ["VN", "MOF", "MOH", "MOST", "GCC", "MPS"];

    private readonly Uri _address = new(options.Board, "api/v1/readings");
    private readonly TimeProvider _real = options.RealTime;
    private int _failures;

    /// <summary>Sends until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var queue = new PriorityQueue<Claimant, long>();
        var all = options.Bodies ?? [.. options.Scenario.Provinces, .. OfTheNation.Where(options.Scenario.Bodies.Contains)];
        var bodies = all.Where(body => !options.Silent.Contains(body)).ToList();
        foreach (var (index, body) in bodies.Index())
        {
            queue.Enqueue(new(body), _real.GetTimestamp() + Ticks(options.Every * index / bodies.Count));
        }

        while (queue.TryDequeue(out var claimant, out var due))
        {
            if (_real.GetElapsedTime(_real.GetTimestamp(), due) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, _real, stop);
            }

            stop.ThrowIfCancellationRequested();
            var pause = await SendAsync(claimant, stop);
            queue.Enqueue(claimant, _real.GetTimestamp() + Ticks(pause));
        }
    }

    /// <summary>Everything a body says of itself at a moment; the nation's may say more than claim.</summary>
    private List<ReadingEntry> Claims(string body, DateTimeOffset now)
    {
        List<ReadingEntry> claims = [.. options.Scenario.Readings(body, EvidenceLevel.Claimed, now)];
        if (body == "VN")
        {
            claims.AddRange(Proven(EvidenceLevel.Pulled, "I12"));
            claims.AddRange(Proven(EvidenceLevel.Tested, "I22"));
        }

        return claims;

        IEnumerable<ReadingEntry> Proven(EvidenceLevel level, string indicator) => options.Scenario.Readings(body, level, now)
            .Where(reading => reading.Indicator == indicator).Select(reading => reading with { Evidence = level });
    }

    /// <summary>Sends a body's document if it has news, and tells how long that body is silent then.</summary>
    private async Task<TimeSpan> SendAsync(Claimant claimant, CancellationToken stop)
    {
        var now = options.Clock.GetUtcNow().ToOffset(WorkingHours.Offset);
        var claims = Claims(claimant.Body, now);
        if (claims.Count == 0 || (claims.SequenceEqual(claimant.Said) && (now - claimant.SaidAt).Duration() < options.SayAgainAfter))
        {
            return Jittered(options.Every);
        }

        var document = new ReadinessDocument { Programme = options.Programme, Body = claimant.Body, AsOf = now, Readings = claims };
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = JsonContent.Create(document, options: WireJson.Options) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.KeyOf(claimant.Body));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(options.Patience);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                return RetryAfter(answer) ?? Jittered(options.Every);
            }

            if ((int)answer.StatusCode >= 500)
            {
                return await AwayAsync(answer.StatusCode.ToString(), RetryAfter(answer), stop);
            }

            _failures = 0;
            if (answer.IsSuccessStatusCode)
            {
                (claimant.Said, claimant.SaidAt) = (claims, now);
            }
            else if (claimant.RefusedWith != answer.StatusCode)
            {
                LogRefused(log, claimant.Body, (int)answer.StatusCode);
            }

            claimant.RefusedWith = answer.StatusCode;
            return Jittered(options.Every);
        }
        catch (HttpRequestException away)
        {
            return await AwayAsync(away.Message, null, stop);
        }
        catch (OperationCanceledException slow) when (!stop.IsCancellationRequested)
        {
            return await AwayAsync(slow.Message, null, stop);
        }
    }

    /// <summary>The board is away for everybody: all wait, longer each time.</summary>
    private async Task<TimeSpan> AwayAsync(string why, TimeSpan? asked, CancellationToken stop)
    {
        _failures++;
        if (_failures == 1)
        {
            LogAway(log, why);
        }

        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(_failures, 10) - 1), options.LongestPause.TotalSeconds));
        await Task.Delay(asked > pause ? asked.Value : Jittered(pause), _real, stop);
        return TimeSpan.Zero;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _real.GetUtcNow() => date - _real.GetUtcNow(),
        _ => null,
    };

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _real.TimestampFrequency);

#pragma warning disable CA5394 // Spreading requests over time is no secret.
    private static TimeSpan Jittered(TimeSpan time) => time * (0.8 + 0.4 * Random.Shared.NextDouble());
#pragma warning restore CA5394

    [LoggerMessage(Level = LogLevel.Warning, Message = "The board refused the claims of {Body} with {Status}")]
    private static partial void LogRefused(ILogger log, string body, int status);

    [LoggerMessage(Level = LogLevel.Information, Message = "The board does not take claims now ({Why}); trying again")]
    private static partial void LogAway(ILogger log, string why);

    private sealed record Claimant(string Body)
    {
        public IReadOnlyList<ReadingEntry> Said { get; set; } = [];

        public DateTimeOffset SaidAt { get; set; }

        public HttpStatusCode? RefusedWith { get; set; }
    }
}
