using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Audit;

/// <summary>What is looked for in the trail; what is left out is not asked for.</summary>
public sealed record AuditSearch
{
    /// <summary>Words, each to be found in what an entry tells, accents and case aside.</summary>
    public string? Words { get; init; }

    /// <summary>A part of the name, the role or the body of who did it, accents and case aside.</summary>
    public string? Who { get; init; }

    /// <summary>What was done, or the first part of it: <c>assignment</c>.</summary>
    public string? What { get; init; }

    /// <summary>Code of the body it concerns, or of the body of who did it.</summary>
    public string? Body { get; init; }

    /// <summary>Real time, inclusive. A stretch of fewer than 64 entries told by a clock a day or more off may not be found by its own time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Real time, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Programme time: what was done later is left out, and what concerns no programme.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Only entries below this number; none: from the newest.</summary>
    public long? Before { get; init; }
}

/// <summary>A page of the trail, newest first.</summary>
/// <param name="Rows">The entries.</param>
/// <param name="More">Whether older ones match too.</param>
/// <param name="LookedTo">The number of the oldest entry looked at where the search ended before the beginning of the trail; none else.</param>
public sealed record AuditFound(IReadOnlyList<AuditRow> Rows, bool More, long? LookedTo = null)
{
    /// <summary>Where the search goes on: only entries below this number; none where there is nothing more.</summary>
    public long? Older => More ? Rows[^1].Number : LookedTo;
}

/// <summary>Where the trail is read. Who may is asked here, whoever calls.</summary>
public sealed class AuditBook(IRecord record, AuditReaders readers)
{
    /// <summary>Entries a page.</summary>
    public const int Page = 50;

    /// <summary>Rows looked at in one step, where names are compared here.</summary>
    private const int Step = 500;

    /// <summary>Rows looked at in one search: a name that is rare or misspelt must not read a trail of millions.</summary>
    internal const int MostLooked = 40 * Step;

    /// <summary>How far the clocks of two machines may be apart.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    /// <summary>The newest entries that match; none when the caller may not read the trail.</summary>
    public async Task<AuditFound?> FindAsync(ClaimsPrincipal caller, AuditSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (!readers.MayRead(caller))
        {
            return null;
        }
        var who = Folding.Fold(search.Who?.Trim() ?? "");
        var found = new List<AuditRow>();
        await using var db = record.Open();
        var (after, before) = await BoundsAsync(db, search, cancellation);
        before = Math.Min(before, search.Before ?? long.MaxValue);
        for (var looked = 0; looked < MostLooked; looked += Step)
        {
            var last = before;
            var rows = await Matching(db, search).Where(row => row.Number > after && row.Number < last).OrderByDescending(row => row.Number).Take(Step).ToListAsync(cancellation);
            foreach (var row in rows)
            {
                if (who.Length > 0 && !Folding.Fold($"{row.By} {row.Role} {row.ByBody}").Contains(who, StringComparison.Ordinal))
                {
                    continue;
                }
                if (found.Count == Page)
                {
                    return new AuditFound(found, true);
                }
                found.Add(row);
            }
            if (rows.Count < Step)
            {
                return new AuditFound(found, false);
            }
            before = rows[^1].Number;
        }
        return new AuditFound(found, false, before);
    }

    /// <summary>
    /// The numbers, both exclusive, between which a span of time lies. Entries stand in the order of their commits, which is that of their
    /// times but for the clocks of several machines and a clock that was set.
    /// </summary>
    private static async Task<(long After, long Before)> BoundsAsync(BoardDb db, AuditSearch search, CancellationToken cancellation)
    {
        var milestones = db.Set<AuditRow>().Where(row => row.Number % AuditRow.Milestone == 0);
        var (after, before) = (0L, long.MaxValue);
        if (search.From is { } since)
        {
            var from = since - DateTimeOffset.MinValue > ClocksDiffer ? since - ClocksDiffer : DateTimeOffset.MinValue;
            // None so late: all that may be lies after the last milestone.
            var first = await milestones.Where(row => row.AtReal >= from).MinAsync(row => (long?)row.Number, cancellation)
                ?? await milestones.MaxAsync(row => (long?)row.Number, cancellation) + AuditRow.Milestone;
            after = (first ?? AuditRow.Milestone) - AuditRow.Milestone;
        }
        if (search.To is { } until)
        {
            var to = DateTimeOffset.MaxValue - until > ClocksDiffer ? until + ClocksDiffer : DateTimeOffset.MaxValue;
            before = (await milestones.Where(row => row.AtReal < to).MaxAsync(row => (long?)row.Number, cancellation) ?? 0) + AuditRow.Milestone;
        }
        return (after, before);
    }

    private static IQueryable<AuditRow> Matching(BoardDb db, AuditSearch search)
    {
        var rows = db.Set<AuditRow>().AsNoTracking();
        foreach (var word in (search.Words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Folding.Fold))
        {
            // As AuditRow.FoundBy. It is the database that lowers, and it only ever meets ASCII here.
#pragma warning disable CA1304, CA1311
            rows = rows.Where(row => (row.Search != "" ? row.Search : (row.By + "\n" + row.ByBody + "\n" + row.Body + "\n" + row.Subject + "\n" + row.Details).ToLower())
                .Contains(word));
#pragma warning restore CA1304, CA1311
        }
        if (search.What is { Length: > 0 } what)
        {
            var part = what + ".";
            rows = rows.Where(row => row.What == what || row.What.StartsWith(part));
        }
        if (search.Body is { Length: > 0 } body)
        {
            rows = rows.Where(row => row.Body == body || row.ByBody == body);
        }
        if (search.From is { } from)
        {
            rows = rows.Where(row => row.AtReal >= from);
        }
        if (search.To is { } to)
        {
            rows = rows.Where(row => row.AtReal < to);
        }
        if (search.AsOf is { } moment)
        {
            rows = rows.Where(row => row.At <= moment);
        }
        return rows;
    }
}
