using SteeringBoard.Deadlines;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

/// <summary>After a change only the deadlines it touches are judged again.</summary>
public sealed class DeadlineViewsTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly Directive[] Directives = [Orders.Order(Due, Configured), Orders.Order(Due, Services) with { Code = "D2" }];

    private readonly DeadlineViews _views = new();

    [Fact]
    public void What_a_change_does_not_touch_is_kept_and_what_it_touches_is_judged_on_the_new_board()
    {
        var before = new HandBoard().Read(T, Province, Configured, Pulled, 10).Read(T, Nation, Services, Tested, 5).At(T.AddHours(2));
        var first = _views.All(before, Directives, null, T.AddHours(2));

        var after = Changed(before, Province, Configured, 40);
        var second = _views.All(after, Directives, null, T.AddHours(2));

        Assert.Equal(DeadlineRules.All(after, Directives, null, T.AddHours(2)).Select(Told), second.Select(Told));
        Assert.Equal(40, second[0].Counts.Done);
        Assert.NotSame(first[0], second[0]);
        Assert.Same(first[1], second[1]);
    }

    [Fact]
    public void The_same_board_is_judged_once_a_minute()
    {
        var board = new HandBoard().At(T);
        var first = _views.All(board, Directives, null, T);

        Assert.Same(first[0], _views.All(board, Directives, null, T.AddSeconds(59))[0]);
        Assert.NotSame(first[0], _views.All(board, Directives, null, T.AddMinutes(1))[0]);
        Assert.NotSame(first[0], _views.All(board, Directives, Claimed, T)[0]);
        Assert.NotSame(first[0], _views.All(board, [.. Directives], null, T.AddMinutes(1))[0]);
    }

    [Fact]
    public void Who_looks_back_does_not_displace_what_the_others_look_at()
    {
        var past = new HandBoard().Read(T, Province, Configured, Pulled, 10).At(T);
        var now = Changed(past, Province, Configured, 40);
        var newest = _views.All(now, Directives, null, T.AddHours(2));

        Assert.Equal(10, _views.All(past, Directives, null, T)[0].Counts.Done);
        Assert.Same(newest[0], _views.All(now, Directives, null, T.AddHours(2))[0]);
    }

    private static (string, long, DateTimeOffset?, double?) Told(DeadlineProgress progress) =>
        (progress.Directive.Code, progress.Counts.Done, progress.Outlook?.ExpectedAt, progress.Pace.Seen);

    private static BoardSnapshot Changed(BoardSnapshot board, string body, string indicator, long value)
    {
        var cell = new CellKey(board.Catalog.BodyPlace(body)!.Value, board.Catalog.IndicatorPlace(indicator)!.Value);
        var draft = new BoardDraft(board);
        var at = T.AddHours(2);
        draft.Apply(new RecordedChange(
            99, board.Sequence + 1, ChangeKind.Document, 1, at, at, [new RecordedReading(99, cell, -1, Pulled, value, 100, at, Moves: true)], []));
        return draft.Seal(board.Sequence + 1, new RecordMark(99, 99, 0));
    }
}
