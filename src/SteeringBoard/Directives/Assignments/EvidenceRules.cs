using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Directives.Assignments;

/// <summary>Reads from a board what the evidence a directive asks for says of one of its bodies. Pure; time is passed in.</summary>
public static class EvidenceRules
{
    /// <param name="board">The board at a moment.</param>
    /// <param name="directive">The directive.</param>
    /// <param name="body">One of its bodies.</param>
    /// <param name="level">Exactly this level; none: the newest reading at the level wanted or stronger, as rule 4 has it.</param>
    /// <param name="now">Programme time of that moment.</param>
    public static EvidenceState Of(BoardSnapshot board, Directive directive, string body, EvidenceLevel? level, DateTimeOffset now)
    {
        if (directive.Indicators.Count == 0 || board.Catalog.BodyPlace(body) is not { } place)
        {
            return EvidenceState.Nothing;
        }
        var counts = directive.Indicators.Select(board.Catalog.IndicatorPlace).OfType<int>()
            .Where(indicator => !board.Catalog.Indicators[indicator].Counter)
            .Select(indicator => Count(board, indicator, CellsOf(board, place, indicator), level, now)).OfType<(EvidenceCount Count, DateTimeOffset? Last)>().ToList();
        return new EvidenceState([.. counts.Select(one => one.Count)])
        {
            Since = counts.TrueForAll(one => one.Count.Meets) ? counts.Max(one => one.Last) : null,
        };
    }

    private static (EvidenceCount Count, DateTimeOffset? Last)? Count(BoardSnapshot board, int place, List<CellKey> cells, EvidenceLevel? level, DateTimeOffset now)
    {
        var indicator = board.Catalog.Indicators[place];
        var (done, total, meets) = (0L, 0L, true);
        DateTimeOffset? last = null;
        foreach (var key in cells)
        {
            var levels = board[key].Levels;
            var reading = level is { } asked ? levels[asked] : CellRules.NewestAtWanted(indicator, levels, now);
            var share = reading is null ? new Share(0, DenominatorRules.InForce(board, key, levels)) : Share.Of(indicator, reading);
            done += share.Done;
            total += share.Total;
            last = last > reading?.RecordedAt ? last : reading?.RecordedAt ?? last;
            meets &= reading is not null && share.Meets(indicator.TargetPerMille);
        }
        return cells.Count == 0 ? null
            : (new EvidenceCount(indicator.Code, done, total, meets) { Body = cells is [var only] ? board.Catalog.Bodies[only.Body].Code : null }, last);
    }

    /// <summary>
    /// Its own cell where it is measured there. A province or a commune answers for no other; whoever stands above them answers for all
    /// that is measured in the provinces, or for the nation's own count.
    /// </summary>
    private static List<CellKey> CellsOf(BoardSnapshot board, int body, int indicator)
    {
        var catalog = board.Catalog;
        var own = new CellKey(body, indicator);
        if (catalog.IsMeasured(own))
        {
            // Most ministries and agencies have no part in most indicators.
            var apart = catalog.Bodies[body].Kind is BodyKind.Ministry or BodyKind.Agency && catalog.Total(own, -1, board.At) is null && board[own].Levels.IsEmpty;
            return apart ? [] : [own];
        }
        return catalog.Bodies[body].Kind is BodyKind.Province or BodyKind.Commune
            ? []
            : [.. catalog.AboveCommunes.Select(other => new CellKey(other, indicator)).Where(key =>
                catalog.IsMeasured(key) && catalog.Bodies[key.Body].Kind is (BodyKind.Province or BodyKind.Nation))];
    }
}
