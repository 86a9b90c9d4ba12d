using Microsoft.AspNetCore.Components;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>The readings of a cell with their provenance, newest first; read again when the board has moved.</summary>
public sealed partial class CellHistory(IRecord record, Sources sources, NavigationManager navigation)
{
    private const int Shown = 50;

    private (CellKey Key, EvidenceLevel? Level, long? Before, long Sequence, DateTimeOffset? Moment)? _read;
    private List<History.Row>? _rows;

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
        if (_read == (Key, Level, Before, Sequence, Moment))
        {
            return;
        }
        _read = (Key, Level, Before, Sequence, Moment);
        await using var db = record.Open();
        _rows = await History.NewestAsync(
            db, Catalog, Catalog.Bodies[Key.Body].Id, Catalog.Indicators[Key.Indicator].Id, Moment, Shown, CancellationToken.None, Level, Before);
    }

    private static EvidenceLevel LevelOf(History.Row row) => (EvidenceLevel)row.Reading.Level;

    /// <summary>The denominator in force, where the reading came with another.</summary>
    private long? Restated(History.Row row) =>
        row.Reading.Total > 0 && Catalog.Total(Key, row.Reading.Item, row.Change.RecordedAt) is { } inForce && inForce != row.Reading.Total ? inForce : null;

    private string KindOf(History.Row row) => sources.Kind(row.Change.SourceId);

    private string SourceOf(History.Row row) => KindOf(row) is "seed" ? "" : sources.Code(row.Change.SourceId);

    private string? PartOf(History.Row row) =>
        row.Reading.Item >= 0 && row.Reading.Item < Catalog.Indicators[Key.Indicator].Items.Count ? Catalog.Indicators[Key.Indicator].Items[row.Reading.Item] : null;

    /// <summary>What a source sends is no address until it looks like one: nothing else becomes a link.</summary>
    private static bool IsAddress(string? link) =>
        link is ['/', not '/', ..] || (Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));

    private string Page(long? before) => new Uri(navigation.GetUriWithQueryParameter("before", before)).PathAndQuery + "#history";
}
