using Microsoft.AspNetCore.Components;
using SteeringBoard.Shell;

namespace SteeringBoard.Directives.Pages;

/// <summary>What is wrong with the plan itself, before anybody works to it: each kind of fault with what it means and what to do.</summary>
public sealed partial class PlanCheckPage
{
    private const int RowsAPage = 50;
    private const string Path = "/directives/plan-check";

    /// <summary>Worst first: what cannot hold, what nobody can tell, what leaves nothing to spare, what is nobody's, what nothing proves.</summary>
    private static readonly PlanFaultKind[] Kinds =
    [
        PlanFaultKind.Cycle, PlanFaultKind.PastTheStop, PlanFaultKind.NegativeFloat, PlanFaultKind.UndatedPrerequisite,
        PlanFaultKind.DateSetByAnother, PlanFaultKind.ZeroFloat, PlanFaultKind.NoOwner, PlanFaultKind.NoEvidence,
    ];

    /// <summary>Only faults of this kind, by its word of the wire; none or an unknown one: all.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindCode { get; set; }

    /// <summary>From 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageAsked { get; set; }

    private int PageNumber => AddressNumber.Page(PageAsked);

    private PlanFaultKind? Kind => Kinds.Select(kind => (PlanFaultKind?)kind).FirstOrDefault(kind => kind?.Code() == KindCode);

    private List<PlanFault> Shown =>
        [.. Register.Faults.Where(fault => Kind is not { } kind || fault.Kind == kind).OrderBy(fault => Array.IndexOf(Kinds, fault.Kind))];

    private int CountOf(PlanFaultKind kind) => Register.Faults.Count(fault => fault.Kind == kind);
}
