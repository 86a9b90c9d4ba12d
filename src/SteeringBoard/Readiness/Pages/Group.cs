using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Pages;

/// <summary>Some cells of a body taken together, for one tile or one square.</summary>
/// <param name="Status">The one that most needs a look: late, then stale, at risk, on track, done; unknown only where none was ever read.</param>
/// <param name="Share">Thousandths done at each level alone, the mean over the cells, from claimed to inspected.</param>
/// <param name="AsOf">The oldest instant what counts was heard; none when a cell was never read.</param>
/// <param name="Contradicted">How many of the cells are contradicted.</param>
public sealed record Group(CellStatus Status, IReadOnlyList<long?> Share, DateTimeOffset? AsOf, int Contradicted)
{
    private static readonly CellStatus[] MostUrgentFirst =
        [CellStatus.Late, CellStatus.Stale, CellStatus.AtRisk, CellStatus.OnTrack, CellStatus.Done, CellStatus.Unknown];

    /// <summary>Takes the cells of a body and some indicators together.</summary>
    /// <param name="board">The board at a moment.</param>
    /// <param name="body">Place of the body.</param>
    /// <param name="indicators">Places of the indicators.</param>
    /// <param name="level">The level whose readings alone tell the status; none: what counts.</param>
    /// <param name="now">Programme time of that moment.</param>
    public static Group Of(BoardSnapshot board, int body, IReadOnlyList<int> indicators, EvidenceLevel? level, DateTimeOffset now)
    {
        var cells = indicators.Select(place => (Indicator: board.Catalog.Indicators[place], Cell: board[body, place], Verdict: Judged(place))).ToList();
        if (cells.Count == 0)
        {
            return new Group(CellStatus.Unknown, [null, null, null, null], null, 0);
        }
        var anyRead = cells.Exists(one => one.Verdict.Status is not CellStatus.Unknown);
        var status = MostUrgentFirst.First(status => cells.Exists(one => StatusOf(one.Verdict) == status));
        var share = EvidenceLevels.All.Select(level => cells.TrueForAll(pair => pair.Cell.Levels[level] is null)
            ? (long?)null
            : cells.Sum(pair => PerMille(pair.Indicator, pair.Cell.Levels[level])) / cells.Count).ToList();
        var oldest = cells.TrueForAll(pair => pair.Cell.Counted is not null) ? cells.Min(pair => pair.Cell.Counted!.HeardAt(now)) : (DateTimeOffset?)null;
        return new Group(status, share, oldest, cells.Count(pair => pair.Cell.Verdict.Contradiction is not null));

        // "Never read" of all would belie what was read: of a part of it there is no fresh data.
        CellStatus StatusOf(Verdict verdict) => anyRead && verdict.Status is CellStatus.Unknown ? CellStatus.Stale : verdict.Status;

        Verdict Judged(int place) => level is { } asked
            ? LevelAlone.Judge(board.Catalog.Indicators[place], board.Catalog.DueAt(new CellKey(body, place), now), board[body, place].Levels, asked, now)
            : board[body, place].Verdict;
    }

    private static long PerMille(Indicator indicator, LevelReading? reading)
    {
        if (reading is null || reading.Total == 0)
        {
            return 0;
        }
        var share = Rules.Share.Of(indicator, reading);
        return (long)((Int128)share.Done * 1000 / share.Total);
    }
}
