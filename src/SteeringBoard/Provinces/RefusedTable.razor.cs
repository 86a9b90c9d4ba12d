using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Provinces;

/// <summary>The newest documents of a body that were refused, in whole or in part, and why.</summary>
public sealed partial class RefusedTable(IRecord record)
{
    private const int Shown = 10;

    /// <summary>Problems told of one document.</summary>
    private const int Told = 3;

    private sealed record Row(long Id, DateTimeOffset? At, string Source, IReadOnlyList<ReadingProblem> Problems);

    private (string Programme, string Body, long Sequence, DateTimeOffset? Moment)? _read;
    private List<Row> _rows = [];

    [Parameter, EditorRequired]
    public required string Programme { get; set; }

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
        if (_read == (Programme, Body, Sequence, Moment))
        {
            return;
        }
        _read = (Programme, Body, Sequence, Moment);
        await using var db = record.Open();
        var refused = db.Set<RefusalRow>().AsNoTracking().Where(row => row.Programme == Programme && row.Body == Body);
        if (Moment is { } moment)
        {
            refused = refused.Where(row => row.RecordedAt <= moment);
        }
        var rows = await refused.OrderByDescending(row => row.Id).Take(Shown).Select(row => new { row.Id, row.RecordedAt, row.Source, row.Problems }).ToListAsync();
        _rows = [.. rows.Select(row => new Row(row.Id, row.RecordedAt, row.Source, JsonSerializer.Deserialize<List<ReadingProblem>>(row.Problems, WireJson.Options) ?? []))];
    }
}
