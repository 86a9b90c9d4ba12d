using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;

namespace SteeringBoard.Shell;

/// <summary>
/// One bar, the weaker levels under the stronger: the darker the ink the better it is proven. It is text and no component, for the same
/// reason as a <see cref="StatusMark"/>, and equal bars are one text for all who look at them.
/// </summary>
public static class EvidenceBar
{
    /// <summary>Texts kept, of about 1 kB: more than the pages that are looked at show.</summary>
    private const int MostKept = 1024;

    private static readonly ConcurrentDictionary<Bar, MarkupString> Kept = new();

    private readonly record struct Bar(
        string Language, long Total, string Of, long? Claimed, long? Pulled, long? Tested, long? Inspected, long? Needed);

    /// <param name="texts">In the language of whoever draws.</param>
    /// <param name="total">The length of the whole bar.</param>
    /// <param name="of">What is counted, for those who cannot see the bar.</param>
    /// <param name="done">Of the total, from claimed to inspected; none where never read at that level.</param>
    /// <param name="needed">What should be done by now, drawn as a mark; none: no mark.</param>
    public static MarkupString Of(IStringLocalizer<Texts> texts, long total, string of, IReadOnlyList<long?> done, long? needed = null)
    {
        ArgumentNullException.ThrowIfNull(done);
        var bar = new Bar(CultureInfo.CurrentUICulture.Name, total, of, done[0], done[1], done[2], done[3], needed);
        if (Kept.TryGetValue(bar, out var kept))
        {
            return kept;
        }
        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }
        return Kept[bar] = Draw(texts, total, of, [.. EvidenceLevels.All.Zip(done).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!.Value))], needed);
    }

    private static MarkupString Draw(IStringLocalizer<Texts> texts, long total, string of, List<(EvidenceLevel Level, long Value)> shown, long? needed)
    {
        var inks = string.Concat(shown.Select(ink => $"""<i class="evidence-{ink.Level.Word()}" style="width:{Percent(ink.Value, total)}%"></i>"""));
        var mark = needed is { } by ? $"""<u style="left:{Percent(by, total)}%"></u>""" : "";
        var words = string.Join(", ", shown.Select(ink => $"{Display.Number(ink.Value)} {texts[$"evidence-{ink.Level.Word()}"].Value}"));
        return new MarkupString(
            $"""<span class="evidence-bar" aria-hidden="true">{inks}{mark}</span><span class="visually-hidden">{Markup.Encode(texts["evidence-of", words, Display.Number(total), of])}</span>""");
    }

    private static string Percent(long value, long total) =>
        (total == 0 ? 0 : 100d * Math.Clamp(value, 0, total) / total).ToString("0.##", CultureInfo.InvariantCulture);
}
