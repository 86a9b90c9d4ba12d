using System.Collections.Immutable;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Directives;

/// <summary>Lets the boards know when a directive is due at another instant: amended, or more time granted to a body.</summary>
public sealed class DueMoves(DirectiveRegister register, Boards boards, Aging aging) : IDisposable
{
    private IDisposable? _following;

    /// <summary>Lays what was moved so far over a catalog, before the board is read from the record.</summary>
    public void LayOver(Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (register.Current(catalog.Programme.Code) is not { } current)
        {
            return;
        }
        foreach (var code in Counted(catalog))
        {
            catalog.Move(code, Of(current, code));
        }
    }

    /// <summary>From now on every move reaches its board, and the cells it concerns are judged again.</summary>
    public void Follow() => _following ??= register.Follow(step =>
    {
        if (Moves(step) && step.Directive is { } code && boards.Find(step.After.Programme.Code) is { } board && Counted(board.Current.Catalog).Contains(code)
            && board.Current.Catalog.Move(code, Of(step.After, code)))
        {
            aging.LookAgain(board, indicator => indicator.DueDirective == code);
        }
    });

    public void Dispose() => _following?.Dispose();

    /// <summary>Whether a step can move an instant: a version written, more time granted, or a body that is let off or taken back.</summary>
    internal static bool Moves(RegisterStep step) => step switch
    {
        { Directive: null } => false,
        { Body: null } => true,
        { Directive: { } code, Body: { } body } => step.After.MovedOf(code).GetValueOrDefault(body) is { Updates: [.., var last] } && Moves(last),
    };

    /// <summary>Every instant a directive was due at other than as issued, and since when: by moment, those of a body before that of all others.</summary>
    internal static ImmutableArray<DueChange> Of(RegisterSnapshot register, string code)
    {
        if (register.Find(code) is not { } entry)
        {
            return [];
        }
        var moved = register.MovedOf(code).Values.ToList();
        var moments = entry.Versions.Where(version => version.Stage is DirectiveStage.Published).Select(version => version.At)
            .Concat(moved.SelectMany(assignment => assignment.Updates).Where(Moves).Select(update => update.At))
            .Distinct().Order();
        var known = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        var issued = register.WrittenAt(code, DateTimeOffset.MinValue)?.DueBefore;
        return
        [
            .. moments.SelectMany(moment => At(register, entry, moment)).Where(change =>
            {
                var before = known.GetValueOrDefault(change.Body ?? "", issued);
                known[change.Body ?? ""] = change.Due;
                return before != change.Due;
            }),
        ];
    }

    private static bool Moves(AssignmentUpdate update) =>
        update.Action is AssignmentAction.GrantExtension or AssignmentAction.Cancel or AssignmentAction.Return;

    private static IEnumerable<DueChange> At(RegisterSnapshot register, RegisterEntry entry, DateTimeOffset moment)
    {
        if (register.WrittenAt(entry.Code, moment) is not { } written)
        {
            yield break;
        }
        var assignments = register.AssignmentsOf(entry).Select(assignment => assignment.AsOf(moment)).ToList();
        foreach (var assignment in assignments)
        {
            yield return new DueChange(moment, assignment.Body, assignment.DueBefore(written));
        }
        yield return new DueChange(moment, null, RegisterSnapshot.Standing(written, assignments));
    }

    private static HashSet<string> Counted(Catalog catalog) =>
        [.. catalog.Indicators.Select(indicator => indicator.DueDirective).OfType<string>()];
}
