namespace SteeringBoard.Contract;

/// <summary>What the board answers to a document: one verdict per reading, sent after the readings are durable.</summary>
/// <param name="Accepted">Readings that became history.</param>
/// <param name="Unchanged">Readings that said what was known; they move freshness only.</param>
/// <param name="Refused">Readings kept as refused, with the reason.</param>
/// <param name="Sequence">A board read begun after the answer shows at least this sequence.</param>
/// <param name="Problems">Every refusal and warning, in document order.</param>
public sealed record PushAnswer(int Accepted, int Unchanged, int Refused, long Sequence, IReadOnlyList<ReadingProblem> Problems);

/// <summary>Why a reading was refused, or what was odd about one that was taken.</summary>
/// <param name="Index">Position in the document's readings, from 0.</param>
/// <param name="Body">The body it names, as far as it could be read.</param>
/// <param name="Indicator">The indicator it names, as far as it could be read.</param>
/// <param name="Code">What is wrong, such as <c>not-a-count</c>.</param>
/// <param name="Severity"><c>refused</c> or <c>warning</c>.</param>
/// <param name="Message">For a person, in the language of the request.</param>
public sealed record ReadingProblem(int Index, string? Body, string? Indicator, string Code, string Severity, string Message);

/// <summary>Every verdict the board can give (contract.md, section 1).</summary>
public static class ProblemCodes
{
    // Of the whole document.
    public const string NotJson = "not-json";
    public const string ContractNotSupported = "contract-not-supported";
    public const string MalformedDocument = "malformed-document";
    public const string UnknownProgramme = "unknown-programme";
    public const string BodyNotYours = "body-not-yours";
    public const string TooLarge = "too-large";
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    // Of one reading.
    public const string AsOfInFuture = "as-of-in-future";
    public const string BodyOutOfScope = "body-out-of-scope";
    public const string UnknownIndicator = "unknown-indicator";
    public const string WrongLevel = "wrong-level";
    public const string UnknownItem = "unknown-item";
    public const string NotACount = "not-a-count";
    public const string ValueExceedsTotal = "value-exceeds-total";
    public const string MalformedReading = "malformed-reading";
    public const string EvidenceNotAllowed = "evidence-not-allowed";
    public const string DuplicateReading = "duplicate-reading";
    public const string TextTooLong = "text-too-long";

    // Warnings: the reading was taken.
    public const string DenominatorChanged = "denominator-changed";
    public const string OutOfOrder = "out-of-order";

    /// <summary>The severity of a reading that was not taken.</summary>
    public const string Refused = "refused";

    /// <summary>The severity of a reading that was taken all the same.</summary>
    public const string Warning = "warning";
}
