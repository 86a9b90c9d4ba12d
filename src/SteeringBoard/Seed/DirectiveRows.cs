using SteeringBoard.Bodies;
using SteeringBoard.Directives;
using SteeringBoard.Readiness;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>Reads what was ordered.</summary>
internal static class DirectiveRows
{
    private static readonly string[] Columns =
    [
        "code", "kind", "title_vi", "title_en", "title_fr", "text_vi", "text_en", "text_fr",
        "said_by_vi", "said_by_en", "said_by_fr", "said_on", "responsible", "owner_vi", "owner_en", "owner_fr", "owner_named",
        "coordinating_vi", "coordinating_en", "coordinating_fr", "scope_vi", "scope_en", "scope_fr",
        "phrase", "rule", "due_before", "not_before", "indicators", "depends_on", "dependencies", "notes", "source",
        "legal_basis", "authority",
    ];

    /// <summary>How a deadline may be read.</summary>
    private static readonly string[] Rules =
    [
        "", "before", "through-the-day", "through-the-month", "through-the-quarter", "through-the-year",
        "starts-at", "after", "at-once", "standing", "derived", "set-by-another",
    ];

    public static List<Seeded<Directive>> Read(SeedFiles files, string programme)
    {
        var directives = files.Rows($"{programme}/directives.csv", Columns).Select(row => new Seeded<Directive>(row, Read(row, programme))).ToList();
        directives.RefuseTwins(directive => directive.Code);
        return directives;
    }

    public static void Check(
        List<Seeded<Directive>> directives, DateTimeOffset? hardStop, Dictionary<string, Indicator> indicators, Dictionary<string, Body> bodies)
    {
        var byCode = directives.ByKey(directive => directive.Code);
        foreach (var (row, directive) in directives)
        {
            foreach (var body in directive.Responsible.Where(body => !BodyGroups.Has(body) && !bodies.ContainsKey(body)))
            {
                row.Fault($"responsible {body} is no body of the set and no group");
            }
            foreach (var indicator in directive.Indicators.Where(indicator => !indicators.ContainsKey(indicator)))
            {
                row.Fault($"{indicator} is no indicator of the programme");
            }
            foreach (var other in directive.DependsOn.Where(other => !byCode.ContainsKey(other)))
            {
                row.Fault($"depends_on {other} is no directive of the programme");
            }
            if (directive.OwnerNamed is OwnerNamed.No && directive.Responsible.Count > 0)
            {
                row.Fault("a document that names no owner makes nobody responsible");
            }
            // Design.md, rule 10: what begins at the stop or after it is outside the rule.
            if (directive.DueBefore > hardStop && !(directive.NotBefore >= hardStop))
            {
                row.Fault($"due before {directive.DueBefore:O}, past the hard stop {hardStop:O}");
            }
        }
        RefuseCircles(directives, byCode);
    }

    private static Directive Read(SeedRow row, string programme)
    {
        var dependsOn = row.List("depends_on");
        var derived = row.OneOf("dependencies", ("", (bool?)null), ("said", false), ("derived", true));
        if (derived is null != dependsOn.Count is 0)
        {
            row.Fault("dependencies tells said or derived exactly where depends_on names a directive");
        }
        return new Directive
        {
            Programme = programme,
            Code = row.Required("code"),
            Kind = row.OneOf(
                "kind",
                ("task", DirectiveKind.Task),
                ("rule", DirectiveKind.Rule),
                ("event", DirectiveKind.Event),
                ("outcome", DirectiveKind.Outcome),
                ("claim", DirectiveKind.Claim)),
            Title = row.Localized("title"),
            Text = row.Localized("text"),
            SaidBy = row.Localized("said_by"),
            SaidOn = row.Required("said_on"),
            Responsible = row.List("responsible"),
            Owner = row.LocalizedOrNone("owner"),
            OwnerNamed = row.OneOf("owner_named", ("yes", OwnerNamed.Yes), ("derived", OwnerNamed.Derived), ("no", OwnerNamed.No)),
            Coordinating = row.LocalizedOrNone("coordinating"),
            Scope = row.Localized("scope"),
            Phrase = row.Text("phrase"),
            Rule = row.OneOf("rule", [.. Rules.Select(rule => (rule, rule))]),
            DueBefore = row.OptionalInstant("due_before"),
            NotBefore = row.OptionalInstant("not_before"),
            Indicators = row.List("indicators"),
            DependsOn = dependsOn,
            DependenciesDerived = derived is true,
            Notes = row.Text("notes"),
            Source = row.Required("source"),
            LegalBasis = row.Text("legal_basis"),
            Authority = row.Text("authority"),
        };
    }

    /// <summary>A fault on each directive that in the end waits on itself, with the way round.</summary>
    private static void RefuseCircles(List<Seeded<Directive>> directives, Dictionary<string, Directive> byCode)
    {
        foreach (var (row, directive) in directives)
        {
            if (WayBack(directive, byCode) is { } way)
            {
                row.Fault($"waits on itself: {string.Join(" > ", way)}");
            }
        }
    }

    /// <summary>The shortest way along the dependencies from a directive back to it; none where there is none.</summary>
    private static List<string>? WayBack(Directive start, Dictionary<string, Directive> byCode)
    {
        var from = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start.Code]);
        while (open.TryDequeue(out var code))
        {
            foreach (var next in byCode.GetValueOrDefault(code)?.DependsOn ?? [])
            {
                if (!from.TryAdd(next, code))
                {
                    continue;
                }
                if (next == start.Code)
                {
                    List<string> way = [next];
                    for (var step = code; step != start.Code; step = from[step])
                    {
                        way.Insert(0, step);
                    }
                    return [start.Code, .. way];
                }
                open.Enqueue(next);
            }
        }
        return null;
    }
}
