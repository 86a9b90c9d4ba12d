using SteeringBoard.Contract;
using SteeringBoard.Readiness.Pages;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Readiness.Pages;

/// <summary>A tile says of several numbers together what most needs a look.</summary>
public sealed class GroupTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;

    [Fact]
    public void Never_read_is_said_only_where_nothing_was()
    {
        var hand = new HandBoard();

        Assert.Equal(CellStatus.Unknown, StatusOf(hand, Configured, Decided));
        hand.Read(T, Province, Configured, Pulled, 100);
        Assert.Equal(CellStatus.Stale, StatusOf(hand, Configured, Decided));
        hand.Read(T, Province, Decided, Claimed, 4, 4);
        Assert.Equal(CellStatus.Done, StatusOf(hand, Configured, Decided));
    }

    [Fact]
    public void No_indicators_are_never_read() => Assert.Equal(CellStatus.Unknown, StatusOf(new HandBoard().Read(T, Province, Configured, Pulled, 100)));

    [Fact]
    public void At_a_level_only_what_is_known_at_that_level_tells()
    {
        var hand = new HandBoard().Read(T, Province, Configured, Pulled, 100);

        Assert.Equal(StatusOf(hand, Configured), StatusAt(hand, Pulled, Configured));
        Assert.NotEqual(CellStatus.Unknown, StatusAt(hand, Pulled, Configured));
        Assert.Equal(CellStatus.Unknown, StatusAt(hand, Inspected, Configured));
    }

    private static CellStatus StatusOf(HandBoard hand, params string[] indicators) => StatusAt(hand, null, indicators);

    private static CellStatus StatusAt(HandBoard hand, EvidenceLevel? level, params string[] indicators)
    {
        var board = hand.At(T);
        return Group.Of(board, board.Catalog.BodyPlace(Province)!.Value, [.. indicators.Select(code => board.Catalog.IndicatorPlace(code)!.Value)], level, T).Status;
    }
}
