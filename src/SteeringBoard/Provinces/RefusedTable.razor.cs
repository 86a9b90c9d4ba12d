using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>The newest documents of a body that were refused, in whole or in part, and why; read again when the board has moved.</summary>
public sealed partial class RefusedTable(CellRefusals refusals, ProblemTexts words)
{
    private const int Shown = 10;

    /// <summary>Problems told of one document.</summary>
    private const int Told = 3;

    private (string Programme, string Body, long Sequence, DateTimeOffset? Moment)? _read;
    private IReadOnlyList<RefusedDocument>? _rows;

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required Catalog Catalog { get; set; }

    /// <summary>The body's code.</summary>
    [Parameter, EditorRequired]
    public required string Body { get; set; }

    /// <summary>The board's sequence: when it rises there may be more.</summary>
    [Parameter, EditorRequired]
    public required long Sequence { get; set; }

    /// <summary>What was refused after it is left out; none: now.</summary>
    [Parameter]
    public DateTimeOffset? Moment { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Catalog.Programme.Code, Body, Sequence, Moment))
        {
            _read = (Catalog.Programme.Code, Body, Sequence, Moment);
            _rows = await refusals.OfAsync(Actor, Catalog, Body, Moment, Shown, CancellationToken.None);
        }
    }
}
