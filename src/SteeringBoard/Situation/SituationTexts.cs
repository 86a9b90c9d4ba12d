namespace SteeringBoard.Situation;

/// <summary>Names the texts of the situation page.</summary>
public sealed class SituationTexts;
