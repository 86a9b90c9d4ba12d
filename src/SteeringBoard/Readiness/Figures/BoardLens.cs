using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Figures;

/// <summary>What a figure is drawn from.</summary>
/// <param name="Board">The board at the moment asked for.</param>
/// <param name="Level">The level it is read at alone; none: what counts.</param>
/// <param name="Now">Programme time of that moment.</param>
public sealed record BoardView(BoardSnapshot Board, EvidenceLevel? Level, DateTimeOffset Now)
{
    /// <summary>That moment, where it is a past one; none: the figure is of now.</summary>
    public DateTimeOffset? Then { get; init; }
}

/// <summary>Finds what a figure asks for by its arguments <c>level</c> and <c>asOf</c>, and refuses by name what there is not.</summary>
/// <param name="boards">The boards as they stand.</param>
/// <param name="boardAt">The board of a programme as it was known at a past moment.</param>
/// <param name="texts">What a refusal says.</param>
public sealed class BoardLens(
    Boards boards, Func<string, DateTimeOffset, CancellationToken, ValueTask<BoardSnapshot>> boardAt, ReadinessTexts texts)
{
    public async ValueTask<BoardView> LookAsync(FigureRequest request, CancellationToken cancellation)
    {
        if (boards.Find(request.Programme) is not { } board)
        {
            throw Refused("no-programme", request.Programme);
        }
        if (!BoardAnswers.TryLevel(request["level"], out var level))
        {
            throw Refused("no-level", request["level"]);
        }
        if (!BoardAnswers.TryInstant(request["asOf"], out var asOf))
        {
            throw Refused("no-instant", request["asOf"]);
        }
        var now = board.Clock.GetUtcNow();
        return asOf is not { } then ? new BoardView(board.Current, level, now)
            : then <= now ? new BoardView(await boardAt(request.Programme, then, cancellation), level, then) { Then = then }
            : throw Refused("in-future", request["asOf"]);

        FigureException Refused(string key, string? given) => new(texts.Tell(request.Culture, key, given ?? ""));
    }
}
