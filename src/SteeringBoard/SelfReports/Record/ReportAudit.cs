using System.Globalization;
using SteeringBoard.Audit;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Record;

/// <summary>What the trail keeps of an entry of a report: who typed, sent, returned or signed, and how much.</summary>
internal static class ReportAudit
{
    public static AuditEntry Of(ReportEntry entry) => new($"report.{entry.Action.ToString().ToLowerInvariant()}", entry.ByName, entry.AtReal)
    {
        Role = entry.ByRole.ToString(),
        ByBody = entry.ByBody,
        Programme = entry.Programme,
        Body = entry.Province,
        Subject = entry.Report.ToString(CultureInfo.InvariantCulture),
        Details = [entry.Changes.Count.ToString(CultureInfo.InvariantCulture), entry.Reason],
        At = entry.At,
    };
}
