namespace SteeringBoard.Contract;

/// <summary>What is wrong with the plan of a programme; no faults in a sound one.</summary>
public sealed record PlanCheckAnswer(IReadOnlyList<PlanCheckFault> Faults);

/// <summary>One fault of a plan.</summary>
/// <param name="Code">
/// <c>undated-prerequisite</c>, <c>zero-float</c>, <c>negative-float</c>, <c>no-owner</c>, <c>no-evidence</c>, <c>cycle</c>, <c>past-the-stop</c> or
/// <c>date-set-by-another</c>.
/// </param>
/// <param name="Directive">The directive it is told of.</param>
/// <param name="On">The directive it waits on, where the fault is about a dependency.</param>
/// <param name="Derived">Whether that dependency is ours, not the document's; absent where the fault is about none.</param>
public sealed record PlanCheckFault(string Code, string Directive, string? On, bool? Derived);
