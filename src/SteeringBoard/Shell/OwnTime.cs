using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace SteeringBoard.Shell;

/// <summary>
/// An instant in the reader's own zone, which js/own-time.js tells where that is another; without scripts nothing is told. It is text and no
/// component, for the same reason as a <see cref="StatusMark"/>.
/// </summary>
public static class OwnTime
{
    private static readonly KeptMarkup<(string Language, DateTimeOffset At)> Kept = new(most: 1024);

    /// <param name="texts">In the language of whoever draws.</param>
    /// <param name="at">The instant.</param>
    public static MarkupString Of(IStringLocalizer<Texts> texts, DateTimeOffset at) =>
        Kept.Of((CultureInfo.CurrentUICulture.Name, at.ToOffset(Display.Hanoi)), Draw, texts);

    private static MarkupString Draw((string Language, DateTimeOffset At) told, IStringLocalizer<Texts> texts) => new(
        $"""<own-time class="tiny" at="{told.At.ToString("O", CultureInfo.InvariantCulture)}" text="{Markup.Encode(texts["own-time"])}"></own-time>""");
}
