using System.Globalization;
using SteeringBoard.Audit;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Record;

/// <summary>What the trail keeps of an entry of a report: who typed, sent, returned or signed, how much, and a digest of it all.</summary>
internal static class ReportAudit
{
    private const string What = "report.";

    public static AuditEntry Of(ReportEntry entry) => new(What + entry.Action.ToString().ToLowerInvariant(), entry.ByName, entry.AtReal)
    {
        Role = entry.ByRole.ToString(),
        ByBody = entry.ByBody,
        Programme = entry.Programme,
        Body = entry.Province,
        Subject = Text(entry.Report),
        Details = [Text(entry.Changes.Count), entry.Reason, Text(entry.Number)],
        Digest = ReportDigest.Of(entry),
        At = entry.At,
    };

    /// <summary>The report and the number within it of the entry a row tells of; none where it tells of something else.</summary>
    public static (int Report, int Number)? EntryOf(AuditRow row) =>
        row.What.StartsWith(What, StringComparison.Ordinal) && row.Subject is { } report && row.Told is [_, _, var number]
            ? (int.Parse(report, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture))
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
