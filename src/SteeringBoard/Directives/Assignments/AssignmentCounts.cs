using SteeringBoard.Access;

namespace SteeringBoard.Directives.Assignments;

/// <summary>How many of a directive's assignments are in each state: those that somebody sees.</summary>
public sealed record AssignmentCounts(IReadOnlyDictionary<AssignmentState, int> States, IReadOnlyDictionary<OfficialState, int> Official)
{
    /// <summary>Counts them. Those nobody has touched are all alike and are judged once: a page of the register has thousands of them.</summary>
    /// <param name="register">The register.</param>
    /// <param name="entry">The directive.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">Programme time.</param>
    public static AssignmentCounts Of(RegisterSnapshot register, RegisterEntry entry, Actor actor, DateTimeOffset now)
    {
        var (states, official) = (new Dictionary<AssignmentState, int>(), new Dictionary<OfficialState, int>());
        var moved = register.MovedOf(entry.Code);
        var (untouched, all) = (0, register.AssigneesOf(entry));
        foreach (var body in all)
        {
            if (moved.GetValueOrDefault(body) is not { } assignment)
            {
                untouched += AssignmentBook.Sees(register, actor, body) ? 1 : 0;
            }
            else if (AssignmentBook.Sees(register, actor, assignment))
            {
                Add(assignment, 1);
            }
        }
        if (untouched > 0)
        {
            Add(new Assignment(entry.Written.Programme, entry.Code, all[0]), untouched);
        }
        return new AssignmentCounts(states, official);

        void Add(Assignment assignment, int count)
        {
            states[assignment.State] = states.GetValueOrDefault(assignment.State) + count;
            if (AssignmentRules.Official(assignment, entry.Written, now) is { } state)
            {
                official[state] = official.GetValueOrDefault(state) + count;
            }
        }
    }
}
