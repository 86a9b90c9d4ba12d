using Microsoft.AspNetCore.Components;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Pages;

/// <summary>One body: its cells by level, and the history of the one chosen.</summary>
public sealed partial class ProvincePage
{
    /// <summary>The body's code.</summary>
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    /// <summary>The indicator whose history is shown; none at first.</summary>
    [SupplyParameterFromQuery(Name = "indicator")]
    public string? IndicatorCode { get; set; }

    private Body? Body => Catalog.Body(Code);

    private string? Chosen => IndicatorCode is not null && Catalog.Indicator(IndicatorCode) is not null ? IndicatorCode : null;

    /// <summary>What needs a look first, then by due instant.</summary>
    private IEnumerable<(CellKey Key, Cell Cell)> Cells =>
        Snapshot.CellsOf(Catalog.BodyPlace(Code)!.Value)
            .OrderBy(pair => Catalog.Due[pair.Key.Indicator] ?? DateTimeOffset.MaxValue).ThenBy(pair => pair.Key.Indicator);

    private LevelReading? Shown(Cell cell) => Level is { } level ? cell.Levels[level] : cell.Counted;

    private long? Done(Indicator indicator, Cell cell, EvidenceLevel level) =>
        cell.Levels[level] is { } reading && (Level is null || Level == level) ? Share.Of(indicator, reading).Done : null;

    private string HistoryLink(string indicator) =>
        $"{Link($"/provinces/{Code}")}&indicator={Uri.EscapeDataString(indicator)}{(Level is { } level ? $"&level={level.Word()}" : "")}#history";
}
