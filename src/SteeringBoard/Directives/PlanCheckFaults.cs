namespace SteeringBoard.Directives;

/// <summary>Something wrong with a plan.</summary>
/// <param name="Kind">What.</param>
/// <param name="Directive">The code of the directive it is told of.</param>
/// <param name="On">The directive waited on, where it is about a dependency.</param>
/// <param name="Derived">Whether that dependency is ours, not the document's; none where it is about no dependency.</param>
public sealed record PlanFault(PlanFaultKind Kind, string Directive, string? On = null, bool? Derived = null)
{
    public override string ToString() => On is null ? $"{Kind.Code()} {Directive}" : $"{Kind.Code()} {Directive} on {On}";
}

/// <summary>What may be wrong with a plan (contract.md, section 2, plan-check).</summary>
public enum PlanFaultKind
{
    /// <summary>A dated directive waits on one without a date.</summary>
    UndatedPrerequisite,

    /// <summary>It waits on one due at the same instant: nothing may go wrong.</summary>
    ZeroFloat,

    /// <summary>It waits on one due later.</summary>
    NegativeFloat,

    /// <summary>Work for which nobody is named.</summary>
    NoOwner,

    /// <summary>Work with nothing to show that it is done.</summary>
    NoEvidence,

    /// <summary>It waits, by this dependency, in the end on itself.</summary>
    Cycle,

    /// <summary>It is due past the hard stop.</summary>
    PastTheStop,

    /// <summary>Somebody else is still to set its date.</summary>
    DateSetByAnother,
}

/// <summary>The words of the wire.</summary>
public static class PlanFaultKinds
{
    /// <summary>The code of contract.md.</summary>
    public static string Code(this PlanFaultKind kind) => kind switch
    {
        PlanFaultKind.UndatedPrerequisite => "undated-prerequisite",
        PlanFaultKind.ZeroFloat => "zero-float",
        PlanFaultKind.NegativeFloat => "negative-float",
        PlanFaultKind.NoOwner => "no-owner",
        PlanFaultKind.NoEvidence => "no-evidence",
        PlanFaultKind.Cycle => "cycle",
        PlanFaultKind.PastTheStop => "past-the-stop",
        PlanFaultKind.DateSetByAnother => "date-set-by-another",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a fault of a plan"),
    };
}
