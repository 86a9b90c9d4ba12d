using System.Collections.Concurrent;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Situation;

/// <summary>The register of a programme as it stands, or as it was known at a past moment of programme time; none for a programme there is not.</summary>
public delegate RegisterSnapshot? RegisterOf(string programme, DateTimeOffset? then);

/// <summary>The newest situation of each programme and level, kept: two hundred viewers of one board cost one working out.</summary>
public sealed class SituationViews(RegisterOf registerOf, HeadlineIndicators headline, DeadlineViews deadlines)
{
    /// <summary>Programme time is told in steps of this, so that viewers of one board share what is worked out.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Programme, EvidenceLevel? Level, bool Past), Kept> _kept = new();
    private readonly ConcurrentDictionary<(string Programme, bool Past), KeptNetwork> _networks = new();

    /// <param name="board">The board at a moment.</param>
    /// <param name="level">The level the pace is asked at; none: the strongest wanted.</param>
    /// <param name="now">Programme time of that moment.</param>
    /// <param name="past">Whether it is a replay: it does not displace what the others look at.</param>
    public SituationView Of(BoardSnapshot board, EvidenceLevel? level, DateTimeOffset now, bool past)
    {
        var programme = board.Catalog.Programme.Code;
        var step = now.UtcTicks / Step.Ticks;
        var register = registerOf(programme, past ? now : null) ?? throw new ArgumentException($"programme {programme} has no register", nameof(board));
        if (_kept.TryGetValue((programme, level, past), out var kept) && kept.Step == step
            && ReferenceEquals(kept.Board, board) && ReferenceEquals(kept.Register, register))
        {
            return kept.View.Value;
        }
        var next = new Kept(board, register, step, new Lazy<SituationView>(() => SituationView.Of(
            board, register, headline(programme), deadlines.All(board, register.Published, level, now), now, NetworkOf(board, register, now, past))));
        _kept[(programme, level, past)] = next;
        return next.View.Value;
    }

    /// <summary>Worked out once a step, not at every change: it tells who waits, and that moves slowly.</summary>
    private NetworkView NetworkOf(BoardSnapshot board, RegisterSnapshot register, DateTimeOffset now, bool past)
    {
        var (key, step) = ((board.Catalog.Programme.Code, past), now.UtcTicks / Step.Ticks);
        if (_networks.TryGetValue(key, out var kept) && kept.Step == step && ReferenceEquals(kept.Register, register) && ReferenceEquals(kept.Catalog, board.Catalog))
        {
            return kept.View.Value;
        }
        var next = new KeptNetwork(board.Catalog, register, step, new Lazy<NetworkView>(() => NetworkView.Of(board, register.Published, now)));
        _networks[key] = next;
        return next.View.Value;
    }

    private sealed record Kept(BoardSnapshot Board, RegisterSnapshot Register, long Step, Lazy<SituationView> View);

    private sealed record KeptNetwork(Catalog Catalog, RegisterSnapshot Register, long Step, Lazy<NetworkView> View);
}
