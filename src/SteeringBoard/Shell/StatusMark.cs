using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;

namespace SteeringBoard.Shell;

/// <summary>
/// A status by shape, word and colour. It is text and no component: a page shows a hundred, and each component would cost every circuit
/// some 4 kB and its own drawing.
/// </summary>
public static class StatusMark
{
    private static readonly ConcurrentDictionary<(string Language, CellStatus Status, bool WordHidden), MarkupString> Kept = new();

    /// <param name="texts">In the language of whoever draws.</param>
    /// <param name="status">The status.</param>
    /// <param name="wordHidden">Shape alone for the eye, where a legend stands near; the word stays for screen readers.</param>
    public static MarkupString Of(IStringLocalizer<Texts> texts, CellStatus status, bool wordHidden = false) =>
        Kept.GetOrAdd((CultureInfo.CurrentUICulture.Name, status, wordHidden), static (_, mark) => Draw(mark.texts, mark.status, mark.wordHidden), (texts, status, wordHidden));

    private static MarkupString Draw(IStringLocalizer<Texts> texts, CellStatus status, bool wordHidden)
    {
        var word = Markup.Encode(texts[$"status-{status.Word()}"]);
        return new MarkupString(
            $"""<span class="status status-{status.Word()}"{(wordHidden ? $" title=\"{word}\"" : "")}><span aria-hidden="true">{Shape(status)}</span> <span{(wordHidden ? " class=\"visually-hidden\"" : "")}>{word}</span></span>""");
    }

    private static string Shape(CellStatus status) => status switch
    {
        CellStatus.Done => "✓",
        CellStatus.OnTrack => "▸",
        CellStatus.AtRisk => "▲",
        CellStatus.Late => "■",
        CellStatus.Stale => "◌",
        _ => "?",
    };
}
