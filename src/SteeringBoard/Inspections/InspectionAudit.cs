using SteeringBoard.Access;
using SteeringBoard.Audit;

namespace SteeringBoard.Inspections;

/// <summary>What the trail keeps of inspections, findings and what was done with them.</summary>
internal static class InspectionAudit
{
    public const string Recorded = "inspection.recorded";
    public const string Opened = "finding.opened";
    public const string Answered = "finding.answered";
    public const string Closed = "finding.closed";

    public static AuditEntry Of(Inspection inspection) => new(Recorded, inspection.ByName, inspection.AtReal)
    {
        Role = nameof(ActorRole.Inspector),
        Programme = inspection.Programme,
        Body = inspection.Body,
        Subject = inspection.Indicator,
        Details = [$"{inspection.Value}", $"{inspection.Total}", inspection.Note, inspection.Place, inspection.PhotoHash ?? ""],
        Digest = InspectionDigest.Of(inspection),
        At = inspection.At,
    };

    public static AuditEntry Of(FindingRow row) => new(Opened, "rule 3", row.OpenedReal)
    {
        Programme = row.Programme,
        Body = row.Body,
        Subject = row.Indicator,
        Details = [$"{row.WeakerValue}", $"{row.StrongerValue}"],
        Digest = InspectionDigest.Of(row),
        At = row.OpenedAt,
    };

    public static AuditEntry Of(FindingRow row, FindingStep step) => new(step.To is FindingState.Closed ? Closed : Answered, step.ByName, step.AtReal)
    {
        Role = step.ByRole,
        ByBody = step.ByBody,
        Programme = row.Programme,
        Body = row.Body,
        Subject = row.Indicator,
        Details = [step.Text],
        Digest = InspectionDigest.Of(step),
        At = step.At,
    };
}
