using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>What was refused of a cell; read again when the board has moved.</summary>
public sealed partial class RefusedReadings(CellRefusals refusals, ProblemTexts words)
{
    private (string Body, string Indicator, long Sequence, DateTimeOffset? Moment) _read;
    private IReadOnlyList<RefusedReading>? _rows;

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required Catalog Catalog { get; set; }

    /// <summary>The body's code.</summary>
    [Parameter, EditorRequired]
    public required string Body { get; set; }

    /// <summary>The indicator's code.</summary>
    [Parameter, EditorRequired]
    public required string Indicator { get; set; }

    /// <summary>The board's sequence: when it rises there may be more.</summary>
    [Parameter, EditorRequired]
    public required long Sequence { get; set; }

    /// <summary>What was refused after it is left out; none: now.</summary>
    [Parameter]
    public DateTimeOffset? Moment { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Body, Indicator, Sequence, Moment))
        {
            _read = (Body, Indicator, Sequence, Moment);
            _rows = await refusals.OfAsync(Actor, Catalog, Body, Indicator, Moment, CancellationToken.None);
        }
    }
}
