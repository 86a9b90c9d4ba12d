using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Claims;

namespace SteeringBoard.Tests.Gateway;

public sealed class ClaimsPusherTests
{
    [Fact]
    public async Task Each_body_claims_under_its_own_key_and_only_when_it_has_news()
    {
        var clock = new SetClock(GoLive.At("06-28 13:00"));
        await using var board = await Board.StartAsync();
        await using var pusher = Pusher.Start(board, clock, ["79", "VN", "MOH"]);

        await board.UntilAsync(claims => claims.Count == 3);
        var claims = board.Claims.ToDictionary(claim => claim.Document.Body);
        Assert.All(claims, claim => Assert.Equal("Bearer sb_demo_" + claim.Key, claim.Value.Key));
        Assert.All(claims, claim => Assert.Equal(clock.Now, claim.Value.Document.AsOf));
        Assert.All(claims["79"].Document.Readings, reading => Assert.Null(reading.Evidence));
        Assert.Contains(claims["MOH"].Document.Readings, reading => reading.Indicator == "I43");
        var nation = claims["VN"].Document.Readings;
        Assert.Single(nation, reading => reading is { Indicator: "I12", Evidence: EvidenceLevel.Pulled });
        Assert.Single(nation, reading => reading is { Indicator: "I22", Evidence: EvidenceLevel.Tested });

        // Looked at again and again, but said only when something changed.
        await board.UntilAsync(_ => pusher.Looks > 30);
        Assert.Equal(3, board.Claims.Count);
        clock.Now = GoLive.At("06-29 13:00");
        await board.UntilAsync(all => all.Count(claim => claim.Document.Body == "79") == 2);
    }

    [Fact]
    public async Task A_claim_that_still_holds_is_said_again_before_it_grows_stale()
    {
        var clock = new SetClock(GoLive.At("06-30 20:00"));
        await using var board = await Board.StartAsync();
        await using var pusher = Pusher.Start(board, clock, ["VN"]);
        await board.UntilAsync(claims => claims.Count == 1);

        clock.Now += TimeSpan.FromHours(9);

        await board.UntilAsync(claims => claims.Count == 2);
        Assert.Equal(board.Claims.First().Document.Readings, board.Claims.Last().Document.Readings);
    }

    [Fact]
    public async Task Told_to_wait_it_waits_as_long_as_it_was_told()
    {
        await using var board = await Board.StartAsync();
        board.Answer = http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "2";
        };
        await using var pusher = Pusher.Start(board, new SetClock(GoLive.At("06-26 12:00")), ["79"]);

        await board.UntilAsync(claims => claims.Count == 2);

        var times = board.Claims.Select(claim => claim.At).ToArray();
        Assert.True(Stopwatch.GetElapsedTime(times[0], times[1]) >= TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task A_board_that_fails_or_is_away_gets_the_claim_when_it_is_back()
    {
        var board = await Board.StartAsync();
        board.Answer = http => http.Response.StatusCode = 503;
        await using var pusher = Pusher.Start(board, new SetClock(GoLive.At("06-26 12:00")), ["79"]);
        await board.UntilAsync(claims => claims.Count == 2);
        await board.DisposeAsync();

        await using var again = await Board.StartAsync(board.Address.Port);

        await again.UntilAsync(claims => claims.Count == 1);
        Assert.Equal("79", again.Claims.Single().Document.Body);
    }

    private sealed record Claim(string Key, ReadinessDocument Document, long At);

    /// <summary>Takes what is pushed and answers as it is told.</summary>
    private sealed class Board : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Board(WebApplication app) => _app = app;

        public ConcurrentQueue<Claim> Claims { get; } = [];

        public Action<HttpContext> Answer { get; set; } = _ => { };

        public Uri Address { get; private set; } = null!;

        public static async Task<Board> StartAsync(int port = 0)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add($"http://127.0.0.1:{port}");
            var board = new Board(app);
            app.MapPost("/api/v1/readings", async http =>
            {
                var document = await http.Request.ReadFromJsonAsync<ReadinessDocument>(WireJson.Options);
                board.Claims.Enqueue(new(http.Request.Headers.Authorization.ToString(), document!, Stopwatch.GetTimestamp()));
                board.Answer(http);
            });
            await app.StartAsync();
            board.Address = new Uri(app.Urls.Single() + "/");
            return board;
        }

        public async Task UntilAsync(Func<IReadOnlyCollection<Claim>, bool> holds)
        {
            var watch = Stopwatch.StartNew();
            while (!holds(Claims))
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"it never came to hold: {Claims.Count} claims");
                await Task.Delay(20);
            }
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }

    private sealed class Pusher : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly HttpClient _http = new();
        private readonly CountingClock _clock;
        private readonly Task _run;

        private Pusher(Board board, TimeProvider clock, string[] bodies)
        {
            _clock = new(clock);
            var options = new ClaimsPusherOptions
            {
                Scenario = GoLive.Scenario(7),
                Programme = GoLive.Programme,
                Board = board.Address,
                Clock = _clock,
                Bodies = bodies,
                Every = TimeSpan.FromMilliseconds(50),
                LongestPause = TimeSpan.FromSeconds(1),
            };
            _run = new ClaimsPusher(options, _http, NullLogger<ClaimsPusher>.Instance).RunAsync(_stop.Token);
        }

        /// <summary>How often it asked what time it is, which is once for each look at a body.</summary>
        public int Looks => _clock.Asked;

        public static Pusher Start(Board board, TimeProvider clock, string[] bodies) => new(board, clock, bodies);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run);
            _http.Dispose();
            _stop.Dispose();
        }
    }

    private sealed class CountingClock(TimeProvider clock) : TimeProvider
    {
        private int _asked;

        public int Asked => _asked;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _asked);
            return clock.GetUtcNow();
        }
    }
}
