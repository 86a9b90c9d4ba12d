using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Figures;
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

    /// <summary>Whether each instant is told in the reader's own zone too, where there is room for it.</summary>
    [Parameter]
    public bool TellsOwnTime { get; set; }

    private DeadlineWords Words => new(texts, CultureInfo.CurrentUICulture);

    /// <summary>Thousandths done at each level alone; none where it was never read.</summary>
    private static long?[] Shares(DeadlineProgress progress) =>
        [.. EvidenceLevels.All.Select(level => progress[level].Units is { Total: > 0 } units ? (long)((Int128)units.Done * 1000 / units.Total) : (long?)null)];

    private static long? Needed(DeadlineProgress progress) =>
        progress.NeededByNow is { } needed && progress[progress.PaceLevel].Units is { Total: > 0 } units ? (long)((Int128)needed * 1000 / units.Total) : null;

    /// <summary>Late by how much; else the odds and when it is expected.</summary>
    private string Outlook(DeadlineProgress progress)
    {
        if (progress.Status is CellStatus.Late)
        {
            return Words.Tell("late-by", Words.Span(Now - progress.Due));
        }
        List<string> parts = [];
        if (Words.Odds(progress, Now) is { } odds)
        {
            parts.Add(odds);
        }
        if (progress.Status is not CellStatus.Done && progress.Outlook?.ExpectedAt is { } expected)
        {
            parts.Add($"≈ {Words.Instant(expected)}");
        }
        return string.Join(" · ", parts);
    }
}
