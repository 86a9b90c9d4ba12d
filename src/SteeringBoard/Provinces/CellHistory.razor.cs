using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Inspections;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>The readings of a cell with their provenance, newest first; read again when the board has moved.</summary>
public sealed partial class CellHistory(IRecord record, Sources sources, InspectionDesk inspections, NavigationManager navigation)
{
    private const int Shown = 50;

    private (Actor Actor, CellKey Key, EvidenceLevel? Level, long? Before, long Sequence, DateTimeOffset? Moment)? _read;
    private List<History.Row>? _rows;
    private IReadOnlyList<Inspection> _photos = [];

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required Catalog Catalog { get; set; }

    /// <summary>The cell.</summary>
    [Parameter, EditorRequired]
    public required CellKey Key { get; set; }

    /// <summary>Only readings of this level; none: of every level.</summary>
    [Parameter]
    public EvidenceLevel? Level { get; set; }

    /// <summary>Only readings with a lower number: the page before ended there.</summary>
    [Parameter]
    public long? Before { get; set; }

    /// <summary>The board's sequence: when it rises the history may have grown.</summary>
    [Parameter, EditorRequired]
    public required long Sequence { get; set; }

    /// <summary>What is recorded after it is left out; none: now.</summary>
    [Parameter]
    public DateTimeOffset? Moment { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Actor, Key, Level, Before, Sequence, Moment))
        {
            return;
        }
        _read = (Actor, Key, Level, Before, Sequence, Moment);
        var (body, indicator) = (Catalog.Bodies[Key.Body], Catalog.Indicators[Key.Indicator]);
        _photos = await inspections.WithPhotoAsync(Actor, Catalog.Programme.Code, body.Code, indicator.Code, CancellationToken.None);
        await using var db = record.Open();
        _rows = await History.NewestAsync(
            db, Catalog, body.Id, indicator.Id, Moment, Shown, CancellationToken.None, Level, Before);
    }

    private static EvidenceLevel LevelOf(History.Row row) => (EvidenceLevel)row.Reading.Level;

    /// <summary>The denominator in force, where the reading came with another.</summary>
    private long? Restated(History.Row row) =>
        row.Reading.Total > 0 && Catalog.Total(Key, row.Reading.Item, row.Change.RecordedAt) is { } inForce && inForce != row.Reading.Total ? inForce : null;

    private string KindOf(History.Row row) => sources.Kind(row.Change.SourceId);

    private string SourceOf(History.Row row) => KindOf(row) is "seed" ? "" : sources.Code(row.Change.SourceId);

    /// <summary>The inspection a reading came from, where it has a photo and the reader may see it.</summary>
    private Inspection? PhotoOf(History.Row row) => _photos.FirstOrDefault(inspection =>
        (inspection.TakenAt, inspection.Value) == (row.Reading.AsOf, row.Reading.Value) && InspectionDesk.SourceOf(inspection.ByName) == sources.Code(row.Change.SourceId));

    private string? PartOf(History.Row row) =>
        row.Reading.Item >= 0 && row.Reading.Item < Catalog.Indicators[Key.Indicator].Items.Count ? Catalog.Indicators[Key.Indicator].Items[row.Reading.Item] : null;

    /// <summary>What a source sends is no address until it looks like one: nothing else becomes a link.</summary>
    private static bool IsAddress(string? link) =>
        link is ['/', not '/', ..] || (Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));

    private string Page(long? before) => new Uri(navigation.GetUriWithQueryParameter("before", before)).PathAndQuery + "#history";
}
