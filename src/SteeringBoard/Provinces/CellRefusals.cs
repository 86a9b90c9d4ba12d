using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Provinces;

/// <summary>A reading of a cell that was refused.</summary>
/// <param name="At">Programme time; none where the document named no programme.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Problem">Why.</param>
/// <param name="Raw">The reading as it came; none where the document was cut.</param>
public sealed record RefusedReading(DateTimeOffset? At, string Source, KeptProblem Problem, string? Raw);

/// <summary>A document of a body that was refused, in whole or in part.</summary>
/// <param name="At">Programme time; none where the document named no programme.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Problems">Why.</param>
public sealed record RefusedDocument(long Id, DateTimeOffset? At, string Source, IReadOnlyList<KeptProblem> Problems);

/// <summary>What was refused of a cell or of a body. Raw refusals are for the body itself, the office and the auditor (contract.md, section 3).</summary>
public sealed class CellRefusals(IRecord record)
{
    /// <summary>Documents looked through, newest first.</summary>
    private const int Documents = 300;

    private const int RawShown = 600;

    /// <summary>Whether somebody reads them.</summary>
    public static bool MayRead(Actor actor, Catalog catalog, string body)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(catalog);
        return actor.Body is { } own
            ? actor.Role is not ActorRole.Vendor && catalog.BodyPlace(own) is { } home && catalog.BodyPlace(body) is { } place && catalog.IsUnder(place, home)
            : actor.Role is ActorRole.Office or ActorRole.Auditor;
    }

    /// <summary>The newest refused documents of a body, newest first; none when the reader may not read them.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="catalog">Of the programme.</param>
    /// <param name="body">The body's code.</param>
    /// <param name="moment">What was refused after it is left out; none: now.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<RefusedDocument>?> OfAsync(
        Actor actor, Catalog catalog, string body, DateTimeOffset? moment, int most, CancellationToken cancellation)
    {
        if (!MayRead(actor, catalog, body))
        {
            return null;
        }
        var programme = catalog.Programme.Code;
        await using var db = record.Open();
        var refused = db.Set<RefusalRow>().AsNoTracking().Where(row => row.Programme == programme && row.Body == body);
        if (moment is { } then)
        {
            refused = refused.Where(row => row.RecordedAt <= then);
        }
        var rows = await refused.OrderByDescending(row => row.Id).Take(most).Select(row => new { row.Id, row.RecordedAt, row.Source, row.Problems }).ToListAsync(cancellation);
        return [.. rows.Select(row => new RefusedDocument(row.Id, row.RecordedAt, row.Source, Refusals.Kept(row.Problems)))];
    }

    /// <summary>The newest refused readings of a cell, newest first; none when the reader may not read them.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="catalog">Of the programme.</param>
    /// <param name="body">The body's code.</param>
    /// <param name="indicator">The indicator's code.</param>
    /// <param name="moment">What was refused after it is left out; none: now.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<RefusedReading>?> OfAsync(
        Actor actor, Catalog catalog, string body, string indicator, DateTimeOffset? moment, CancellationToken cancellation)
    {
        if (!MayRead(actor, catalog, body))
        {
            return null;
        }
        var senders = new List<string>();
        for (var place = catalog.BodyPlace(body) ?? -1; place >= 0; place = catalog.Parents[place])
        {
            senders.Add(catalog.Bodies[place].Code);
        }
        var programme = catalog.Programme.Code;
        await using var db = record.Open();
        var refused = db.Set<RefusalRow>().AsNoTracking().Where(row => row.Programme == programme && senders.Contains(row.Body!));
        if (moment is { } then)
        {
            refused = refused.Where(row => row.RecordedAt <= then);
        }
        var rows = await refused.OrderByDescending(row => row.Id).Take(Documents).ToListAsync(cancellation);
        return
        [
            .. from row in rows
               from problem in Refusals.Kept(row.Problems)
               where problem.Body == body && problem.Indicator == indicator
               select new RefusedReading(row.RecordedAt, row.Source, problem, Raw(row.Raw, problem.Index)),
        ];
    }

    private static string? Raw(byte[] document, int index)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var text = json.RootElement.GetProperty("readings")[index].GetRawText();
            return text.Length > RawShown ? text[..RawShown] + "…" : text;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
