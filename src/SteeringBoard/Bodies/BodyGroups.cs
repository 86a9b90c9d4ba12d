using System.Collections.Frozen;

namespace SteeringBoard.Bodies;

/// <summary>Words that stand, in place of codes, for every body of a kind.</summary>
public static class BodyGroups
{
    private static readonly FrozenDictionary<string, BodyKind[]> Kinds = new Dictionary<string, BodyKind[]>(StringComparer.Ordinal)
    {
        ["provinces"] = [BodyKind.Province],
        ["communes"] = [BodyKind.Commune],
        ["ministries"] = [BodyKind.Ministry, BodyKind.Agency],
        ["vendors"] = [BodyKind.Vendor],
        ["all"] = [BodyKind.Ministry, BodyKind.Agency, BodyKind.Province],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a word is one of them: <c>provinces</c>, <c>communes</c>, <c>ministries</c> (and agencies), <c>vendors</c>, <c>all</c> (ministries, agencies, provinces).</summary>
    public static bool Has(string word) => Kinds.ContainsKey(word);

    /// <summary>Whether a word stands for a body of this kind.</summary>
    public static bool Holds(string word, BodyKind kind) => Kinds.TryGetValue(word, out var kinds) && kinds.Contains(kind);
}
