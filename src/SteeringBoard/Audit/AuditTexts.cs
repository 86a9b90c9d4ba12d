namespace SteeringBoard.Audit;

/// <summary>The words of the trail; <c>AuditTexts.resx</c> is Vietnamese.</summary>
public sealed class AuditTexts;
