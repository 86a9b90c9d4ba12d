using System.Diagnostics.CodeAnalysis;
using SteeringBoard.Programmes;

namespace SteeringBoard.Directives.Drafting;

/// <summary>A directive as somebody dictates or writes it; what is left out may follow until it is published.</summary>
public sealed record DirectiveDraft
{
    public DirectiveKind Kind { get; init; } = DirectiveKind.Task;

    /// <summary>A short title; empty: the beginning of the text.</summary>
    public string Title { get; init; } = "";

    /// <summary>The order in full.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who said it.</summary>
    public string SaidBy { get; init; } = "";

    /// <inheritdoc cref="Directive.LegalBasis"/>
    public string LegalBasis { get; init; } = "";

    /// <summary>Where it was said; empty: the board itself.</summary>
    public string Source { get; init; } = "";

    /// <summary>Codes of bodies, or <c>provinces</c>, <c>ministries</c>, <c>all</c>: it is fanned out to each of them.</summary>
    public IReadOnlyList<string> Responsible { get; init; } = [];

    /// <summary>The deadline in the words it was given in.</summary>
    public string Phrase { get; init; } = "";

    /// <summary>How the phrase is read: a rule of <see cref="DeadlineReading"/>.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The date the rule reads.</summary>
    public string When { get; init; } = "";

    /// <inheritdoc cref="Directive.NotBefore"/>
    public DateTimeOffset? NotBefore { get; init; }

    public IReadOnlyList<string> Indicators { get; init; } = [];

    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <inheritdoc cref="Directive.Person"/>
    public string Person { get; init; } = "";

    /// <inheritdoc cref="Directive.Measure"/>
    public string Measure { get; init; } = "";

    /// <inheritdoc cref="Directive.Result"/>
    public string Result { get; init; } = "";

    /// <inheritdoc cref="Directive.Authority"/>
    public string Authority { get; init; } = "";

    private const int MaxTitle = 120;

    /// <summary>
    /// The directive it makes. What is dictated in one language stands for all; what is left as it was keeps its languages, the day it was said and
    /// those whom a document names.
    /// </summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="code">Its code.</param>
    /// <param name="saidOn">The day it was said, in the programme's zone.</param>
    /// <param name="due">The instant its phrase is read as, exclusive.</param>
    /// <param name="before">As it was written before; none for a new one.</param>
    internal Directive Directive(string programme, string code, DateOnly saidOn, DateTimeOffset? due, Directive? before = null) => new()
    {
        Programme = programme,
        Code = code,
        Kind = Kind,
        Title = Kept(before?.Title, Title.Length > 0 ? Title : Text.Length <= MaxTitle ? Text : $"{Text[..(MaxTitle - 1)].TrimEnd()}…"),
        Text = Kept(before?.Text, Text),
        SaidBy = Kept(before?.SaidBy, SaidBy),
        SaidOn = before?.SaidOn ?? FormattableString.Invariant($"{saidOn:yyyy-MM-dd}"),
        Responsible = Responsible,
        Owner = IsGivenAs(before) ? before.Owner : One(""),
        OwnerNamed = IsGivenAs(before) ? before.OwnerNamed : Responsible.Count > 0 ? OwnerNamed.Yes : OwnerNamed.No,
        Coordinating = before?.Coordinating ?? One(""),
        Scope = before?.Scope ?? One(""),
        Phrase = Phrase,
        Rule = Rule,
        DueBefore = due,
        NotBefore = NotBefore,
        Indicators = Indicators,
        DependsOn = DependsOn,
        DependenciesDerived = before is { DependenciesDerived: true } && before.DependsOn.SequenceEqual(DependsOn),
        Notes = before?.Notes ?? "",
        Source = Source,
        LegalBasis = LegalBasis,
        Person = Person,
        Measure = Measure,
        Result = Result,
        Authority = Authority,
    };

    private bool IsGivenAs([NotNullWhen(true)] Directive? before) => before is { Responsible.Count: > 0 } && before.Responsible.ToHashSet().SetEquals(Responsible);

    private static LocalizedText Kept(LocalizedText? before, string text) =>
        before is not null && (text == before.Vi || text == before.En || text == before.Fr) ? before : One(text);

    private static LocalizedText One(string text) => new(text, text, text);
}
