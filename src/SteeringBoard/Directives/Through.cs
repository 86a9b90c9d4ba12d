using System.Collections.Frozen;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives;

/// <summary>The bodies that are through with a directive, as it stands.</summary>
/// <param name="Confirmed">Codes of those that were confirmed, be it against the evidence.</param>
/// <param name="Cancelled">Codes of those it is no longer wanted of.</param>
/// <param name="IsAll">Whether nobody is left.</param>
public sealed record Through(FrozenSet<string> Confirmed, FrozenSet<string> Cancelled, bool IsAll)
{
    /// <summary>Those of a directive's assignments that are through; none where none is.</summary>
    public static Through? Of(IReadOnlyCollection<Assignment> assignments)
    {
        var (confirmed, cancelled) = (In(AssignmentState.Confirmed), In(AssignmentState.Cancelled));
        return confirmed.Count + cancelled.Count is > 0 and var through ? new Through(confirmed, cancelled, through == assignments.Count) : null;

        FrozenSet<string> In(AssignmentState state) =>
            assignments.Where(assignment => assignment.State == state).Select(assignment => assignment.Body).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a body is, by its code.</summary>
    public bool Has(string body) => Confirmed.Contains(body) || Cancelled.Contains(body);
}
