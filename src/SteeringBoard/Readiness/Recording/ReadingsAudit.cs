using System.Globalization;
using SteeringBoard.Audit;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>What the trail keeps of a document.</summary>
public static class ReadingsAudit
{
    /// <summary>A document was taken: how many readings became history, how many were refused.</summary>
    public const string Taken = "readings.taken";

    /// <summary>A document was refused, in whole or each of its readings: how many.</summary>
    public const string Refused = "readings.refused";

    /// <summary>The entry of a document; none when it left nothing behind.</summary>
    /// <param name="by">Who sends it: a source's code, or a person.</param>
    /// <param name="role">What they act as.</param>
    /// <param name="programme">Code of the programme; none where the document named none that exists.</param>
    /// <param name="body">Code of the body the document is of; none for one of several.</param>
    /// <param name="change">What became history; none when nothing did.</param>
    /// <param name="refused">How many readings were refused.</param>
    /// <param name="at">Programme time.</param>
    /// <param name="real">Real time.</param>
    internal static AuditEntry? Of(
        string by, string role, string? programme, string? body, RecordedChange? change, int refused, DateTimeOffset? at, DateTimeOffset real)
    {
        var readings = change?.Readings ?? [];
        if (readings.Count == 0 && refused == 0)
        {
            return null;
        }
        return new AuditEntry(readings.Count > 0 ? Taken : Refused, by, real)
        {
            Role = role,
            ByBody = body,
            Programme = programme,
            Body = body,
            Subject = readings.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{readings[0].Id}-{readings[^1].Id}") : null,
            Details = readings.Count > 0 ? [Text(readings.Count), Text(refused)] : [Text(refused)],
            At = at,
        };
    }

    /// <summary>The first and the last reading an entry tells of; none for an entry of something else.</summary>
    internal static (long First, long Last)? RangeOf(AuditRow row) =>
        row.What == Taken && row.Subject?.Split('-') is [var first, var last]
            ? (long.Parse(first, CultureInfo.InvariantCulture), long.Parse(last, CultureInfo.InvariantCulture))
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
