namespace SteeringBoard.SelfReports;

/// <summary>The words of reports; <c>ReportTexts.resx</c> is Vietnamese.</summary>
public sealed class ReportTexts;
