using System.Runtime.CompilerServices;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Network;

/// <summary>The assignments of a programme that were confirmed or cancelled by a moment of programme time, by directive and body.</summary>
public delegate IReadOnlySet<(string Directive, string Body)> DecidedOf(string programme, DateTimeOffset then);

/// <summary>The network of each board, worked out once a minute of programme time for all who ask, and forgotten with the board.</summary>
public sealed class NetworkViews(DecidedOf decidedOf)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly ConditionalWeakTable<BoardSnapshot, Kept> _kept = [];

    /// <param name="board">The board at a moment.</param>
    /// <param name="directives">The programme's directives: another list whenever the register has moved.</param>
    /// <param name="now">Programme time of that moment.</param>
    public NetworkView Of(BoardSnapshot board, IReadOnlyList<Directive> directives, DateTimeOffset now)
    {
        var step = now.UtcTicks / Step.Ticks;
        if (_kept.TryGetValue(board, out var kept) && ReferenceEquals(kept.Directives, directives) && kept.Step == step)
        {
            return kept.View.Value;
        }
        var next = new Kept(directives, step, new Lazy<NetworkView>(() => NetworkView.Of(board, directives, decidedOf(board.Catalog.Programme.Code, now), now)));
        _kept.AddOrUpdate(board, next);
        return next.View.Value;
    }

    private sealed record Kept(IReadOnlyList<Directive> Directives, long Step, Lazy<NetworkView> View);
}
