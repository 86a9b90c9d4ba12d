using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Directives;
using SteeringBoard.Readiness;

namespace SteeringBoard.Situation;

/// <summary>Something that needs a decision now.</summary>
/// <param name="Lost">How many bodies lose if nothing is done. For a deadline that may still hold, as many as are expected to.</param>
/// <param name="By">The instant it is lost at; none when it has none.</param>
public abstract record Decision(double Lost, DateTimeOffset? By);

/// <summary>A deadline has passed, and the evidence wanted does not show it done.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Undone">Bodies not done at what counts.</param>
/// <param name="Of">Bodies that are counted.</param>
/// <param name="Waiting">Bodies with open work that waits on it and on nothing between.</param>
public sealed record DeadlineMissed(DeadlineProgress Progress, int Undone, int Of, int Waiting) : Decision(Undone + Waiting, Progress.Due);

/// <summary>A deadline will not hold at the pace seen.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Undone">Bodies not done at what counts.</param>
/// <param name="Of">Bodies that are counted.</param>
/// <param name="Waiting">Bodies with open work that waits on it and on nothing between.</param>
/// <param name="Odds">That it holds; none with too little to judge by.</param>
public sealed record DeadlineBreaking(DeadlineProgress Progress, int Undone, int Of, int Waiting, double? Odds)
    : Decision((Undone + Waiting) * (1 - (Odds ?? 0.5)), Progress.Due);

/// <summary>Bodies say more than is proven of them.</summary>
/// <param name="Indicator">What they say it of.</param>
/// <param name="Bodies">Who says it, those with the widest gap first.</param>
/// <param name="Weaker">The level that says more.</param>
/// <param name="Stronger">The level that shows less.</param>
/// <param name="Said">Units done by the weaker level in all of them.</param>
/// <param name="Proven">Units done by the stronger level in all of them.</param>
/// <param name="Due">The indicator's due instant; none when it has none.</param>
public sealed record ClaimsAboveProof(Indicator Indicator, IReadOnlyList<Body> Bodies, EvidenceLevel Weaker, EvidenceLevel Stronger, long Said, long Proven, DateTimeOffset? Due)
    : Decision(Bodies.Count, Due);

/// <summary>Bodies whose systems are not heard any more.</summary>
/// <param name="Bodies">They.</param>
/// <param name="Since">When the first of them was last heard.</param>
public sealed record SilentSources(IReadOnlyList<Body> Bodies, DateTimeOffset? Since) : Decision(Bodies.Count, null);

/// <summary>A directive nobody is named for: nobody will do it.</summary>
public sealed record OwnerMissing(Directive Directive) : Decision(1, Directive.DueBefore);

/// <summary>A directive that no number tells of has passed its instant, and bodies have not said that they are done.</summary>
/// <param name="Directive">Which.</param>
/// <param name="Due">The instant.</param>
/// <param name="Open">Bodies that have not.</param>
/// <param name="Of">All it was given to.</param>
public sealed record DirectiveOverdue(Directive Directive, DateTimeOffset Due, int Open, int Of) : Decision(Open, Due);

/// <summary>A body asks for more time, and nobody has answered.</summary>
/// <param name="Directive">For what.</param>
/// <param name="Body">Who asks.</param>
/// <param name="Due">When it is due now.</param>
/// <param name="NewDue">The instant asked for.</param>
public sealed record ExtensionAsked(Directive Directive, Body Body, DateTimeOffset? Due, DateTimeOffset NewDue) : Decision(1, Due);

/// <summary>Bodies say that they are done, and nobody has looked.</summary>
/// <param name="Directive">With what.</param>
/// <param name="Bodies">How many.</param>
/// <param name="Since">Since when the first of them waits.</param>
public sealed record ConfirmationAwaited(Directive Directive, int Bodies, DateTimeOffset Since) : Decision(Bodies, null);
