using System.Security.Claims;
using SteeringBoard.Contract;

namespace SteeringBoard.Live;

/// <summary>A step of a board as its watchers are told of it.</summary>
/// <param name="From">The sequence it starts from, exclusive.</param>
/// <param name="Sequence">The sequence it ends on, inclusive.</param>
/// <param name="At">Programme time.</param>
public abstract record WatchedStep(string Programme, long From, long Sequence, DateTimeOffset At)
{
    /// <summary>The newest state of each cell it touched within a scope; empty when it touched none.</summary>
    /// <param name="under">A body: that body and all below it; none for all bodies above the communes.</param>
    public abstract IReadOnlyList<CellChange> Changes(string? under);

    /// <summary>This step and the one right after it as one.</summary>
    public abstract WatchedStep Then(WatchedStep next);
}

/// <summary>The boards that can be watched; the slice that owns them registers it.</summary>
public interface IBoardFeed
{
    IReadOnlyCollection<string> Programmes { get; }

    /// <summary>The newest sequence; none when there is no such programme.</summary>
    long? Sequence(string programme);

    /// <summary>
    /// The scope a caller gets when it asks for one: the code of a body, or none for all above the communes.
    /// </summary>
    /// <returns>False when there is no such body or the caller may not see it.</returns>
    bool TryScope(string programme, string? under, ClaimsPrincipal caller, out string? scope);

    /// <summary>Whether a caller may see the sums of a programme, in which no body is told from another.</summary>
    bool SeesSums(string programme, ClaimsPrincipal caller);

    /// <summary>Calls back after each step, in order, until disposed; the callback only takes note.</summary>
    IDisposable Follow(string programme, Action<WatchedStep> note);
}
