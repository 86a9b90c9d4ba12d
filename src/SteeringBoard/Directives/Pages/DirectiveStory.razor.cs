using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>A directive's words, date, six clears and assignments as they stand: what of its page moves by itself.</summary>
public sealed partial class DirectiveStory(AssignmentBook book)
{
    private AssignmentBook Book => book;

    /// <summary>The directives that wait on this one.</summary>
    private IReadOnlyList<Directive> Waiting => [.. Register.Published.Where(other => other.DependsOn.Contains(Code))];

    /// <summary>A reading rule in words; one that is not known is told as it is kept.</summary>
    private string RuleWords(string rule) => D[$"rule-{rule}"] is { ResourceNotFound: false } words ? words.Value : rule;

    /// <summary>What makes a clear one clear.</summary>
    private string Said(Directive directive, SixClear clear) => clear switch
    {
        SixClear.Person => directive.Person.Length > 0 ? directive.Person : Answering(directive) ?? D.Owner(directive, Register.Bodies),
        SixClear.Task => directive.Title.ToString(),
        SixClear.Responsibility => D.Owner(directive, Register.Bodies),
        SixClear.Progress => directive.Indicators.Count > 0 ? Counted(directive) : directive.Measure,
        SixClear.Result => directive.Result.Length > 0 ? directive.Result : Counted(directive),
        _ => directive.Authority.Length > 0 ? directive.Authority : directive.LegalBasis,
    };

    /// <summary>The head and the officer of the one body it is given to; none where it is given to more.</summary>
    private string? Answering(Directive directive) =>
        Register.Bodies.Named(directive.Responsible) is [var body] && Register.AccountableAt(body, Now) is { } named ? $"{named.Head}, {named.Officer}" : null;

    private string Counted(Directive directive) =>
        string.Join("; ", directive.Indicators.Select(code => $"{code} {Catalog.Indicator(code)?.Name.ToString()}"));
}
