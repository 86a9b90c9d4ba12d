namespace SteeringBoard.Contract;

/// <summary>An inspection as it is kept.</summary>
/// <param name="Id">Made by the sender.</param>
/// <param name="Body">Code of the body visited.</param>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Value">What was counted.</param>
/// <param name="Total">Of how many; none for a counter.</param>
/// <param name="TakenAt">When it was seen, in programme time.</param>
/// <param name="Photo">SHA-256 of the photo, in hexadecimal; none without one.</param>
/// <param name="Again">It was here already: nothing was written.</param>
public sealed record InspectionAnswer(Guid Id, string Body, string Indicator, long Value, long? Total, DateTimeOffset TakenAt, string? Photo, bool Again);

/// <summary>A finding.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Body">Code of the body that owns it.</param>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="State"><c>open</c>, <c>answered</c> or <c>closed</c>.</param>
/// <param name="Weaker">The level that shows more.</param>
/// <param name="Stronger">The level that shows less.</param>
/// <param name="OpenedAt">Programme time.</param>
/// <param name="Due">Programme time an answer is due before.</param>
/// <param name="Version">How many steps were taken.</param>
public sealed record FindingAnswer(
    long Id, string Body, string Indicator, string State, EvidenceLevel Weaker, EvidenceLevel Stronger, DateTimeOffset OpenedAt, DateTimeOffset Due, int Version);

/// <summary>What somebody does with a finding.</summary>
/// <param name="Step"><c>answer</c> or <c>close</c>.</param>
/// <param name="Seen">The version it was decided on.</param>
/// <param name="Text">What was done about it; of a closure, the evidence seen.</param>
public sealed record FindingStepRequest(string Step, int Seen, string? Text);
