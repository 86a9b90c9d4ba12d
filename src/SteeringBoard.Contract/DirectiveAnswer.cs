namespace SteeringBoard.Contract;

/// <summary>A page of the register.</summary>
/// <param name="Total">How many directives match.</param>
/// <param name="At">Programme time.</param>
/// <param name="Directives">In order of code.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; none at the end.</param>
public sealed record DirectivesAnswer(string Programme, DateTimeOffset At, int Total, IReadOnlyList<DirectiveAnswer> Directives, string? Next);

/// <summary>A directive. Texts are in the language of the request.</summary>
public sealed record DirectiveAnswer
{
    public required string Code { get; init; }

    /// <summary><c>task</c>, <c>rule</c>, <c>event</c>, <c>outcome</c>, <c>claim</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>draft</c> or <c>published</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>How many versions were written here; 0 for what a document issued and nobody amended. A writer sends it as <c>seen</c>.</summary>
    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required string SaidBy { get; init; }

    public required string SaidOn { get; init; }

    public required string Source { get; init; }

    public string? LegalBasis { get; init; }

    /// <summary>Bodies and groups as they are named.</summary>
    public required IReadOnlyList<string> Responsible { get; init; }

    /// <summary>The deadline in its own words.</summary>
    public string? Phrase { get; init; }

    /// <summary>How the phrase is read.</summary>
    public string? Rule { get; init; }

    /// <summary>Exclusive: due before this instant, extensions granted to all its bodies counted.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>As it was last written, before any extension.</summary>
    public DateTimeOffset? WrittenDue { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public required IReadOnlyList<string> Indicators { get; init; }

    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>Which of the six clears it has: <c>person</c>, <c>task</c>, <c>responsibility</c>, <c>progress</c>, <c>result</c>, <c>authority</c>.</summary>
    public required IReadOnlyDictionary<string, bool> Clears { get; init; }

    /// <summary>How many of its assignments the caller may see are in each state.</summary>
    public required IReadOnlyDictionary<string, int> States { get; init; }

    /// <summary>The same by the four official states.</summary>
    public required IReadOnlyDictionary<string, int> Official { get; init; }

    /// <summary>The assignments the caller may see; only where one directive was asked for.</summary>
    public IReadOnlyList<AssignmentAnswer>? Assignments { get; init; }

    /// <summary>What was written here, oldest first; only where one directive was asked for.</summary>
    public IReadOnlyList<VersionAnswer>? Versions { get; init; }
}

/// <summary>A version of a directive.</summary>
/// <param name="At">Programme time.</param>
public sealed record VersionAnswer(int Number, string Stage, string Title, string Text, DateTimeOffset? DueBefore, string Reason, string By, DateTimeOffset At);

/// <summary>A directive given to one body.</summary>
public sealed record AssignmentAnswer
{
    public required string Directive { get; init; }

    public required string Body { get; init; }

    /// <summary><c>not-started</c>, <c>in-progress</c>, <c>blocked</c>, <c>submitted</c>, <c>returned</c>, <c>confirmed</c>, <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>done-on-time</c>, <c>done-late</c>, <c>open-in-time</c>, <c>open-overdue</c>; none once it is cancelled.</summary>
    public string? Official { get; init; }

    /// <summary>How many updates it has. A writer sends it as <c>seen</c>.</summary>
    public required int Version { get; init; }

    /// <summary>Exclusive, for this body.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    public string? BlockedBy { get; init; }

    /// <summary>The instant asked for and not yet decided on.</summary>
    public DateTimeOffset? ExtensionAsked { get; init; }

    /// <summary>What would be late if that were granted; only while an extension is asked for.</summary>
    public IReadOnlyList<EffectAnswer>? ExtensionEffects { get; init; }

    /// <summary>Why it was confirmed though the evidence said otherwise.</summary>
    public string? Overridden { get; init; }

    /// <summary>Programme time.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Whether the evidence asked for is there; none where none is asked for.</summary>
    public bool? EvidenceAgrees { get; init; }

    /// <summary>How far each indicator is for this body at the evidence wanted, or at the level asked for.</summary>
    public required IReadOnlyList<EvidenceAnswer> Evidence { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<UpdateAnswer> Updates { get; init; }
}

/// <summary>Something that would be late.</summary>
/// <param name="By">By how much, as an ISO 8601 duration.</param>
/// <param name="More">How much of that the extension brings; the rest is foretold anyway.</param>
public sealed record EffectAnswer(string Directive, string? Body, string By, string More);

/// <summary>How far an indicator is.</summary>
public sealed record EvidenceAnswer(string Indicator, long Done, long Total, bool Meets);

/// <summary>One thing somebody did with an assignment.</summary>
public sealed record UpdateAnswer
{
    public required int Number { get; init; }

    /// <summary><c>progress</c>, <c>block</c>, <c>submit</c>, <c>return</c>, <c>confirm</c>, <c>cancel</c>, <c>ask-extension</c>, <c>grant-extension</c>, <c>refuse-extension</c>.</summary>
    public required string Action { get; init; }

    public string? Line { get; init; }

    public string? Link { get; init; }

    /// <summary>The name of the evidence file; it is read at <c>…/updates/{number}/file</c>.</summary>
    public string? File { get; init; }

    public string? BlockedBy { get; init; }

    public string? Reason { get; init; }

    /// <summary>Confirmed though the evidence said otherwise.</summary>
    public bool? Override { get; init; }

    /// <summary>What the evidence said at the confirmation.</summary>
    public string? EvidenceSaid { get; init; }

    public DateTimeOffset? NewDue { get; init; }

    public required string By { get; init; }

    public required string Role { get; init; }

    public string? OfBody { get; init; }

    /// <summary>Programme time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Real time.</summary>
    public required DateTimeOffset AtReal { get; init; }
}
