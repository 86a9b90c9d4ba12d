using System.Text;
using Microsoft.AspNetCore.Http;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Collection;

public sealed class PullTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_pull_brings_what_the_gateway_says_to_the_board()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40)));
        var pulled = board.Register(gateway.Address, token: "secret");

        var pull = await board.PullAsync(pulled);

        Assert.Equal((PullOutcome.Changed, 1, 0, 0), (pull.Outcome, pull.Accepted, pull.Unchanged, pull.Refused));
        Assert.Equal(board.Document(40).Length, pull.Bytes);
        Assert.Equal(40, board.Shown()!.Value);
        var asked = Assert.Single(gateway.Requests);
        Assert.Equal("Bearer secret", asked["Authorization"]);
        Assert.Contains("gzip", asked["Accept-Encoding"], StringComparison.Ordinal);
        Assert.Contains("br", asked["Accept-Encoding"], StringComparison.Ordinal);
        Assert.False(asked.ContainsKey("If-None-Match"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_packed_answer_is_understood(string coding)
    {
        await using var board = await PullingBoard.StartAsync();
        var packed = Packed(board.Document(40), coding);
        await using var gateway = await TestGateway.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = coding;
            return TestGateway.Send(http, packed);
        });

        var pull = await board.PullAsync(board.Register(gateway.Address));

        Assert.Equal((PullOutcome.Changed, board.Document(40).Length), (pull.Outcome, pull.Bytes));
    }

    [Fact]
    public async Task An_unchanged_answer_vouches_until_now()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("W/\"a\"", () => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);
        var since = board.Board.Now;

        board.Board.Time.Advance(2 * Second);
        var pull = await board.PullAsync(pulled);

        Assert.Equal((PullOutcome.NotModified, 0, 0, 1), (pull.Outcome, pull.Bytes, pull.Accepted, pull.Unchanged));
        Assert.Equal("W/\"a\"", gateway.Requests.Last()["If-None-Match"]);
        Assert.Equal(since, board.Shown()!.ObservedAt);
        Assert.Equal(since + 2 * Second, board.Shown()!.HeardAt(board.Board.Now));
        Assert.Equal(1, await board.ReadingsAsync());
    }

    [Fact]
    public async Task An_unchanged_answer_after_a_long_silence_begins_another_span()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);

        board.Board.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(PullOutcome.NotModified, (await board.PullAsync(pulled)).Outcome);
        await Eventually.HoldsAsync(() => board.Shown()!.HeardAt(board.Board.Now) == board.Board.Now, "the new span on the board");
        Assert.Equal(PullOutcome.NotModified, (await board.PullAsync(pulled)).Outcome);

        Assert.True(gateway.Requests.Last().ContainsKey("If-None-Match"));
    }

    [Fact]
    public async Task An_unchanged_answer_does_not_vouch_for_what_somebody_else_said_since()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);

        board.Board.Time.Advance(Second);
        var other = await board.Board.GatewayAsync(TestProgramme.OtherProvince, name: "other");
        await board.Board.SayAsync(other, null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 70, Total = 100 });
        Assert.Equal(70, board.Shown()!.Value);

        board.Board.Time.Advance(Second);
        Assert.Equal(PullOutcome.Changed, (await board.PullAsync(pulled)).Outcome);

        Assert.False(gateway.Requests.Last().ContainsKey("If-None-Match"));
        Assert.Equal(40, board.Shown()!.Value);
    }

    [Fact]
    public async Task The_same_values_with_a_later_instant_move_freshness_alone()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40)));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);
        var sequence = board.Board.Current.Sequence;

        board.Board.Time.Advance(2 * Second);
        var pull = await board.PullAsync(pulled);

        Assert.Equal((PullOutcome.Unchanged, 0, 1), (pull.Outcome, pull.Accepted, pull.Unchanged));
        Assert.Equal(board.Board.Now, board.Shown()!.HeardAt(board.Board.Now));
        Assert.Equal((1, sequence), (await board.ReadingsAsync(), board.Board.Current.Sequence));
    }

    [Fact]
    public async Task A_changed_value_is_never_taken_for_the_same()
    {
        await using var board = await PullingBoard.StartAsync();
        var value = 40;
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(value)));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);
        foreach (var next in new[] { 41, 41, 14, 40 })
        {
            var before = value;
            value = next;
            board.Board.Time.Advance(Second);
            Assert.Equal(before == next ? PullOutcome.Unchanged : PullOutcome.Changed, (await board.PullAsync(pulled)).Outcome);
            Assert.Equal(next, board.Shown()!.Value);
        }
    }

    [Fact]
    public async Task A_document_dated_too_far_ahead_is_refused_and_not_kept()
    {
        await using var board = await PullingBoard.StartAsync();
        var ahead = TimeSpan.Zero;
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40, board.Board.Now + ahead)));
        var pulled = board.Register(gateway.Address);
        ahead = TimeSpan.FromHours(2);

        var pull = await board.PullAsync(pulled);

        Assert.Equal((PullOutcome.Failed, ProblemCodes.AsOfInFuture, 1), (pull.Outcome, pull.Reason, pull.Refused));
        Assert.Null(board.Shown());
        ahead = TimeSpan.Zero;
        Assert.Equal(PullOutcome.Changed, (await board.PullAsync(pulled)).Outcome);
        Assert.False(gateway.Requests.Last().ContainsKey("If-None-Match"));
    }

    [Fact]
    public async Task The_same_values_dated_too_far_ahead_move_nothing()
    {
        await using var board = await PullingBoard.StartAsync();
        var ahead = TimeSpan.Zero;
        await using var gateway = await TestGateway.StartAsync(TestGateway.Plain(() => board.Document(40, board.Board.Now + ahead)));
        var pulled = board.Register(gateway.Address);
        await board.PullAsync(pulled);
        var heard = board.Shown()!.HeardAt(board.Board.Now);

        board.Board.Time.Advance(Second);
        ahead = TimeSpan.FromHours(2);
        Assert.Equal(PullOutcome.Failed, (await board.PullAsync(pulled)).Outcome);

        Assert.Equal(heard, board.Shown()!.HeardAt(board.Board.Now));
    }

    [Fact]
    public async Task A_file_vouches_only_until_its_own_time()
    {
        await using var board = await PullingBoard.StartAsync();
        var saved = board.Board.Now - TimeSpan.FromHours(1);
        await using var gateway = await TestGateway.StartAsync(http =>
        {
            http.Response.Headers["Readiness-As-Of"] = saved.ToString("O");
            return TestGateway.Tagged("\"a\"", () => board.Document(40, saved))(http);
        });
        var pulled = board.Register(gateway.Address, evidence: EvidenceLevel.Claimed);
        Assert.Equal(PullOutcome.Changed, (await board.PullAsync(pulled)).Outcome);

        // Nobody touches the file: it is known, and it does not look fresh.
        for (var pulls = 0; pulls < 3; pulls++)
        {
            board.Board.Time.Advance(Second);
            Assert.Equal(PullOutcome.NotModified, (await board.PullAsync(pulled)).Outcome);
        }
        Assert.Equal(saved, board.Shown(level: EvidenceLevel.Claimed)!.AsOf(board.Board.Now));

        // It is saved again with the same values: they hold until then, and no longer.
        saved = board.Board.Now;
        board.Board.Time.Advance(TimeSpan.FromMinutes(5));
        await board.PullAsync(pulled);
        await board.PullAsync(pulled);
        Assert.Equal(saved, board.Shown(level: EvidenceLevel.Claimed)!.AsOf(board.Board.Now));
        Assert.Equal(1, await board.ReadingsAsync());
    }

    [Fact]
    public async Task A_gateway_registered_anew_is_read_whole()
    {
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => board.Document(40)));
        await board.PullAsync(board.Register(gateway.Address));

        board.Registry.Replace(board.Registry.All.Single().Registration with { Token = "new" });
        await board.PullAsync(board.Registry.All.Single());

        Assert.False(gateway.Requests.Last().ContainsKey("If-None-Match"));
        Assert.Equal("Bearer new", gateway.Requests.Last()["Authorization"]);
    }

    [Fact]
    public async Task A_reading_that_is_refused_costs_the_good_ones_nothing_and_is_not_judged_again()
    {
        await using var board = await PullingBoard.StartAsync();
        var document = Encoding.UTF8.GetString(board.Document(40)).Replace("\"readings\":[", "\"readings\":[{\"indicator\":\"nonsense\",\"value\":1,\"total\":2},", StringComparison.Ordinal);
        await using var gateway = await TestGateway.StartAsync(TestGateway.Tagged("\"a\"", () => Encoding.UTF8.GetBytes(document)));
        var pulled = board.Register(gateway.Address);

        var pull = await board.PullAsync(pulled);

        Assert.Equal((PullOutcome.Changed, 1, 1), (pull.Outcome, pull.Accepted, pull.Refused));
        Assert.Equal(PullOutcome.NotModified, (await board.PullAsync(pulled)).Outcome);
    }

    private static byte[] Packed(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding == "br"
            ? new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionMode.Compress)
            : new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress))
        {
            stream.Write(bytes);
        }
        return packed.ToArray();
    }
}
