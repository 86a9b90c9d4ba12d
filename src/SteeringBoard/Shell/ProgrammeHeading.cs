namespace SteeringBoard.Shell;

/// <summary>What the head of every page says of a programme.</summary>
/// <param name="Code">The programme's code, as the address has it.</param>
/// <param name="Name">In the language of the request.</param>
/// <param name="Now">The programme's time at <paramref name="Real"/>.</param>
/// <param name="Real">Real time of the server.</param>
/// <param name="Speed">Programme seconds per real second; 0 stands still.</param>
/// <param name="Holds">The scenario has ended and the clock holds.</param>
/// <param name="Until">Where the clock will hold; none: it never does.</param>
/// <param name="Simulated">A source is simulated: every page says so.</param>
public sealed record ProgrammeHeading(
    string Code, string Name, DateTimeOffset Now, DateTimeOffset Real, double Speed, bool Holds, DateTimeOffset? Until, bool Simulated);

/// <summary>The programmes the reader may see, the one shown by default first.</summary>
public delegate IReadOnlyList<ProgrammeHeading> ProgrammeHeadings();
