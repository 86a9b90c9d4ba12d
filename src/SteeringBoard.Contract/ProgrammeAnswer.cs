namespace SteeringBoard.Contract;

/// <summary>A programme as the caller may see it.</summary>
public sealed record ProgrammeAnswer(
    string Code,
    IReadOnlyDictionary<string, string> Names,
    string BodySet,
    ClockAnswer Clock,
    DateTimeOffset? HardStop,
    bool Simulated,
    long Sequence);

/// <summary>A programme's clock.</summary>
/// <param name="Kind"><c>real</c> or <c>rehearsal</c>.</param>
/// <param name="Now">The programme's time at the answer.</param>
/// <param name="Speed">Programme seconds per real second; 0 stands still.</param>
/// <param name="Holds">True when the scenario has ended and the clock holds.</param>
public sealed record ClockAnswer(string Kind, DateTimeOffset Now, double Speed, bool Holds);
