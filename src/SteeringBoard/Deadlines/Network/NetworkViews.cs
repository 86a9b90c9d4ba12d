using System.Runtime.CompilerServices;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Network;

/// <summary>The network of each board, worked out once a minute of programme time for all who ask, and forgotten with the board.</summary>
public sealed class NetworkViews
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly ConditionalWeakTable<BoardSnapshot, Kept> _kept = [];

    /// <inheritdoc cref="NetworkView.Of(BoardSnapshot, IReadOnlyList{Directive}, DateTimeOffset)"/>
    public NetworkView Of(BoardSnapshot board, IReadOnlyList<Directive> directives, DateTimeOffset now)
    {
        var step = now.UtcTicks / Step.Ticks;
        if (_kept.TryGetValue(board, out var kept) && ReferenceEquals(kept.Directives, directives) && kept.Step == step)
        {
            return kept.View.Value;
        }
        var next = new Kept(directives, step, new Lazy<NetworkView>(() => NetworkView.Of(board, directives, now)));
        _kept.AddOrUpdate(board, next);
        return next.View.Value;
    }

    private sealed record Kept(IReadOnlyList<Directive> Directives, long Step, Lazy<NetworkView> View);
}
