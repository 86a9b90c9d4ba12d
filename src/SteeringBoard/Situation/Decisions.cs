using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Situation;

/// <summary>What needs a decision now, ranked by what is lost if nothing is done. Pure; time is passed in.</summary>
public static class Decisions
{
    /// <summary>What is lost within so much programme time comes before all that can still be decided tomorrow.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    /// <param name="board">The board at a moment.</param>
    /// <param name="directives">The programme's directives.</param>
    /// <param name="deadlines">How far each deadline is at that moment.</param>
    /// <param name="silent">Bodies that were heard and are not any more.</param>
    /// <param name="now">Programme time of that moment.</param>
    /// <param name="register">The register as it was known then; none: nothing is told of assignments.</param>
    /// <param name="network">What waits on what; none: nothing is told of what waits.</param>
    /// <returns>What is lost within a day before the rest; in each the most lost first, and of as much what is lost sooner.</returns>
    public static ImmutableArray<Decision> Rank(
        BoardSnapshot board, IEnumerable<Directive> directives, IEnumerable<DeadlineProgress> deadlines, SilentSources? silent, DateTimeOffset now,
        RegisterSnapshot? register = null, NetworkView? network = null) =>
    [
        .. deadlines.Where(progress => !progress.Directive.IsThrough).Select(progress => Of(board, progress, network)).OfType<Decision>()
            .Concat(ClaimsAboveProofOn(board, now))
            .Concat(silent is { Bodies.Count: > 0 } ? [silent] : [])
            .Concat(directives.Where(directive => directive is { OwnerNamed: OwnerNamed.No, IsThrough: false }).Select(directive => new OwnerMissing(directive)))
            .Concat(register is null ? [] : OfAssignments(register, now))
            .OrderByDescending(decision => decision.By < now + Soon).ThenByDescending(decision => decision.Lost).ThenBy(decision => decision.By ?? DateTimeOffset.MaxValue),
    ];

    private static Decision? Of(BoardSnapshot board, DeadlineProgress progress, NetworkView? network)
    {
        var open = progress.Scope.Cells.Where(key => board[key].Verdict.Status != CellStatus.Done).Select(key => key.Body).ToHashSet();
        var counted = progress.Scope.Bodies;
        // Where all provinces are done and the nation is not, it is the nation that is told of.
        var (undone, of) = counted.Count(open.Contains) is > 0 and var some ? (some, counted.Length)
            : (open.Count, progress.Scope.Cells.Select(key => key.Body).Distinct().Count());
        return (progress.Status, undone) switch
        {
            (_, 0) => null,
            (CellStatus.Late, _) => new DeadlineMissed(progress, undone, of, network?.WaitingOn(progress.Directive.Code) ?? 0),
            (CellStatus.AtRisk, _) => new DeadlineBreaking(progress, undone, of, network?.WaitingOn(progress.Directive.Code) ?? 0, progress.Outlook?.Odds),
            _ => null,
        };
    }

    private static IEnumerable<Decision> OfAssignments(RegisterSnapshot register, DateTimeOffset now)
    {
        foreach (var directive in register.Published)
        {
            var entry = register.Find(directive.Code)!;
            var isOverdue = directive is { DueBefore: { } due, IsThrough: false } && due <= now && !DeadlineRules.IsDeadline(directive);
            if (!isOverdue && register.MovedOf(directive.Code).IsEmpty)
            {
                continue;
            }
            var assignments = register.AssignmentsOf(entry).ToList();
            var overdue = isOverdue
                ? assignments.Where(assignment => assignment is { IsOpen: true, State: not AssignmentState.Submitted } && assignment.DueBefore(entry.Written) <= now).ToList()
                : [];
            if (overdue.Count > 0)
            {
                yield return new DirectiveOverdue(directive, overdue.Min(assignment => assignment.DueBefore(entry.Written))!.Value, overdue.Count, assignments.Count);
            }
            foreach (var (assignment, asked) in assignments.Select(assignment => (assignment, assignment.Asked?.NewDue)))
            {
                if (assignment.IsOpen && asked is { } newDue && register.Bodies.Find(assignment.Body) is { } body)
                {
                    yield return new ExtensionAsked(directive, body, assignment.DueBefore(entry.Written), newDue);
                }
            }
            var submitted = assignments.Where(assignment => assignment.State is AssignmentState.Submitted).ToList();
            if (submitted.Count > 0)
            {
                yield return new ConfirmationAwaited(directive, submitted.Count, submitted.Min(assignment => assignment.Updates[^1].At));
            }
        }
    }

    private static IEnumerable<ClaimsAboveProof> ClaimsAboveProofOn(BoardSnapshot board, DateTimeOffset now) =>
        from body in board.Catalog.AboveCommunes
        where board.Catalog.Bodies[body].Kind is BodyKind.Province
        from pair in board.CellsOf(body)
        let contradiction = pair.Cell.Verdict.Contradiction
        where contradiction is not null && pair.Cell.Verdict.Finding
        let indicator = board.Catalog.Indicators[pair.Key.Indicator]
        let said = Share.Of(indicator, pair.Cell.Levels[contradiction.Weaker]!).Done
        let proven = Share.Of(indicator, pair.Cell.Levels[contradiction.Stronger]!).Done
        group (Body: board.Catalog.Bodies[body], Said: said, Proven: proven) by (pair.Key.Indicator, contradiction.Weaker, contradiction.Stronger) into gap
        let place = gap.Key.Indicator
        select new ClaimsAboveProof(
            board.Catalog.Indicators[place], [.. gap.OrderByDescending(each => each.Said - each.Proven).Select(each => each.Body)], gap.Key.Weaker, gap.Key.Stronger,
            gap.Sum(each => each.Said), gap.Sum(each => each.Proven), board.Catalog.DueAt(place, now));
}
