namespace SteeringBoard.Operations;

/// <summary>A warning or an error of the log, with what of it may be shown.</summary>
/// <param name="At">Real time; of the last one where it was repeated.</param>
/// <param name="IsError">An error; else a warning.</param>
/// <param name="Origin">Who logged it: the name of a type.</param>
/// <param name="Text">What it says, in the log's English.</param>
/// <param name="Cause">The type of the exception; none without one. What that says is in the log alone: it may hold an address or a key.</param>
/// <param name="Reference">What it is called by in the log, of the last one; none where the log has none either.</param>
/// <param name="Times">How often the same was logged.</param>
public sealed record LoggedFailure(DateTimeOffset At, bool IsError, string Origin, string Text, string? Cause, string? Reference, int Times);
