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
    private static readonly KeptMarkup<Bar> Kept = new(most: 1024);

    /// <summary>The length of a bar of shares: thousandths.</summary>
    private const long Whole = 1000;

    private readonly record struct Bar(
        string Language, bool IsShare, long Total, string Of, long? Claimed, long? Pulled, long? Tested, long? Inspected, long? Needed);

    /// <param name="texts">In the language of whoever draws.</param>
    /// <param name="total">The length of the whole bar.</param>
    /// <param name="of">What is counted, for those who cannot see the bar.</param>
    /// <param name="done">Of the total, from claimed to inspected; none where never read at that level.</param>
    /// <param name="needed">What should be done by now, drawn as a mark; none: no mark.</param>
    public static MarkupString Of(IStringLocalizer<Texts> texts, long total, string of, IReadOnlyList<long?> done, long? needed = null)
    {
        ArgumentNullException.ThrowIfNull(done);
        return Kept.Of(new Bar(CultureInfo.CurrentUICulture.Name, false, total, of, done[0], done[1], done[2], done[3], needed), Draw, texts);
    }

    /// <summary>The same of shares in thousandths, told as such: of several numbers together there is no count.</summary>
    /// <inheritdoc cref="Of"/>
    public static MarkupString OfShares(IStringLocalizer<Texts> texts, string of, IReadOnlyList<long?> done, long? needed = null)
    {
        ArgumentNullException.ThrowIfNull(done);
        return Kept.Of(new Bar(CultureInfo.CurrentUICulture.Name, true, Whole, of, done[0], done[1], done[2], done[3], needed), Draw, texts);
    }

    private static MarkupString Draw(Bar bar, IStringLocalizer<Texts> texts)
    {
        List<(EvidenceLevel Level, long Value)> shown =
            [.. EvidenceLevels.All.Zip([bar.Claimed, bar.Pulled, bar.Tested, bar.Inspected]).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!.Value))];
        var inks = string.Concat(shown.Select(ink => $"""<i class="evidence-{ink.Level.Word()}" style="width:{Percent(ink.Value, bar.Total)}%"></i>"""));
        var mark = bar.Needed is { } by ? $"""<u style="left:{Percent(by, bar.Total)}%"></u>""" : "";
        var words = string.Join(", ", shown.Select(ink => $"{(bar.IsShare ? Display.Share(ink.Value, Whole) : Display.Number(ink.Value))} {texts[$"evidence-{ink.Level.Word()}"].Value}"));
        return new MarkupString(
            $"""<span class="evidence-bar" aria-hidden="true">{inks}{mark}</span><span class="visually-hidden">{Markup.Encode(bar.IsShare ? texts["evidence-shares", words, bar.Of] : texts["evidence-of", words, Display.Number(bar.Total), bar.Of])}</span>""");
    }

    private static string Percent(long value, long total) =>
        (total == 0 ? 0 : 100d * Math.Clamp(value, 0, total) / total).ToString("0.##", CultureInfo.InvariantCulture);
}
