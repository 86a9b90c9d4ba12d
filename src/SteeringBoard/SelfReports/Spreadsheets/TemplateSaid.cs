using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>What a template said when it was made: a number that comes back as it was given is nobody's, whatever came since.</summary>
/// <param name="Fields">What was on record then.</param>
/// <param name="Report">The report as it stood then; none for the office.</param>
internal sealed record TemplateSaid(ReportFields Fields, Report? Report)
{
    public FieldText? Of(FieldKey key) => Fields.Find(key) is { } field ? Template.Says(field, Report) : null;
}
