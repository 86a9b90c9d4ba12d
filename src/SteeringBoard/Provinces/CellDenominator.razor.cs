using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Restating;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>The denominator of a cell, and how it came to be. The office puts another in its place.</summary>
public sealed partial class CellDenominator(RestatementDesk desk)
{
    private string _total = "";
    private string _reason = "";
    private RestatementRefusal? _refusal;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required Catalog Catalog { get; set; }

    [Parameter, EditorRequired]
    public required CellKey Key { get; set; }

    [Parameter, EditorRequired]
    public required Cell Cell { get; set; }

    /// <summary>Programme time that is looked at.</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    /// <summary>Whether that is past: what was is not changed.</summary>
    [Parameter]
    public bool IsPast { get; set; }

    private ImmutableArray<Restatement> Restated => Catalog.Restated(Key, IsPast ? Now : null);

    private async Task RestateAsync()
    {
        var total = long.TryParse(_total.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : (long?)null;
        _refusal = await desk.RestateAsync(
            Actor, Catalog.Programme.Code, Catalog.Bodies[Key.Body].Code, Catalog.Indicators[Key.Indicator].Code, total, _reason, CancellationToken.None);
        if (_refusal is null)
        {
            (_total, _reason) = ("", "");
        }
    }
}
