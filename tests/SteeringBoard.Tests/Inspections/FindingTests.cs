using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Inspections;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Directives;
using SteeringBoard.Tests.Fixtures;
using Trail = SteeringBoard.Tests.Audit.Trail;

namespace SteeringBoard.Tests.Inspections;

/// <summary>A contradiction that stands becomes a finding: owned by the body, answered by its people, closed by somebody else.</summary>
public sealed class FindingTests(Servers servers)
{
    private const string Evidence = "Đã xem tại chỗ ngày 25/6, đủ 40 máy";

    private static readonly Actor Inspector = new("Đoàn kiểm tra", ActorRole.Inspector, null);

    [Fact]
    public async Task It_opens_once_when_the_contradiction_has_stood_two_hours()
    {
        await using var board = await TestBoard.StartAsync();
        using var book = Book(board);
        await ContradictAsync(board);

        Assert.Equal(0, await OpenAsync(board, book, TimeSpan.FromMinutes(119)));
        Assert.Equal(1, await OpenAsync(board, book, TimeSpan.FromMinutes(2)));
        Assert.Equal(0, await OpenAsync(board, book, TimeSpan.FromHours(1)));

        var finding = Assert.Single(All(book));
        Assert.Equal((TestProgramme.Province, TestProgramme.Configured, 90, 40), (finding.Row.Body, finding.Row.Indicator, finding.Row.WeakerValue, finding.Row.StrongerValue));
        Assert.Equal((EvidenceLevel.Claimed, EvidenceLevel.Pulled, FindingState.Open), (finding.Row.Weaker, finding.Row.Stronger, finding.State));
        Assert.Equal("finding.opened", (await Trail.OfAsync(board.Record))[^1].What);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Its_owner_answers_and_an_inspector_closes_it_with_evidence(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        using var book = Book(board);
        var id = await OpenedAsync(board, book);

        Assert.Equal(FindingState.Answered, (await StepAsync(book, id, FindingState.Answered, 0, Cast.Province)).Finding!.State);
        Assert.Equal(FindingState.Closed, (await StepAsync(book, id, FindingState.Closed, 1, Inspector)).Finding!.State);

        var read = Assert.Single(All(book));
        Assert.Equal([Cast.Province.Name, Inspector.Name], read.Steps.Select(step => step.ByName));
        Assert.Equal(["finding.answered", "finding.closed"], (await Trail.OfAsync(board.Record))[^2..].Select(row => row.What));
        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Fact]
    public async Task Nobody_with_a_body_closes_it_and_who_only_reads_does_nothing()
    {
        await using var board = await TestBoard.StartAsync();
        using var book = Book(board);
        var id = await OpenedAsync(board, book);

        foreach (var actor in new[] { Cast.Province, Cast.ProvinceApprover, Cast.Ministry, Cast.OtherProvince, Cast.Auditor, Cast.Nobody, Cast.ProvinceSystem })
        {
            Assert.Equal(FindingRefusals.NotYourRight, (await StepAsync(book, id, FindingState.Closed, 0, actor)).Refusal);
        }
        foreach (var actor in new[] { Cast.Auditor, Cast.Nobody, Cast.Office, Inspector })
        {
            Assert.Equal(FindingRefusals.NotYourRight, (await StepAsync(book, id, FindingState.Answered, 0, actor)).Refusal);
        }
        foreach (var actor in new[] { Cast.OtherProvince, Cast.Ministry, Cast.Stranger })
        {
            Assert.Equal(FindingRefusals.BodyNotYours, (await StepAsync(book, id, FindingState.Answered, 0, actor)).Refusal);
        }
        Assert.Equal(0, Assert.Single(All(book)).Version);
    }

    [Fact]
    public async Task Another_province_and_a_vendor_do_not_see_it()
    {
        await using var board = await TestBoard.StartAsync();
        using var book = Book(board);
        await OpenedAsync(board, book);

        Assert.Empty(All(book, Cast.OtherProvince));
        Assert.Empty(All(book, new Actor("x", ActorRole.Vendor, TestProgramme.Province)));
        Assert.Empty(All(book, new Actor("x", ActorRole.Operator, null)));
        Assert.Single(All(book, Cast.Province));
        Assert.Single(All(book, Cast.Auditor));
    }

    [Fact]
    public async Task Words_are_needed_and_what_came_between_is_told()
    {
        await using var board = await TestBoard.StartAsync();
        using var book = Book(board);
        var id = await OpenedAsync(board, book);

        Assert.Equal(FindingRefusals.TextMissing, (await StepAsync(book, id, FindingState.Closed, 0, Inspector, "   ok    ")).Refusal);
        Assert.Equal(FindingRefusals.TextTooLong, (await StepAsync(book, id, FindingState.Closed, 0, Inspector, new string('x', FindingRules.MostText + 1))).Refusal);
        Assert.Equal(FindingRefusals.VersionPassed, (await StepAsync(book, id, FindingState.Closed, 1, Inspector)).Refusal);
        Assert.Equal(FindingRefusals.UnknownFinding, (await StepAsync(book, id + 1, FindingState.Closed, 0, Inspector)).Refusal);
        Assert.Null((await StepAsync(book, id, FindingState.Closed, 0, Inspector)).Refusal);
        Assert.Equal(FindingRefusals.Closed, (await StepAsync(book, id, FindingState.Closed, 1, Inspector)).Refusal);
    }

    [Fact]
    public async Task What_comes_again_after_it_was_closed_is_a_finding_of_its_own()
    {
        await using var board = await TestBoard.StartAsync();
        using var book = Book(board);
        var id = await OpenedAsync(board, book);
        await StepAsync(book, id, FindingState.Closed, 0, Inspector);
        // Closed while it stands: the same contradiction does not open it again.
        Assert.Equal(0, await OpenAsync(board, book, TimeSpan.FromHours(1)));

        await board.SayAsync(await board.PushAsync(TestProgramme.Province), board.Now, Configured(40, EvidenceLevel.Claimed));
        board.Time.Advance(TimeSpan.FromMinutes(10));
        await ContradictAsync(board);
        Assert.Equal(1, await OpenAsync(board, book, TimeSpan.FromMinutes(121)));

        Assert.Equal([FindingState.Open, FindingState.Closed], (All(book)).Select(finding => finding.State));
    }

    [Fact]
    public async Task A_past_moment_shows_what_was_known_then()
    {
        await using var board = await TestBoard.StartAsync();
        using var book = Book(board);
        var before = board.Now;
        var id = await OpenedAsync(board, book);
        var opened = board.Now;
        board.Time.Advance(TimeSpan.FromHours(1));
        await StepAsync(book, id, FindingState.Closed, 0, Inspector);

        Assert.Empty(All(book, moment: before));
        Assert.Equal(FindingState.Open, Assert.Single(All(book, moment: opened)).State);
        Assert.Equal(FindingState.Closed, Assert.Single(All(book)).State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Another_node_and_one_that_starts_again_know_what_was_written(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        using var book = Book(board);
        using var other = Book(board);
        var id = await OpenedAsync(board, book);
        await other.FollowAsync(TestContext.Current.CancellationToken);
        Assert.Equal(FindingState.Open, Assert.Single(All(other)).State);

        // What it has not followed yet it judges all the same: it is told that something came between.
        await StepAsync(book, id, FindingState.Answered, 0, Cast.Province);
        Assert.Equal(FindingRefusals.VersionPassed, (await StepAsync(other, id, FindingState.Closed, 0, Inspector)).Refusal);

        Assert.Equal(FindingState.Answered, Assert.Single(All(other)).State);
        await StepAsync(other, id, FindingState.Closed, 1, Inspector);
        using var restarted = Book(board);
        await restarted.FollowAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, Assert.Single(All(restarted)).Version);
    }

    [Fact]
    public void An_answer_is_due_within_a_day_and_before_the_indicator_is()
    {
        var opened = HandBoard.Start;

        Assert.Equal(opened.AddHours(24), FindingRules.DueOf(opened, null));
        Assert.Equal(opened.AddHours(5), FindingRules.DueOf(opened, opened.AddHours(5)));
        Assert.Equal(opened.AddHours(24), FindingRules.DueOf(opened, opened.AddHours(-5)));
        Assert.Equal(opened.AddHours(24), FindingRules.DueOf(opened, opened.AddHours(30)));
    }

    private static FindingBook Book(TestBoard board) => new(board.Record, board.Services.GetRequiredService<Boards>(), board.Time);

    private static async Task<long> OpenedAsync(TestBoard board, FindingBook book)
    {
        await ContradictAsync(board);
        Assert.Equal(1, await OpenAsync(board, book, TimeSpan.FromMinutes(121)));
        return Assert.Single(All(book)).Row.Id;
    }

    /// <summary>The province says 90; its system, read after it, shows 40.</summary>
    private static async Task ContradictAsync(TestBoard board)
    {
        await board.SayAsync(await board.PushAsync(TestProgramme.Province), board.Now, Configured(90, EvidenceLevel.Claimed));
        board.Time.Advance(TimeSpan.FromSeconds(1));
        await board.SayAsync(await board.GatewayAsync(TestProgramme.Province), board.Now, Configured(40, EvidenceLevel.Pulled));
    }

    private static async Task<int> OpenAsync(TestBoard board, FindingBook book, TimeSpan later)
    {
        board.Time.Advance(later);
        await board.Aging.LookAsync(TestContext.Current.CancellationToken);
        return await book.OpenAsync(board.Board, [board.Key(TestProgramme.Province, TestProgramme.Configured)], TestContext.Current.CancellationToken);
    }

    private static Task<FindingAnswered> StepAsync(FindingBook book, long id, FindingState to, int seen, Actor actor, string text = Evidence) =>
        book.StepAsync(TestProgramme.Code, id, to, text, seen, actor, TestContext.Current.CancellationToken);

    private static IReadOnlyList<Finding> All(FindingBook book, Actor? actor = null, DateTimeOffset? moment = null) =>
        book.Of(actor ?? Cast.Office, TestProgramme.Code, null, null, moment);

    private static ReadingEntry Configured(long value, EvidenceLevel level) => new() { Indicator = TestProgramme.Configured, Value = value, Total = 100, Evidence = level };
}
