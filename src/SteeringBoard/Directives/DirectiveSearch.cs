using SteeringBoard.Access;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives;

/// <summary>What is looked for in the register; what is left out does not matter.</summary>
public sealed record DirectiveSearch
{
    /// <summary>Words that must all be there, accents and case aside; or the name of a body, and the directive is given to it.</summary>
    public string? Words { get; init; }

    public DirectiveKind? Kind { get; init; }

    /// <summary>Code of a body it is given to.</summary>
    public string? Body { get; init; }

    /// <summary>A state one of its assignments is in; with a body, that body's.</summary>
    public AssignmentState? State { get; init; }

    /// <summary>An official state one of its assignments is in; with a body, that body's.</summary>
    public OfficialState? Official { get; init; }

    public DirectiveStage? Stage { get; init; }

    /// <summary>Due at or after this instant.</summary>
    public DateTimeOffset? DueFrom { get; init; }

    /// <summary>Due before this instant.</summary>
    public DateTimeOffset? DueTo { get; init; }

    /// <summary>Whether somebody sees an entry: all that is published, a vendor only what is given to it; a draft only the office and the auditor.</summary>
    public static bool Sees(Actor actor, RegisterEntry entry) =>
        entry.IsPublished ? actor.Role is not ActorRole.Vendor || entry.Written.Responsible.Contains(actor.Body) : actor.Role is ActorRole.Office or ActorRole.Auditor;

    /// <summary>What matches of what somebody sees, by code.</summary>
    /// <param name="register">The register.</param>
    /// <param name="search">What is looked for.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="now">Programme time.</param>
    public static List<RegisterEntry> Find(RegisterSnapshot register, DirectiveSearch search, Actor actor, DateTimeOffset now)
    {
        var words = SearchText.Words(search.Words);
        var named = register.Bodies.Called(search.Words).ToList();
        var found = new List<RegisterEntry>();
        foreach (var entry in register.All)
        {
            if (Sees(actor, entry)
                && (search.Kind is null || entry.Written.Kind == search.Kind)
                && (search.Stage is null || entry.Stage == search.Stage)
                && (search.DueFrom is null || entry.Standing.DueBefore >= search.DueFrom)
                && (search.DueTo is null || entry.Standing.DueBefore < search.DueTo)
                && (SearchText.Has(entry.Folded, words) || named.Exists(body => register.Assignment(entry, body) is { } one && AssignmentBook.Sees(register, actor, one)))
                && HasAssignment(register, entry, search, actor, now))
            {
                found.Add(entry);
            }
        }
        return found;
    }

    /// <summary>Whether an assignment is one of those looked for.</summary>
    /// <param name="entry">Its directive's.</param>
    /// <param name="assignment">Which.</param>
    /// <param name="now">Programme time.</param>
    public bool Matches(RegisterEntry entry, Assignment assignment, DateTimeOffset now) =>
        (Body is null || assignment.Body == Body)
        && (State is null || assignment.State == State)
        && (Official is null || AssignmentRules.Official(assignment, entry.Written, now) == Official);

    private static bool HasAssignment(RegisterSnapshot register, RegisterEntry entry, DirectiveSearch search, Actor actor, DateTimeOffset now)
    {
        if (search is { Body: null, State: null, Official: null })
        {
            return true;
        }
        if (search.Body is { } body)
        {
            return register.Assignment(entry, body) is { } one && search.Matches(entry, one, now) && AssignmentBook.Sees(register, actor, one);
        }
        var (bodies, moved) = (register.AssigneesOf(entry), register.MovedOf(entry.Code));
        if (bodies.IsEmpty || moved.Values.Any(one => bodies.Contains(one.Body) && search.Matches(entry, one, now) && AssignmentBook.Sees(register, actor, one)))
        {
            return !bodies.IsEmpty;
        }
        // Those nobody has touched are all alike: it only matters who sees one of them.
        return search.Matches(entry, new Assignment(entry.Written.Programme, entry.Code, bodies[0]), now)
            && bodies.Any(of => !moved.ContainsKey(of) && AssignmentBook.Sees(register, actor, of));
    }
}
