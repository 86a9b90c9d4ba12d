namespace SteeringBoard.Inspections;

/// <summary>The words of inspections and findings; <c>InspectionTexts.resx</c> is Vietnamese.</summary>
public sealed class InspectionTexts;
