using System.Collections.Concurrent;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Situation;

/// <summary>Codes of the directives of a programme whose bodies are through, now or at a past moment of programme time.</summary>
public delegate IReadOnlySet<string> ClosedOf(string programme, DateTimeOffset? then);

/// <summary>The newest situation of each programme and level, kept: two hundred viewers of one board cost one working out.</summary>
public sealed class SituationViews(DirectivesOf directivesOf, ClosedOf closedOf, HeadlineIndicators headline, DeadlineViews deadlines)
{
    /// <summary>Programme time is told in steps of this, so that viewers of one board share what is worked out.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Programme, EvidenceLevel? Level, bool Past), Kept> _kept = new();

    /// <param name="board">The board at a moment.</param>
    /// <param name="level">The level the pace is asked at; none: the strongest wanted.</param>
    /// <param name="now">Programme time of that moment.</param>
    /// <param name="past">Whether it is a replay: it does not displace what the others look at.</param>
    public SituationView Of(BoardSnapshot board, EvidenceLevel? level, DateTimeOffset now, bool past)
    {
        var programme = board.Catalog.Programme.Code;
        var step = now.UtcTicks / Step.Ticks;
        var directives = directivesOf(programme);
        if (_kept.TryGetValue((programme, level, past), out var kept) && kept.Step == step
            && ReferenceEquals(kept.Board, board) && ReferenceEquals(kept.Directives, directives))
        {
            return kept.View.Value;
        }
        var next = new Kept(board, directives, step, new Lazy<SituationView>(() => Of(board, directives, level, now, past)));
        _kept[(programme, level, past)] = next;
        return next.View.Value;
    }

    private SituationView Of(BoardSnapshot board, IReadOnlyList<Directive> directives, EvidenceLevel? level, DateTimeOffset now, bool past)
    {
        var programme = board.Catalog.Programme.Code;
        return SituationView.Of(board, directives, headline(programme), deadlines.All(board, directives, level, now), closedOf(programme, past ? now : null), now);
    }

    private sealed record Kept(BoardSnapshot Board, IReadOnlyList<Directive> Directives, long Step, Lazy<SituationView> View);
}
