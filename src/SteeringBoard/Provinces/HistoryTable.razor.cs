using Microsoft.AspNetCore.Components;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>The newest readings of a cell with their provenance, newest first; read again when the cell's board has moved.</summary>
public sealed partial class HistoryTable(IRecord record, Sources sources)
{
    private const int Shown = 50;

    private (string Body, string Indicator, long Sequence, DateTimeOffset? Moment) _read;
    private List<HistoryReading>? _rows;

    [Parameter, EditorRequired]
    public required Catalog Catalog { get; set; }

    [Parameter, EditorRequired]
    public required Body Body { get; set; }

    /// <summary>The indicator's code.</summary>
    [Parameter, EditorRequired]
    public required string Indicator { get; set; }

    /// <summary>The board's sequence: when it rises the history may have grown.</summary>
    [Parameter, EditorRequired]
    public required long Sequence { get; set; }

    /// <summary>What is recorded after it is left out; none: now.</summary>
    [Parameter]
    public DateTimeOffset? Moment { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Body.Code, Indicator, Sequence, Moment) || Catalog.Indicator(Indicator) is not { } indicator)
        {
            return;
        }
        _read = (Body.Code, Indicator, Sequence, Moment);
        await using var db = record.Open();
        var rows = await History.NewestAsync(db, Catalog, Body.Id, indicator.Id, Moment, Shown, CancellationToken.None);
        _rows = [.. rows.Select(row => History.Told(Catalog, sources, Body.Code, row))];
    }
}
