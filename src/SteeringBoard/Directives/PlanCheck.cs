using System.Collections.Immutable;

namespace SteeringBoard.Directives;

/// <summary>
/// The rules a plan is checked by, before anybody works to it. Only work is asked for an owner and evidence: a task, an event or an
/// outcome; a rule stands and a claim was said. Pure.
/// </summary>
public static class PlanCheck
{
    /// <summary>How a date is read that somebody else is still to set.</summary>
    private const string SetByAnother = "set-by-another";

    /// <summary>The faults of a plan, in the order of its directives' codes; empty for a sound one.</summary>
    /// <param name="directives">The directives of one programme. A dependency on none of them is not looked at: it cannot be recorded.</param>
    /// <param name="hardStop">No due instant may pass it; none where the programme has no stop.</param>
    public static ImmutableArray<PlanFault> Faults(IReadOnlyCollection<Directive> directives, DateTimeOffset? hardStop) =>
    [
        .. directives.SelectMany(directive => OfDirective(directive, hardStop)).Concat(OfDependencies(directives)).Concat(OfCircles(directives))
            .OrderBy(fault => fault.Directive, StringComparer.Ordinal).ThenBy(fault => fault.Kind).ThenBy(fault => fault.On, StringComparer.Ordinal),
    ];

    /// <summary>Whether somebody can be done with it: a rule stands and a claim was said.</summary>
    internal static bool IsWork(Directive directive) => directive.Kind is DirectiveKind.Task or DirectiveKind.Event or DirectiveKind.Outcome;

    private static IEnumerable<PlanFault> OfDirective(Directive directive, DateTimeOffset? hardStop)
    {
        var isWork = IsWork(directive);
        if (isWork && (directive.OwnerNamed is OwnerNamed.No || directive.Responsible.Count == 0))
        {
            yield return new PlanFault(PlanFaultKind.NoOwner, directive.Code);
        }
        if (isWork && !directive.HasEvidence)
        {
            yield return new PlanFault(PlanFaultKind.NoEvidence, directive.Code);
        }
        if (directive is { Rule: SetByAnother, DueBefore: null })
        {
            yield return new PlanFault(PlanFaultKind.DateSetByAnother, directive.Code);
        }
        // Design.md, rule 10: what begins at the stop or after it is outside the rule.
        if (directive.DueBefore > hardStop && !(directive.NotBefore >= hardStop))
        {
            yield return new PlanFault(PlanFaultKind.PastTheStop, directive.Code);
        }
    }

    /// <summary>What is dated can only hold if all it waits on is dated too, and earlier.</summary>
    private static IEnumerable<PlanFault> OfDependencies(IReadOnlyCollection<Directive> directives)
    {
        var byCode = directives.ToDictionary(directive => directive.Code, StringComparer.Ordinal);
        foreach (var directive in directives.Where(directive => directive.DueBefore is not null))
        {
            foreach (var on in directive.DependsOn.Select(byCode.GetValueOrDefault).OfType<Directive>())
            {
                PlanFaultKind? kind = on.DueBefore is not { } before ? PlanFaultKind.UndatedPrerequisite
                    : before == directive.DueBefore ? PlanFaultKind.ZeroFloat
                    : before > directive.DueBefore ? PlanFaultKind.NegativeFloat
                    : null;
                if (kind is { } fault)
                {
                    yield return new PlanFault(fault, directive.Code, on.Code, directive.DependenciesDerived);
                }
            }
        }
    }

    private static IEnumerable<PlanFault> OfCircles(IReadOnlyCollection<Directive> directives)
    {
        ImmutableArray<Directive> all = [.. directives];
        return Dependencies(all).Circular
            .Select(wait => new PlanFault(PlanFaultKind.Cycle, all[wait.Node].Code, all[wait.Before].Code, all[wait.Node].DependenciesDerived));
    }

    /// <summary>The order in which directives can be done, each by its place.</summary>
    internal static Precedence Dependencies(ImmutableArray<Directive> directives)
    {
        var places = directives.Select((directive, place) => (directive.Code, place)).ToDictionary(pair => pair.Code, pair => pair.place, StringComparer.Ordinal);
        return Precedence.Of(
            directives.Length,
            [
                .. directives.SelectMany((directive, node) => directive.DependsOn.Where(places.ContainsKey).Distinct(StringComparer.Ordinal)
                    .Select(on => (node, places[on]))),
            ]);
    }
}
