using System.Collections.Immutable;

namespace SteeringBoard.Directives;

/// <summary>Why a rule lets something not be done.</summary>
/// <param name="Code">One of <see cref="RefusalCodes"/>.</param>
public sealed record RuleRefusal(string Code)
{
    public RuleRefusal(string code, params ImmutableArray<object> values)
        : this(code) => Values = values;

    /// <summary>What the text of the code names: instants, states, numbers, texts.</summary>
    public ImmutableArray<object> Values { get; } = [];
}

/// <summary>Every refusal of the register; the texts are in <c>DirectiveProblems.resx</c>.</summary>
public static class RefusalCodes
{
    // Of who asks.
    public const string NotYourRight = "not-your-right";
    public const string BodyNotYours = "body-not-yours";

    // Of what is named.
    public const string UnknownProgramme = "unknown-programme";
    public const string UnknownDirective = "unknown-directive";
    public const string UnknownBody = "unknown-body";
    public const string UnknownIndicator = "unknown-indicator";
    public const string NotAssigned = "not-assigned";
    public const string UnknownFile = "unknown-file";

    // Of what is asked.
    public const string VersionPassed = "version-passed";
    public const string WrongState = "wrong-state";
    public const string LineMissing = "line-missing";
    public const string NotOneLine = "not-one-line";
    public const string TooLong = "too-long";
    public const string ReasonMissing = "reason-missing";
    public const string BlockedByMissing = "blocked-by-missing";
    public const string BlockedByItself = "blocked-by-itself";
    public const string BadLink = "bad-link";
    public const string EvidenceSaysOtherwise = "evidence-says-otherwise";
    public const string NoDue = "no-due";
    public const string NotLater = "not-later";
    public const string PastTheStop = "past-the-stop";
    public const string NotClear = "not-clear";
    public const string BadPhrase = "bad-phrase";
    public const string AlreadyPublished = "already-published";
    public const string WaitsOnItself = "waits-on-itself";
    public const string TitleMissing = "title-missing";
    public const string FileTooLarge = "file-too-large";
    public const string TooManyFiles = "too-many-files";
    public const string BadRequest = "bad-request";

    /// <summary>Every one of them.</summary>
    public static ImmutableArray<string> All { get; } =
        [.. typeof(RefusalCodes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
