using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Scenarios;

/// <summary>
/// Who does what when in the week: through every published point exactly, the rest invented from the draw. Which body is quick, which
/// boasts and which stalls is nobody's real record.
/// </summary>
internal sealed class WeekPlan
{
    private readonly HashSet<string> _inTrouble;
    private readonly long _last;

    public WeekPlan(ScenarioSeed seed, Draw draw)
    {
        (Seed, Draw) = (seed, draw);
        First = WorkingHours.At(seed.Points.Min(point => point.At) - TimeSpan.FromHours(28));
        _last = WorkingHours.At(seed.Points.Max(point => point.At));
        var dated = seed.Indicators.Select(indicator => indicator.Directive).OfType<string>().Distinct();
        var byLuck = dated.Where(code => Due(code) is not null).OrderBy(code => draw.With("trouble").With(code).Share).ToArray();
        _inTrouble = [.. byLuck.Take(byLuck.Length * 2 / 5)];
    }

    /// <summary>What is known of the week.</summary>
    public ScenarioSeed Seed { get; }

    /// <summary>Decides the rest.</summary>
    public Draw Draw { get; }

    /// <summary>The working time at which work begins.</summary>
    public long First { get; }

    /// <summary>Whether some bodies miss a directive.</summary>
    public bool IsInTrouble(string directive) => _inTrouble.Contains(directive);

    /// <summary>When a directive falls due.</summary>
    public DateTimeOffset? Due(string? directive) =>
        directive is not null && Seed.Directives.TryGetValue(directive, out var known) ? known.Due : null;

    /// <summary>Before when its work cannot begin.</summary>
    public DateTimeOffset? NotBefore(string? directive) =>
        directive is not null && Seed.Directives.TryGetValue(directive, out var known) ? known.NotBefore : null;

    /// <summary>The working time at which it falls due; what has no date is done by the end of the week.</summary>
    public long DueWork(string? directive) => Due(directive) is { } due ? Math.Min(WorkingHours.At(due), _last) : _last;

    /// <summary>The courses of every body that the seed gives a denominator, by body.</summary>
    public Dictionary<string, List<ReadinessCourse>> Courses()
    {
        var courses = new Dictionary<string, List<ReadinessCourse>>();
        foreach (var indicator in Seed.Indicators.Where(InTheWeek))
        {
            var bodies = Seed.Bodies.Where(body => Reports(body, indicator)).ToArray();
            foreach (var (body, course) in Plan(indicator, bodies))
            {
                (courses.TryGetValue(body, out var known) ? known : courses[body] = []).Add(course);
            }
        }

        return courses;
    }

    private bool Reports(SeedBody body, SeedIndicator indicator) =>
        Seed.Total(body, indicator, indicator.Items.FirstOrDefault("")) is not null && indicator.Level switch
        {
            "nation" => body.Kind == "nation",
            "ministry" => body.Kind is "ministry" or "agency",
            "body" => body.Kind is "ministry" or "agency" or "province",
            _ => body.Kind == "province",
        };

    /// <summary>What begins after the week is over is not part of it.</summary>
    private bool InTheWeek(SeedIndicator indicator) =>
        NotBefore(indicator.Directive) is not { } notBefore || WorkingHours.At(notBefore) < _last;

    private IEnumerable<(string Body, ReadinessCourse Course)> Plan(SeedIndicator indicator, SeedBody[] bodies)
    {
        var draw = Draw.With(indicator.Code);
        var values = Seed.Points.Where(point => !point.CountsBodies && point.Indicator == indicator.Code).ToArray();
        if (values.Length > 0)
        {
            return bodies.Select(body => (body.Code, ByValue(indicator, Seed.Total(body, indicator, "")!.Value, values[0], draw)));
        }

        var ranked = bodies.OrderBy(body => 0.55 * Draw.With("pace").With(body.Code).Share + 0.45 * draw.With(body.Code).Share).ToArray();
        var spans = new IndicatorPlan(this, indicator, ranked.Length, draw);
        return ranked.SelectMany((body, rank) => spans.Courses(body, rank));
    }

    /// <summary>An indicator of the nation, whose value itself was published: it stands at it, or is done in one go on that day.</summary>
    private ReadinessCourse ByValue(SeedIndicator indicator, long total, PublishedPoint point, Draw draw)
    {
        var at = WorkingHours.At(point.At);
        var after = Math.Max(at, DueWork(indicator.Directive)) + (long)(draw.Between(4, 12) * WorkingHours.Hour);
        var known = point.Done >= total
            ? Curve.From(WorkingHours.Start(at / WorkingHours.Day * WorkingHours.Day), 0).InBursts(at, total, draw.With("known"))
            : Curve.From(WorkingHours.Start(First), point.Done).To(point.At.UtcTicks, point.Done)
                .InBursts(after, total, draw.With("known"));
        var tested = Curve.From(WorkingHours.Start(First), point.Done / 2)
            .InBursts(after + 2 * WorkingHours.Day, total, draw.With("tested"));
        return new()
        {
            Indicator = indicator.Code,
            Total = total,
            Falling = indicator.Falling,
            Pulled = known,
            Tested = indicator.Wanted == EvidenceLevel.Tested ? tested : null,
        };
    }
}
