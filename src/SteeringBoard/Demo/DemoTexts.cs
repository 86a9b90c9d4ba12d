namespace SteeringBoard.Demo;

/// <summary>Names the texts of the demo.</summary>
public sealed class DemoTexts;
