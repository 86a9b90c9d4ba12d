namespace SteeringBoard.Contract;

/// <summary>Whether a programme will be done by its hard stop, through all that waits on each other, and what makes it so.</summary>
/// <param name="HardStop">None where the programme has none; then nothing is critical.</param>
/// <param name="Float">How much all that must be done by the hard stop may slip together, ISO 8601; negative: it will be missed.</param>
/// <param name="Path">The chain that ends last, first to last, each waiting on the one before it: what the caller may see of it.</param>
/// <param name="Assignments">Every assignment the caller may see.</param>
/// <param name="Circles">Dependencies by which a directive in the end waits on itself; they are not heeded.</param>
/// <param name="FloatWithSlip">The <paramref name="Float"/> with what was asked for by <c>slip</c>; absent where nothing was.</param>
/// <param name="Missed">Who then newly misses what, or misses it by more, the most first; absent where nothing was asked.</param>
public sealed record CriticalPathAnswer(
    string Programme,
    long Sequence,
    DateTimeOffset At,
    DateTimeOffset? HardStop,
    string? Float,
    IReadOnlyList<PathStep> Path,
    IReadOnlyList<AssignmentTimes> Assignments,
    IReadOnlyList<PathCircle> Circles,
    string? FloatWithSlip,
    IReadOnlyList<MissedAssignment>? Missed);

/// <summary>A step of the path.</summary>
/// <param name="Body">None where nobody is named.</param>
public sealed record PathStep(string Directive, string? Body);

/// <summary>A directive given to one body, and when it begins and ends at the earliest.</summary>
/// <param name="Body">None where nobody is named.</param>
/// <param name="Basis"><c>done</c>, <c>forecast</c> by the pace seen, <c>planned</c> up to its due instant, or <c>unknown</c> and reckoned to take no time.</param>
/// <param name="Latest">By when it must end so that nothing after it misses its due instant; none where nothing of that is dated, or it is done.</param>
/// <param name="Float">How much it may slip till then, ISO 8601; negative: something will be missed.</param>
/// <param name="Critical">On the path to the hard stop.</param>
public sealed record AssignmentTimes(
    string Directive,
    string? Body,
    string Basis,
    DateTimeOffset Start,
    DateTimeOffset Finish,
    DateTimeOffset? DueBefore,
    DateTimeOffset? Latest,
    string? Float,
    bool Critical);

/// <summary>A directive that waits, by this dependency, in the end on itself.</summary>
public sealed record PathCircle(string Directive, string On);

/// <summary>What would be missed.</summary>
/// <param name="Body">None where nobody is named.</param>
/// <param name="By">How far past its due instant it would end, ISO 8601.</param>
/// <param name="More">How much of that the slip brings, ISO 8601.</param>
public sealed record MissedAssignment(string? Body, string Directive, string By, string More);
