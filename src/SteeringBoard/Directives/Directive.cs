using System.Text.Json.Serialization;
using SteeringBoard.Programmes;

namespace SteeringBoard.Directives;

/// <summary>What was ordered, by whom, of whom, by when and how the phrase was read.</summary>
public sealed record Directive
{
    public required string Programme { get; init; }

    public required string Code { get; init; }

    public required DirectiveKind Kind { get; init; }

    /// <summary>A short title.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The order in full.</summary>
    public required LocalizedText Text { get; init; }

    /// <summary>Who said it.</summary>
    public required LocalizedText SaidBy { get; init; }

    /// <summary>When, as far as the source tells: <c>2025-06-24</c>, <c>2023-12</c>, <c>&lt; 2025-06-30</c> for before it.</summary>
    public required string SaidOn { get; init; }

    /// <summary>Codes of the bodies responsible; <c>provinces</c>, <c>ministries</c> or <c>all</c> for every one of a kind; empty when nobody was named.</summary>
    public IReadOnlyList<string> Responsible { get; init; } = [];

    /// <summary>The responsible as the document names them.</summary>
    public required LocalizedText Owner { get; init; }

    /// <summary>Whether the document names an owner.</summary>
    public OwnerNamed OwnerNamed { get; init; } = OwnerNamed.Yes;

    /// <summary>Who works with the responsible; empty texts where the document names none.</summary>
    public required LocalizedText Coordinating { get; init; }

    /// <summary>What it reaches over, such as 34 provinces x 5 platforms.</summary>
    public required LocalizedText Scope { get; init; }

    /// <summary>The deadline in the words of the source (French); empty where it gives none.</summary>
    public required string Phrase { get; init; }

    /// <summary>How the phrase is read: before, through-the-day, starts-at, …; empty without a date.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Exclusive: it must be done before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>It cannot begin before this instant.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether its instant is where it begins, as the official test does (G13).</summary>
    public bool BeginsWhenDue => NotBefore >= DueBefore;

    /// <summary>
    /// Whether what is counted of it begins at its instant too, so that nothing of it is late by then: an outcome that begins there (G14: services
    /// run from 1 July on). What an event needs is counted before it.
    /// </summary>
    public bool IsCountedFromThen => Kind is DirectiveKind.Outcome && BeginsWhenDue;

    public IReadOnlyList<string> Indicators { get; init; } = [];

    /// <summary>Whether something is to show that it is done: an indicator's evidence, or what was written to prove the result.</summary>
    public bool HasEvidence => Indicators.Count > 0 || !string.IsNullOrWhiteSpace(Result);

    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>True when the dependency is ours, not the document's.</summary>
    public bool DependenciesDerived { get; init; }

    public string Notes { get; init; } = "";

    public required string Source { get; init; }

    /// <summary>What gives the right to order it; empty where the source gives none.</summary>
    public string LegalBasis { get; init; } = "";

    /// <summary>Who answers for it in person, where it is not the head or officer of a responsible body.</summary>
    public string Person { get; init; } = "";

    /// <summary>How progress is measured, where no indicator does.</summary>
    public string Measure { get; init; } = "";

    /// <summary>What proves the result, where no indicator's evidence does.</summary>
    public string Result { get; init; } = "";

    /// <summary>Who decides on it and confirms it.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The bodies that are through with it; none while none is, and of a directive as it is written.</summary>
    [JsonIgnore]
    public Through? Through { get; init; }

    /// <summary>Whether every body it was given to is through with it: whatever the numbers say, nothing of it is awaited.</summary>
    public bool IsThrough => Through is { IsAll: true };
}

/// <summary>What kind of order it is.</summary>
public enum DirectiveKind
{
    Task,
    Rule,
    Event,
    Outcome,
    Claim,
}

/// <summary>Whether a document names an owner.</summary>
public enum OwnerNamed
{
    Yes,
    Derived,
    No,
}
