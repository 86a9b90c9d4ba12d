using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>A directive's words, date, six clears and assignments as they stand: what of its page moves by itself.</summary>
public sealed partial class DirectiveStory(AssignmentBook book)
{
    private (RegisterSnapshot Register, RegisterEntry? Entry, IReadOnlyList<PlanFault> Faults)? _faults;

    private AssignmentBook Book => book;

    /// <summary>The directives that wait on this one, of those the reader sees.</summary>
    private IReadOnlyList<Directive> Waiting => [.. Register.Published.Where(other => other.DependsOn.Contains(Code) && Sees(other.Code))];

    /// <summary>What is wrong with the plan by it, of what the reader sees; worked out once for each state of the register.</summary>
    private IReadOnlyList<PlanFault> Faults
    {
        get
        {
            if (_faults is not { } kept || kept.Entry != Entry || kept.Register != Register)
            {
                _faults = kept = (Register, Entry, [.. Entry is { } entry ? Register.FaultsOf(entry).Where(Sees) : []]);
            }
            return kept.Faults;
        }
    }

    /// <summary>A reading rule in words; one that is not known is told as it is kept.</summary>
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

    /// <summary>Whether the reader sees both directives that a fault is of.</summary>
    private bool Sees(PlanFault fault) => new[] { fault.Directive, fault.On }.OfType<string>().All(Sees);

    private bool Sees(string code) => Register.Find(code) is { } entry && DirectiveSearch.Sees(Actor, entry);

    private string Counted(Directive directive) =>
        string.Join("; ", directive.Indicators.Select(code => $"{code} {Catalog.Indicator(code)?.Name.ToString()}"));
}
