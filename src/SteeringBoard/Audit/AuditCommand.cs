using SteeringBoard.Data;

namespace SteeringBoard.Audit;

/// <summary><c>audit verify</c>: checks the trail of a record, on either database, without a board and beside one.</summary>
public static class AuditCommand
{
    /// <summary>Tells on the console what was found; 0 when all holds, 3 when an entry is broken or the record holds what none tells of.</summary>
    /// <param name="record">The record.</param>
    /// <param name="noted">A mark noted elsewhere.</param>
    /// <param name="checks">Compare entries with what they tell of.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> VerifyAsync(IRecord record, AuditMark? noted, IReadOnlyList<IAuditCheck> checks, CancellationToken cancellation)
    {
        var found = await AuditVerification.RunAsync(record, noted, checks, cancellation);
        if (found is { Broken: null, Untold: { } row })
        {
            await Console.Error.WriteLineAsync($"No entry tells of {row}: it was slipped into the record. The trail itself holds: {found.Entries} entries, up to {found.Head}");
            return 3;
        }
        if (found.Broken is not var (number, why))
        {
            Console.WriteLine($"The trail is whole: {found.Entries} entries. Note its head elsewhere; 'audit verify --noted MARK' then shows whether its end was cut off:");
            Console.WriteLine(found.Head);
            return 0;
        }
        await Console.Error.WriteLineAsync($"The trail is broken at entry {number}: {Reason(why)}");
        await Console.Error.WriteLineAsync($"The {found.Entries} entries before it hold, up to {found.Head}");
        return 3;
    }

    private static string Reason(AuditBreak why) => why switch
    {
        AuditBreak.Changed => "it is not what was sealed: it was changed, or put in another's place.",
        AuditBreak.Missing => "it is missing, though later ones are there: it was removed or renumbered.",
        AuditBreak.CutOff => "it is missing and so is all after it: the trail's end was cut off.",
        AuditBreak.HeadDiffers => "the trail and its head differ: entries were added behind it, or the head was changed or removed.",
        AuditBreak.NotAsNoted => "it is not the entry that was noted: the trail was cut off and written anew, or the mark is of another record.",
        AuditBreak.RecordDiffers => "what it tells of is not in the record as it was written: something was changed, removed or slipped in.",
        _ => why.ToString(),
    };
}
