using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Inspections.Pages;

/// <summary>What was inspected, and what contradicts: for inspectors, the office and auditors.</summary>
public sealed partial class InspectionsPage(InspectionDesk desk, IRecord record)
{
    private const int Shown = 200;

    private Actor _actor = new("", ActorRole.Guest, null);
    private IReadOnlyList<Inspection>? _inspections;
    private List<ReadingRow> _others = [];

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        // Rows of the programme before lead nowhere in this one's catalog.
        _others = [];
        if (Authentication is not null)
        {
            _actor = (await Authentication).User.Actor();
        }
        DateTimeOffset? moment = IsPast ? Now : null;
        _inspections = await desk.NewestAsync(_actor, Programme, moment, Shown, CancellationToken.None);
        if (_inspections is not null)
        {
            _others = await OthersAsync(moment);
        }
    }

    /// <summary>Readings of level inspected that no inspector sent here: documents and other systems.</summary>
    private async Task<List<ReadingRow>> OthersAsync(DateTimeOffset? moment)
    {
        const short Inspected = (short)EvidenceLevel.Inspected;
        var programme = Programme;
        await using var db = record.Open();
        var rows =
            from reading in db.Set<ReadingRow>().AsNoTracking()
            join change in db.Set<ChangeRow>().AsNoTracking() on reading.ChangeId equals change.Id
            join source in db.Set<SourceRow>().AsNoTracking() on change.SourceId equals source.Id
            where reading.Level == Inspected && change.Programme == programme && source.Kind != "inspection"
            select new { reading, change.RecordedAt };
        if (moment is { } then)
        {
            rows = rows.Where(row => row.RecordedAt <= then);
        }
        var found = await rows.OrderByDescending(row => row.reading.Id).Take(Shown).Select(row => row.reading).ToListAsync();
        return found.FindAll(row => Catalog.BodyPlace(row.BodyId) is not null && Catalog.IndicatorPlace(row.IndicatorId) is not null);
    }
}
