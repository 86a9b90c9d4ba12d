namespace SteeringBoard.Shell;

/// <summary>A page that is dark whatever the reader prefers, such as one on a wall.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DarkAttribute : Attribute;
