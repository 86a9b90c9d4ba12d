using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Shell;

namespace SteeringBoard.Deadlines.Pages;

/// <summary>Deadlines as rows of a table, in the order given.</summary>
public sealed partial class DeadlineRows(DeadlineTexts texts)
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<DeadlineProgress> Deadlines { get; set; }

    /// <summary>The directive marked; none: none.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>Programme time.</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    /// <summary>Where a directive's name leads, by its code.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Href { get; set; }

    /// <summary>Where it is told what a directive's bar is made of, by its code; none: the name leads there.</summary>
    [Parameter]
    public Func<string, string>? Story { get; set; }

    /// <summary>Whether each instant is told in the reader's own zone too, where there is room for it.</summary>
    [Parameter]
    public bool TellsOwnTime { get; set; }

    /// <summary>What waits on what, to tell where the pace would hold and what is waited on does not; none: not told.</summary>
    [Parameter]
    public NetworkView? Network { get; set; }

    private static readonly KeptMarkup<(string Language, CellStatus Status, string Outlook, string? Why)> Verdicts = new(most: 1024);
    private static readonly KeptMarkup<(string Language, string Needed, string Seen, bool IsBehind)> Paces = new(most: 1024);
    private static readonly KeptMarkup<string> Owners = new(most: 1024);
    private static readonly KeptMarkup<(string Code, string Title)> Names = new(most: 1024);

    private DeadlineWords Words => new(texts, CultureInfo.CurrentUICulture);

    /// <summary>Thousandths done at each level alone; none where it was never read.</summary>
    private static long?[] Shares(DeadlineProgress progress) =>
        [.. EvidenceLevels.All.Select(level => progress[level].Units is { Total: > 0 } units ? (long)((Int128)units.Done * 1000 / units.Total) : (long?)null)];

    private static long? Needed(DeadlineProgress progress) =>
        progress.NeededByNow is { } needed && progress[progress.PaceLevel].Units is { Total: > 0 } units ? (long)((Int128)needed * 1000 / units.Total) : null;

    private MarkupString Bar(DeadlineProgress progress) => EvidenceBar.OfShares(T, progress.Directive.Title.ToString(), Shares(progress), Needed(progress));

    private static MarkupString Name(DeadlineProgress progress) => Names.Of(
        (progress.Directive.Code, progress.Directive.Title.ToString()),
        static (name, _) => new MarkupString($"<b>{Markup.Encode(name.Code)}</b> {Markup.Encode(name.Title)}"), 0);

    private static MarkupString Owner(DeadlineProgress progress) =>
        Owners.Of(progress.Directive.Owner.ToString(), static (owner, _) => new MarkupString(Tiny(owner)), 0);

    /// <summary>Two cells: the pace needed, and the pace seen.</summary>
    private MarkupString Pace(DeadlineProgress progress) => Paces.Of(
        (CultureInfo.CurrentUICulture.Name, Rate(progress.Pace.Needed), Rate(progress.Pace.Seen), progress.Pace.Seen < progress.Pace.Needed),
        static (pace, words) => new MarkupString(
            $"""<td class="number" data-head="{Markup.Encode(words.Tell("column-needed"))}">{Markup.Encode(pace.Needed)}</td><td class="number{(pace.IsBehind ? " behind" : "")}" data-head="{Markup.Encode(words.Tell("column-seen"))}">{Markup.Encode(pace.Seen)}</td>"""),
        Words);

    private string Rate(double? pace) => pace is { } known ? Words.Rate(known) : "–";

    private MarkupString Verdict(DeadlineProgress progress) => Verdicts.Of(
        (CultureInfo.CurrentUICulture.Name, progress.Status, Outlook(progress), Why(progress)),
        static (told, texts) => new MarkupString(
            $"""{StatusMark.Of(texts, told.Status)} {Tiny(told.Outlook)}{(string.IsNullOrEmpty(told.Why) ? "" : Tiny(told.Why))}"""),
        T);

    private static string Tiny(string text) => $"""<span class="tiny">{Markup.Encode(text)}</span>""";

    /// <summary>Why it is at risk, and by how much it misses because of what it waits on, whatever its own pace.</summary>
    private string Why(DeadlineProgress progress)
    {
        var why = Words.Why(progress);
        return progress.Directive.IsThrough || progress.Status is CellStatus.Late or CellStatus.Done || Network?.LateBy(progress.Directive.Code) is not { } late ? why
            : $"{why}{(why.Length > 0 ? " · " : "")}{Words.Tell("waits-late", Words.Span(late))}";
    }

    /// <summary>Late by how much; else the odds and when it is expected. Of what its bodies are through with nothing is foretold.</summary>
    private string Outlook(DeadlineProgress progress)
    {
        if (progress.Directive.IsThrough)
        {
            return Words.Tell("through");
        }
        if (progress.Status is CellStatus.Late)
        {
            return $"{Words.Tell("late-by", Words.Span(Now - progress.Due))} · {Words.Proof(progress)}";
        }
        List<string> parts = [];
        if (Words.Odds(progress, Now) is { } odds)
        {
            parts.Add(odds);
        }
        if (progress.Status is not CellStatus.Done && progress.Outlook?.ExpectedAt is { } expected)
        {
            parts.Add($"≈ {Words.Instant(expected, Now)}");
        }
        return string.Join(" · ", parts);
    }
}
