using System.Collections.Frozen;
using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Data;

namespace SteeringBoard.Directives;

/// <summary>The bodies of a programme as directives are given to them: one by one, or every one of a kind.</summary>
public sealed class BodiesTakingPart(IEnumerable<Body> bodies)
{
    private readonly ImmutableArray<Body> _bodies = [.. bodies];
    private readonly FrozenDictionary<string, Body> _byCode = bodies.ToFrozenDictionary(body => body.Code, StringComparer.Ordinal);
    private readonly FrozenSet<string> _parents = bodies.Select(body => body.Parent).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
    private readonly Lazy<(string Code, string[] Names)[]> _called = new(() =>
    [
        .. bodies.Where(body => body.Kind is not BodyKind.Commune)
            .Select(body => (body.Code, new[] { body.Name.Vi, body.Name.En, body.Name.Fr }.Select(Folding.Fold).Distinct().ToArray())),
    ]);
    private readonly Dictionary<string, ImmutableArray<string>> _groups = [];
    private readonly Lock _gate = new();

    /// <summary>Every one, in the order of the record.</summary>
    public ImmutableArray<Body> All => _bodies;

    /// <summary>
    /// Bodies above the communes that are called so, without accents and case: the whole name, or words of it side by side, of four letters or more.
    /// </summary>
    public IEnumerable<string> Called(string? words)
    {
        var sought = Folding.Fold((words ?? "").Trim());
        return sought.Length == 0 ? [] : _called.Value
            .Where(called => called.Names.Any(name => name == sought || (sought.Length >= 4 && $" {name} ".Contains($" {sought} ", StringComparison.Ordinal))))
            .Select(called => called.Code);
    }

    /// <summary>A body by code; none when there is none.</summary>
    public Body? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Whether a word is the code of a body or the name of a group.</summary>
    public bool Knows(string word) => _byCode.ContainsKey(word) || BodyGroups.Has(word);

    /// <summary>The bodies that codes and groups name, each once, in that order; a word that names none names nobody.</summary>
    public ImmutableArray<string> Named(IReadOnlyList<string> words) =>
        // Most name one body or one group, which all of them share.
        words.Count == 1 ? OfWord(words[0]) : [.. words.SelectMany(word => OfWord(word)).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether codes and groups name a body, without counting up all they name.</summary>
    public bool Names(IReadOnlyList<string> words, string body)
    {
        if (Find(body) is not { Kind: var kind })
        {
            return false;
        }
        foreach (var word in words)
        {
            if (word == body || (!_byCode.ContainsKey(word) && BodyGroups.Holds(word, kind)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a body is another or lies anywhere below it.</summary>
    public bool IsUnder(string body, string above)
    {
        if (body == above || !_parents.Contains(above))
        {
            return body == above;
        }
        for (var at = Find(body); at is not null; at = at.Parent is { } parent ? Find(parent) : null)
        {
            if (at.Code == above)
            {
                return true;
            }
        }
        return false;
    }

    private ImmutableArray<string> OfWord(string word)
    {
        if (_byCode.ContainsKey(word))
        {
            return [word];
        }
        lock (_gate)
        {
            return _groups.TryGetValue(word, out var known)
                ? known
                : _groups[word] = [.. _bodies.Where(body => BodyGroups.Holds(word, body.Kind)).Select(body => body.Code)];
        }
    }
}
