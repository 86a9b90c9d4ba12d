namespace SteeringBoard.Operations;

/// <summary>One figure of the row that tells an operator at a glance how the board fares, in the reader's language.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Condition">How that is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Note">What stands behind it.</param>
public sealed record Vital(string Name, Condition Condition, string Value, string Note);
