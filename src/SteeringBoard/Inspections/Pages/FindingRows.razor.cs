using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Inspections.Pages;

/// <summary>The findings of a programme, a body or a cell that the reader sees; those not closed first. Whether a step is taken is decided in <see cref="FindingBook"/>.</summary>
public sealed partial class FindingRows(FindingBook book)
{
    private const int Shown = 100;

    private readonly Dictionary<long, string> _typed = [];
    private readonly Dictionary<long, string> _refused = [];
    private IReadOnlyList<Finding> _rows = [];

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required Catalog Catalog { get; set; }

    /// <summary>Code of the body; none: of all.</summary>
    [Parameter]
    public string? Body { get; set; }

    /// <summary>The indicator's code; none: of all.</summary>
    [Parameter]
    public string? Indicator { get; set; }

    /// <summary>Programme time shown.</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    /// <summary>As known then; none: now.</summary>
    [Parameter]
    public DateTimeOffset? Moment { get; set; }

    /// <summary>An address within the same programme and moment.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Link { get; set; }

    private string Programme => Catalog.Programme.Code;

    protected override void OnParametersSet() => Read();

    private void Read()
    {
        var rows = book.Of(Actor, Programme, Body, Indicator, Moment);
        _rows = [.. rows.OrderBy(finding => finding.State is FindingState.Closed).ThenBy(finding => finding.Row.Due).Take(Shown)];
        foreach (var finding in _rows)
        {
            _typed.TryAdd(finding.Row.Id, "");
        }
    }

    private FindingState? Offered(Finding finding) =>
        finding.State is FindingState.Closed ? null
        : FindingRules.MayTake(Actor, Catalog, finding.Row.Body, FindingState.Closed) ? FindingState.Closed
        : FindingRules.MayTake(Actor, Catalog, finding.Row.Body, FindingState.Answered) ? FindingState.Answered
        : null;

    /// <summary>What was typed stays until it is taken.</summary>
    private async Task StepAsync(Finding finding, FindingState to)
    {
        var id = finding.Row.Id;
        var answer = await book.StepAsync(Programme, id, to, _typed[id], finding.Version, Actor, CancellationToken.None);
        if (answer.Refusal is { } refusal)
        {
            _refused[id] = I[refusal, refusal == FindingRefusals.TextTooLong ? FindingRules.MostText : FindingRules.LeastText];
        }
        else
        {
            _refused.Remove(id);
            _typed[id] = "";
        }
        Read();
    }

    private string StateWord(Finding finding) => finding.State switch
    {
        FindingState.Answered => "answered",
        FindingState.Closed => "closed",
        _ => finding.IsOverdue(Now) ? "overdue" : "open",
    };

    private string StateClass(Finding finding) => finding.State is FindingState.Closed ? "done" : finding.IsOverdue(Now) ? "late" : "";
}
