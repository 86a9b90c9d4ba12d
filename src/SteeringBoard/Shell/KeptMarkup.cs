using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace SteeringBoard.Shell;

/// <summary>What was drawn as text, kept so that what is equal is one text for all who look at it.</summary>
/// <param name="most">Texts kept: more than the pages that are looked at show.</param>
internal sealed class KeptMarkup<TKey>(int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, MarkupString> _kept = new();

    /// <param name="key">What it is of.</param>
    /// <param name="draw">Draws it.</param>
    /// <param name="with">What it is drawn with.</param>
    public MarkupString Of<T>(TKey key, Func<TKey, T, MarkupString> draw, T with)
    {
        if (_kept.TryGetValue(key, out var kept))
        {
            return kept;
        }
        if (_kept.Count >= most)
        {
            _kept.Clear();
        }
        return _kept[key] = draw(key, with);
    }
}
