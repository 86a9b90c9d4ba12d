namespace SteeringBoard.Data;

/// <summary>The configuration cannot be used; the message names the key.</summary>
public sealed class OptionsException(string message) : Exception(message);
