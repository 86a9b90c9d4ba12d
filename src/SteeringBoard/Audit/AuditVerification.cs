using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Audit;

/// <summary>What is wrong with an entry of the trail.</summary>
public enum AuditBreak
{
    /// <summary>It is not what was sealed: changed, or put in another's place.</summary>
    Changed,

    /// <summary>It is not there, though a later one is.</summary>
    Missing,

    /// <summary>The trail ends before the last entry its head tells of.</summary>
    CutOff,

    /// <summary>Entries stand behind the last one its head tells of, or the head has another hash, or is not there.</summary>
    HeadDiffers,

    /// <summary>The trail has another hash at the number that was noted elsewhere, or ends before it.</summary>
    NotAsNoted,

    /// <summary>What it tells of is no longer in the record as it was written.</summary>
    RecordDiffers,
}

/// <summary>The last entry of the trail: noted elsewhere, it shows later that nothing before it was taken away.</summary>
public sealed record AuditMark(long Number, string Hash)
{
    public override string ToString() => $"{Number}:{Hash}";

    /// <summary>Reads what <see cref="ToString"/> wrote; none for anything else.</summary>
    public static AuditMark? Read(string? text) =>
        text?.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var read)
            ? new AuditMark(read, hash.ToLowerInvariant())
            : null;
}

/// <summary>What a check of the trail found.</summary>
/// <param name="Entries">Entries that were read and hold.</param>
/// <param name="Head">The last that holds.</param>
/// <param name="Broken">The first entry that does not, and why; none when all hold.</param>
/// <param name="Untold">A row of the record that none of them tells of, as <see cref="IAuditCheck.Untold"/>; none where there is none.</param>
public sealed record AuditFinding(long Entries, AuditMark Head, (long Number, AuditBreak Break)? Broken, string? Untold = null);

/// <summary>Checks the trail entry by entry, from the first, without the board.</summary>
public static class AuditVerification
{
    /// <param name="record">The record.</param>
    /// <param name="noted">A mark that was noted elsewhere; none: only what the record holds by itself is compared.</param>
    /// <param name="checks">Compare entries with what they tell of.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<AuditFinding> RunAsync(IRecord record, AuditMark? noted, IReadOnlyList<IAuditCheck> checks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(checks);
        foreach (var check in checks)
        {
            await check.BeginAsync(cancellation);
        }
        await using var db = record.Open();
        // In one statement, and so at one moment of a record that others may be writing to; of an empty trail the head comes alone.
        var pairs = db.Set<AuditRow>().AsNoTracking().OrderBy(row => row.Number).SelectMany(
            row => db.Set<AuditHead>().Where(head => head.Id == 1).DefaultIfEmpty(), (row, head) => new { Row = row, Head = head });
        AuditHead? head = null;
        var (number, hash) = (0L, AuditSeal.First);
        AuditFinding Broken(long at, AuditBreak why) => new(number, new AuditMark(number, Convert.ToHexStringLower(hash)), (at, why));
        await foreach (var pair in pairs.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            (var row, head) = (pair.Row, pair.Head);
            if (row.Number != number + 1)
            {
                return Broken(number + 1, AuditBreak.Missing);
            }
            if (!row.SealedAfter(hash).AsSpan().SequenceEqual(row.Hash) || !row.IsFoundByItsText)
            {
                return Broken(row.Number, AuditBreak.Changed);
            }
            foreach (var check in checks)
            {
                if (await check.DigestAsync(row, cancellation) is { } now && row.Digest is not null && !now.AsSpan().SequenceEqual(row.Digest))
                {
                    return Broken(row.Number, AuditBreak.RecordDiffers);
                }
            }
            (number, hash) = (row.Number, row.Hash);
            if (noted?.Number == number && noted.Hash != Convert.ToHexStringLower(hash))
            {
                return Broken(number, AuditBreak.NotAsNoted);
            }
        }
        head ??= await db.Set<AuditHead>().AsNoTracking().FirstOrDefaultAsync(head => head.Id == 1, cancellation);
        return head is null ? Broken(number, AuditBreak.HeadDiffers)
            : head.Number > number ? Broken(number + 1, AuditBreak.CutOff)
            : head.Number < number || !head.Hash.AsSpan().SequenceEqual(hash) ? Broken(number, AuditBreak.HeadDiffers)
            : noted?.Number > number ? Broken(number + 1, AuditBreak.NotAsNoted)
            : new AuditFinding(number, new AuditMark(number, Convert.ToHexStringLower(hash)), null, checks.Select(check => check.Untold).FirstOrDefault(untold => untold is not null));
    }
}
