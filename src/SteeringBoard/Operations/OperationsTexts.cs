namespace SteeringBoard.Operations;

/// <summary>Names the texts of the operators' page.</summary>
public sealed class OperationsTexts;
