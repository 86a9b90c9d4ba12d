using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Polly.CircuitBreaker;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

public sealed class PullFaultTests
{
    private const int Tries = 3;

    /// <summary>Each fault with what it is called, how often the gateway is asked in one pull, and what serves it.</summary>
    private static readonly Dictionary<string, (string Reason, int Asked, Func<PullingBoard, Func<HttpContext, Task>> Answer)> Faults = new()
    {
        ["hang"] = (PullReasons.Timeout, 1, _ => TestGateway.Hang),
        ["errors"] = ("status-500", Tries, _ => TestGateway.Status(500)),
        ["not-admitted"] = ("status-401", 1, _ => TestGateway.Status(401)),
        ["no-content"] = ("status-204", 1, _ => TestGateway.Status(204)),
        ["304-unasked"] = ("status-304", 1, _ => TestGateway.Status(304)),
        ["reset"] = (PullReasons.CutShort, Tries, _ => http =>
        {
            http.Abort();
            return Task.CompletedTask;
        }
        ),
        ["wrong-body"] = (ProblemCodes.BodyNotYours, 1, board => TestGateway.Plain(() => board.Document(40, body: TestProgramme.Province))),
        ["wrong-contract"] = (ProblemCodes.ContractNotSupported, 1, board => TestGateway.Text("""{"contract":"readiness/9"}""")),
        ["malformed"] = (ProblemCodes.NotJson, 1, _ => TestGateway.Text("""{"contract":"readiness/1","readings":[<html>""")),
        ["truncated"] = (PullReasons.CutShort, Tries, board => async http =>
        {
            var document = board.Document(40);
            http.Response.ContentLength = document.Length;
            await http.Response.Body.WriteAsync(document.AsMemory(0, document.Length / 2));
            await http.Response.Body.FlushAsync();
            http.Abort();
        }
        ),
        ["truncated-unannounced"] = (PullReasons.CutShort, Tries, board => async http =>
        {
            await http.Response.Body.WriteAsync(board.Document(40).AsMemory(0, 20));
            await http.Response.Body.FlushAsync();
            http.Abort();
        }
        ),
        ["oversized"] = (PullReasons.TooLarge, 1, _ => http => TestGateway.Send(http, new byte[ReadinessDocument.MaxBytes + 1])),
        ["oversized-unannounced"] = (PullReasons.TooLarge, 1, _ => async http =>
        {
            var piece = new byte[64 * 1024];
            for (var sent = 0; sent <= ReadinessDocument.MaxBytes + piece.Length; sent += piece.Length)
            {
                await http.Response.Body.WriteAsync(piece);
            }
        }
        ),
        ["gzip-bomb"] = (PullReasons.TooLarge, 1, _ => TestGateway.Bomb("gzip", 200)),
        ["brotli-bomb"] = (PullReasons.TooLarge, 1, _ => TestGateway.Bomb("br", 200)),
        ["not-packed"] = (PullReasons.BadAnswer, 1, board => http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return TestGateway.Send(http, board.Document(40));
        }
        ),
        ["redirect-in-a-circle"] = (PullReasons.Redirected, 4, _ => http =>
        {
            http.Response.Redirect(http.Request.Path);
            return Task.CompletedTask;
        }
        ),
        ["redirect-nowhere"] = (PullReasons.Redirected, 1, _ => TestGateway.Status(302)),
    };

    public static TheoryData<string> Names { get; } = [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_is_named_and_costs_its_neighbours_nothing(string fault)
    {
        var (reason, asked, answer) = Faults[fault];
        await using var board = await PullingBoard.StartAsync();
        await using var bad = await TestGateway.StartAsync();
        bad.Answer = answer(board);
        await using var good = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40, body: TestProgramme.Province)));
        await using var alsoGood = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(50, body: TestProgramme.ThirdProvince)));
        PulledGateway[] healthy = [board.Register(good.Address, TestProgramme.Province), board.Register(alsoGood.Address, TestProgramme.ThirdProvince)];
        var failing = board.Register(bad.Address);

        var sweep = board.SweepAsync(TimeSpan.FromSeconds(20));
        await Eventually.HoldsAsync(() => healthy.All(gateway => gateway.Last is not null), "the healthy pulls", TimeSpan.FromSeconds(2));
        Assert.All(healthy, gateway => Assert.Equal(PullOutcome.Changed, gateway.Last!.Outcome));
        await sweep;

        Assert.Equal((PullOutcome.Failed, reason), (failing.Last!.Outcome, failing.Last.Reason));
        Assert.Equal(asked, bad.Asked);
        Assert.Null(board.Shown());
        Assert.Equal((40, 50), ((int)board.Shown(TestProgramme.Province)!.Value, (int)board.Shown(TestProgramme.ThirdProvince)!.Value));
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable()
    {
        await using var board = await PullingBoard.StartAsync();
        var pull = await board.PullAsync(board.Register(new Uri($"http://127.0.0.1:{FreePort.Next()}/")));
        Assert.Equal((PullOutcome.Failed, PullReasons.Unreachable), (pull.Outcome, pull.Reason));
    }

    [Fact]
    public async Task A_slow_gateway_is_waited_for_within_the_budget()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(async http =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1.2));
            await TestGateway.Send(http, board.Document(40));
        });

        var pull = await board.PullAsync(board.Register(gateway.Address));

        Assert.Equal(PullOutcome.Changed, pull.Outcome);
        Assert.InRange(pull.Took, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_hanging_gateway_is_given_up_when_the_budget_is_spent()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { Budget = TimeSpan.FromSeconds(1) });
        await using var gateway = await TestGateway.StartAsync(TestGateway.Hang);

        var pull = await board.PullAsync(board.Register(gateway.Address));

        Assert.Equal(PullReasons.Timeout, pull.Reason);
        Assert.InRange(pull.Took, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task All_tries_together_stay_within_the_budget()
    {
        await using var board = await PullingBoard.StartAsync(
            PullingBoard.Quick with { Budget = TimeSpan.FromSeconds(1), Retries = 10, RetryDelay = TimeSpan.FromMilliseconds(200) });
        await using var gateway = await TestGateway.StartAsync(TestGateway.Status(503));

        var watch = Stopwatch.StartNew();
        var pull = await board.PullAsync(board.Register(gateway.Address));

        Assert.Equal(PullOutcome.Failed, pull.Outcome);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));
        Assert.InRange(gateway.Asked, 2, 8);
    }

    [Fact]
    public async Task One_bad_answer_is_tried_again_in_the_same_pull()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync();
        gateway.Answer = http => gateway.Asked == 1 ? TestGateway.Status(500)(http) : TestGateway.Send(http, board.Document(40));

        Assert.Equal(PullOutcome.Changed, (await board.PullAsync(board.Register(gateway.Address))).Outcome);
        Assert.Equal(2, gateway.Asked);
    }

    [Fact]
    public async Task What_the_gateway_said_before_stays_on_the_board_while_it_fails()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);
        var heard = board.Shown()!.HeardAt(board.Board.Now);

        board.Board.Time.Advance(TimeSpan.FromSeconds(1));
        gateway.Answer = TestGateway.Status(500);
        await board.PullAsync(pulled);
        await board.PullAsync(pulled);

        Assert.Equal((40, 2), ((int)board.Shown()!.Value, pulled.FailuresInARow));
        Assert.Equal(heard, board.Shown()!.HeardAt(board.Board.Now));
        board.Board.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CellStatus.Stale, board.Board.CellNow(TestProgramme.OtherProvince, TestProgramme.Configured).Verdict.Status);
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed_with_the_token()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync();
        gateway.Answer = http =>
        {
            if (http.Request.Path.StartsWithSegments("/moved", StringComparison.Ordinal))
            {
                return TestGateway.Send(http, board.Document(40));
            }
            http.Response.Redirect("/moved" + http.Request.Path);
            return Task.CompletedTask;
        };

        Assert.Equal(PullOutcome.Changed, (await board.PullAsync(board.Register(gateway.Address, token: "secret"))).Outcome);
        Assert.All(gateway.Requests, request => Assert.Equal("Bearer secret", request["Authorization"]));
        Assert.Equal(2, gateway.Asked);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var other = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40)));
        await using var gateway = await TestGateway.StartAsync(http =>
        {
            http.Response.Redirect(other.Address.AbsoluteUri);
            return Task.CompletedTask;
        });

        var pull = await board.PullAsync(board.Register(gateway.Address, token: "secret"));

        Assert.Equal((PullOutcome.Failed, PullReasons.Redirected), (pull.Outcome, pull.Reason));
        Assert.Equal((1, 0), (gateway.Asked, other.Asked));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_never_unpacked_whole(string coding)
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { BreakerFailures = 100 });
        await using var gateway = await TestGateway.StartAsync(TestGateway.Bomb(coding, 1_000));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(PullReasons.TooLarge, (await board.PullAsync(pulled)).Reason);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task The_breaker_opens_and_closes()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Status(404));
        var pulled = board.Register(gateway.Address);
        for (var pulls = 0; pulls < PullingBoard.Quick.BreakerFailures; pulls++)
        {
            Assert.Equal(PullOutcome.Failed, (await board.PullAsync(pulled)).Outcome);
        }

        Assert.Equal(PullOutcome.BreakerOpen, (await board.PullAsync(pulled)).Outcome);
        Assert.Equal((CircuitState.Open, PullingBoard.Quick.BreakerFailures), (pulled.Breaker, gateway.Asked));

        // One probe after a while: it fails, and the breaker is open again at once.
        await Eventually.HoldsAsync(async () => (await board.PullAsync(pulled)).Outcome == PullOutcome.Failed, "a probe");
        Assert.Equal(PullOutcome.BreakerOpen, (await board.PullAsync(pulled)).Outcome);

        gateway.Answer = TestGateway.Plain(() => board.Document(40));
        await Eventually.HoldsAsync(async () => (await board.PullAsync(pulled)).Outcome == PullOutcome.Changed, "a good probe");
        Assert.Equal((CircuitState.Closed, 0), (pulled.Breaker, pulled.FailuresInARow));
    }

    [Fact]
    public async Task An_operator_is_answered_whatever_the_breaker_says()
    {
        await using var board = await PullingBoard.StartAsync(PullingBoard.Quick with { BreakerOpen = TimeSpan.FromHours(1) });
        await using var gateway = await TestGateway.StartAsync(TestGateway.Status(404));
        var pulled = board.Register(gateway.Address);
        for (var pulls = 0; pulls <= PullingBoard.Quick.BreakerFailures; pulls++)
        {
            await board.PullAsync(pulled);
        }
        Assert.Equal(CircuitState.Open, pulled.Breaker);

        gateway.Answer = TestGateway.Plain(() => board.Document(40));
        await board.Sweeper.PullNowAsync(pulled, TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        Assert.Equal((PullOutcome.Changed, CircuitState.Closed), (pulled.Last!.Outcome, pulled.Breaker));
    }

    [Fact]
    public async Task A_refused_document_is_kept_with_its_text()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Text("{broken"));
        await board.PullAsync(board.Register(gateway.Address));

        var kept = Assert.Single(await board.Board.Refusals.OfAsync(TestProgramme.OtherProvince, 10, TestContext.Current.CancellationToken));
        Assert.Equal("{broken", Encoding.UTF8.GetString(kept.Raw));
    }
}
