using System.Collections.Frozen;
using SteeringBoard.Bodies;

namespace SteeringBoard.Access.People;

/// <summary>The bodies people and keys can be of, over all programmes; a code that two sets share is one body. They are those of the start.</summary>
public sealed class KnownBodies(Func<IEnumerable<Body>> bodies)
{
    private readonly Lazy<FrozenDictionary<string, Body>> _all =
        new(() => bodies().DistinctBy(body => body.Code).ToFrozenDictionary(body => body.Code, StringComparer.Ordinal));

    /// <summary>A body by its code; none when there is no such body.</summary>
    public Body? Find(string? code) => code is null ? null : _all.Value.GetValueOrDefault(code);

    /// <summary>Whether a body is another or lies below it.</summary>
    public bool IsUnder(string body, string above)
    {
        for (var at = Find(body); at is not null; at = Find(at.Parent))
        {
            if (at.Code == above)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What somebody manages: every body without one of its own, else its own and those below it; by kind, then by code.</summary>
    public IEnumerable<Body> ManagedBy(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _all.Value.Values.Where(body => PeopleRules.Manages(actor, body.Code, IsUnder)).OrderBy(body => body.Kind).ThenBy(body => body.Code, StringComparer.Ordinal);
    }
}
