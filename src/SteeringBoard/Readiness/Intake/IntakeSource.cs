using SteeringBoard.Contract;

namespace SteeringBoard.Readiness.Intake;

/// <summary>Who sends a document, and how much its word is worth.</summary>
/// <param name="Number">The source's number in the record.</param>
/// <param name="Code">Such as <c>push:demo-79</c>; answers of an idempotency key are kept under it.</param>
/// <param name="Body">The body it speaks for.</param>
/// <param name="Default">The level of a reading that names none.</param>
/// <param name="Most">The strongest level it may give.</param>
/// <param name="Grace">How long a span of vouching holds unbroken in programme time: zero unless it is pulled live.</param>
public sealed record IntakeSource(int Number, string Code, string Body, EvidenceLevel Default, EvidenceLevel Most, TimeSpan Grace)
{
    /// <summary>Read again and again, so that what it does not change it vouches for.</summary>
    public bool IsPulled { get; init; }

    /// <summary>Who sends it, where that is a person: name and role as the trail keeps them; none for a system, which goes by its code.</summary>
    public (string Name, string Role)? Person { get; init; }
}

/// <summary>A reading that passed every check that needs no board.</summary>
internal sealed record Candidate(
    int Index, Snapshots.SlotKey Slot, long Value, long Total, DateTimeOffset ObservedAt, bool HasOwnTime, string? Note, string? Link);

/// <summary>Why a reading or a document was refused.</summary>
internal sealed record Fault(int Index, string? Body, string? Indicator, string Code, params object[] Details);

/// <summary>A document read as far as it could be.</summary>
internal sealed record ReadDocument(Snapshots.Board Board, DateTimeOffset? AsOf, List<Candidate> Candidates, List<Fault> Faults);

/// <summary>A document refused whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Message">For a person, in the language of the request.</param>
public sealed record DocumentRefusal(int Status, string Code, string Message);
