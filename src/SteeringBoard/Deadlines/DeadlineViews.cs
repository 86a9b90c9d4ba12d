using System.Collections.Concurrent;
using System.Collections.Immutable;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines;

/// <summary>
/// The newest deadlines of each programme and level, kept for all who ask. After a change only those it touches are judged again; all of them
/// when a minute of programme time has gone by.
/// </summary>
public sealed class DeadlineViews
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Programme, EvidenceLevel? Level), Kept> _kept = new();

    /// <inheritdoc cref="DeadlineRules.All"/>
    public ImmutableArray<DeadlineProgress> All(BoardSnapshot board, IReadOnlyList<Directive> directives, EvidenceLevel? level, DateTimeOffset now)
    {
        var key = (board.Catalog.Programme.Code, level);
        var step = now.UtcTicks / Step.Ticks;
        var kept = _kept.GetValueOrDefault(key);
        var isOf = kept is not null && kept.Step == step && ReferenceEquals(kept.Directives, directives) && ReferenceEquals(kept.Board.Catalog, board.Catalog);
        if (isOf && ReferenceEquals(kept!.Board, board))
        {
            return kept.Deadlines;
        }
        ImmutableArray<DeadlineProgress> deadlines = isOf
            ? [.. kept!.Deadlines.Select(one => IsTouched(one.Directive, kept.Board, board) ? DeadlineRules.Judge(board, one.Directive, level, now) : one)]
            : [.. DeadlineRules.All(board, directives, level, now)];
        // Who looks back does not displace what the others look at.
        if (kept is null || kept.Board.At <= board.At || !ReferenceEquals(kept.Board.Catalog, board.Catalog))
        {
            _kept[key] = new Kept(board, directives, step, deadlines);
        }
        return deadlines;
    }

    /// <summary>Whether anything it could count differs: a board copies what changes and keeps the rest.</summary>
    private static bool IsTouched(Directive directive, BoardSnapshot before, BoardSnapshot after)
    {
        foreach (var code in directive.Indicators)
        {
            if (after.Catalog.IndicatorPlace(code) is not { } indicator)
            {
                continue;
            }
            foreach (var level in EvidenceLevels.All)
            {
                if (!ReferenceEquals(before.Trail(indicator, level), after.Trail(indicator, level)))
                {
                    return true;
                }
            }
            foreach (var body in after.Catalog.AboveCommunes)
            {
                if (!ReferenceEquals(before.Rows[body]?[indicator], after.Rows[body]?[indicator]))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private sealed record Kept(BoardSnapshot Board, IReadOnlyList<Directive> Directives, long Step, ImmutableArray<DeadlineProgress> Deadlines);
}
