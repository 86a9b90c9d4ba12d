namespace SteeringBoard.Readiness.Intake;

/// <summary>Why something was refused, as the record keeps it: its words are found when it is read, in the reader's language.</summary>
/// <param name="Index">Position in the document's readings, from 0; -1 for the document.</param>
/// <param name="Body">The body it names, as far as it could be read.</param>
/// <param name="Indicator">The indicator it names, as far as it could be read.</param>
/// <param name="Code">What is wrong, such as <c>not-a-count</c>.</param>
/// <param name="Details">What its words leave room for, in order: texts and whole numbers; none of what was kept in words.</param>
/// <param name="Message">The words the sender was told, of what was kept so before details were.</param>
public sealed record KeptProblem(int Index, string? Body, string? Indicator, string Code, IReadOnlyList<object>? Details, string? Message = null);
