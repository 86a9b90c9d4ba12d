using SteeringBoard.Contract;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>A board of the test programme written by hand, a reading at a time.</summary>
public sealed class HandBoard
{
    /// <summary>08:00 on 24 June 2025 in Hanoi.</summary>
    public static readonly DateTimeOffset Start = new(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

    private BoardSnapshot _board = BoardSnapshot.Empty(TestProgramme.Catalog(), Start);
    private long _id;

    /// <summary>Takes a reading in; a total of 0 is none.</summary>
    public HandBoard Read(DateTimeOffset at, string body, string indicator, EvidenceLevel level, long value, long total = 100, int item = -1)
    {
        var catalog = _board.Catalog;
        var cell = new CellKey(catalog.BodyPlace(body)!.Value, catalog.IndicatorPlace(indicator)!.Value);
        var draft = new BoardDraft(_board);
        draft.Apply(new RecordedChange(
            ++_id, _board.Sequence + 1, ChangeKind.Document, 1, at, at, [new RecordedReading(_id, cell, item, level, value, total, at, Moves: true)], []));
        _board = draft.Seal(_board.Sequence + 1, new RecordMark(_id, _id, 0));
        return this;
    }

    /// <summary>The board, aged to a moment.</summary>
    public BoardSnapshot At(DateTimeOffset now) => _board.AgedTo(now);
}
