using System.Security.Claims;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Api;

/// <summary>The boards as the live hub and the figures follow them.</summary>
public sealed class BoardFeed(Boards boards, BoardAnswers answers) : IBoardFeed, IChangeSource
{
    public IReadOnlyCollection<string> Programmes => [.. boards.All.Select(board => board.Programme.Code)];

    public long? Sequence(string programme) => boards.Find(programme)?.Current.Sequence;

    public bool TryScope(string programme, string? under, ClaimsPrincipal caller, out string? scope)
    {
        scope = under;
        // Who has no part in the cells has none in any scope, whatever let them come this far.
        if (boards.Find(programme)?.Current.Catalog is not { } catalog || !caller.May(Caller.Read))
        {
            return false;
        }
        var own = caller.Body();
        var home = own is null ? null : catalog.BodyPlace(own);
        if (own is null || (home is { } top && catalog.Parents[top] < 0))
        {
            return under is null || catalog.BodyPlace(under) is not null;
        }
        scope = under ?? own;
        return home is { } at && catalog.BodyPlace(scope) is { } place && catalog.IsUnder(place, at);
    }

    public bool SeesSums(string programme, ClaimsPrincipal caller) => boards.Find(programme) is not null && caller.May(Caller.Sums);

    public IDisposable Follow(string programme, Action<WatchedStep> note) =>
        boards.Find(programme)!.Follow(step => note(new Watched(answers, step.Before, step.After, step.Touched)));

    public (long Version, DateTimeOffset At)? Newest(string programme) =>
        boards.Find(programme) is { } board ? (board.Current.Sequence, board.Current.Catalog.Local(board.Clock.GetUtcNow())) : null;

    public IDisposable Follow(string programme, Action changed) => boards.Find(programme)!.Follow(_ => changed());

    private sealed record Watched(BoardAnswers Answers, long Before, BoardSnapshot After, IReadOnlyCollection<CellKey> Touched)
        : WatchedStep(After.Catalog.Programme.Code, Before, After.Sequence, After.Catalog.Local(After.At))
    {
        public override IReadOnlyList<CellChange> Changes(string? under)
        {
            var catalog = After.Catalog;
            var above = under is null ? -1 : catalog.BodyPlace(under) ?? -1;
            return
            [
                .. Touched
                    .Where(key => under is null ? catalog.Bodies[key.Body].Kind != Bodies.BodyKind.Commune : catalog.IsUnder(key.Body, above))
                    .OrderBy(key => key.Body).ThenBy(key => key.Indicator)
                    .SelectMany(key => Answers.Changes(After, key, After.At)),
            ];
        }

        public override WatchedStep Then(WatchedStep next)
        {
            var later = (Watched)next;
            return new Watched(Answers, Before, later.After, Touched.Concat(later.Touched).ToHashSet());
        }
    }
}
