using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Scenarios;

/// <summary>The plan of one indicator that counts bodies.</summary>
internal sealed class IndicatorPlan
{
    // An official code cannot be right before the table it is compared with is issued.
    private static readonly Dictionary<string, string> WaitsFor = new() { ["I13"] = "I12" };

    private readonly WeekPlan _week;
    private readonly SeedIndicator _indicator;
    private readonly Draw _draw;
    private readonly int _bodies;
    private readonly long _opens;
    private readonly long _due;
    private readonly long? _testsOpen;
    private readonly long[] _pulled;
    private readonly long[]? _claimed;
    private readonly long[] _tested;

    public IndicatorPlan(WeekPlan week, SeedIndicator indicator, int bodies, Draw draw)
    {
        (_week, _indicator, _bodies, _draw) = (week, indicator, bodies, draw);
        _due = week.DueWork(indicator.Directive);
        _opens = Opens();
        _testsOpen = indicator.Wanted == EvidenceLevel.Tested && week.NotBefore(indicator.Directive) is { } notBefore
            ? WorkingHours.At(notBefore)
            : null;

        var claimedPublished = Published(EvidenceLevel.Claimed);
        var pulledPublished = Published(EvidenceLevel.Pulled);
        var testedPublished = Published(EvidenceLevel.Tested);
        _pulled = Finishes(pulledPublished, Usual(), "pulled");
        _claimed = claimedPublished.Count > 0 ? Finishes(claimedPublished, Usual(), "claimed") : null;
        _tested = _testsOpen is not null || testedPublished.Count > 0
            ? Finishes(testedPublished, Tests(_testsOpen ?? _due), "tested")
            : [.. _pulled.Select((finish, rank) => AfterTheWork(finish, draw.With("tests").With(rank)))];
        for (var rank = 0; rank < bodies; rank++)
        {
            // The work is never after its proof nor before its claim; a published level does not give way.
            if (testedPublished.Count > 0)
            {
                _pulled[rank] = Math.Min(_pulled[rank], _tested[rank]);
            }

            _tested[rank] = Math.Max(_tested[rank], _pulled[rank]);
            if (_claimed is not null && pulledPublished.Count > 0)
            {
                _claimed[rank] = Math.Min(_claimed[rank], _pulled[rank]);
            }
            else if (_claimed is not null)
            {
                _pulled[rank] = Math.Max(_pulled[rank], _claimed[rank]);
                _tested[rank] = Math.Max(_tested[rank], _pulled[rank]);
            }
        }
    }

    public IEnumerable<(string Body, ReadinessCourse Course)> Courses(SeedBody body, int rank)
    {
        var draw = _draw.With(body.Code);
        var late = draw.With("late start").Chance(12);
        var days = draw.With("start").Between(late ? 1.6 : 0, late ? 3.2 : 1.1);
        var first = Math.Max(_opens, _week.First + (long)(days * WorkingHours.Day));
        var claim = Claim(body, rank, draw);
        var start = Math.Min(first, Math.Min(_pulled[rank], claim) - 4 * WorkingHours.Hour);
        var parts = _indicator.Items.Count == 0 ? [""] : _indicator.Items;
        var lastPart = (int)draw.With("last part").Between(0, parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = draw.With(i);
            var share = i == lastPart ? 1 : part.With("share").Between(0.1, 0.95);
            var total = _week.Seed.Total(body, _indicator, parts[i])!.Value;
            var goal = (total * _indicator.TargetPerMille + 999) / 1000;
            yield return (body.Code, new ReadinessCourse
            {
                Indicator = _indicator.Code,
                Item = parts[i].Length == 0 ? null : parts[i],
                Total = total,
                Falling = _indicator.Falling,
                Pulled = Work(start, _pulled[rank], share, goal, total, part.With("pulled")),
                Claimed = claim < _pulled[rank] ? Work(start, claim, share, goal, total, part.With("claimed")) : null,
                Tested = _indicator.Wanted == EvidenceLevel.Tested ? Tests(start, rank, goal, total, part.With("tested")) : null,
                TestsOpen = _testsOpen is { } open ? WorkingHours.Start(open) : 0,
                ListedFrom = late ? WorkingHours.Start(start) : 0,
            });
        }
    }

    /// <summary>When it is claimed: with the work by most, well before it by those who like to report.</summary>
    private long Claim(SeedBody body, int rank, Draw draw)
    {
        if (_claimed is not null)
        {
            return _claimed[rank];
        }

        var boast = _week.Draw.With("boast").With(body.Code).Share;
        if (draw.With("ahead").Share > 0.75 * boast)
        {
            return _pulled[rank];
        }

        var said = _pulled[rank] == Milestones.Never ? _due + 2 * WorkingHours.Hour : _pulled[rank];
        return Math.Max(said - (long)((draw.With("lead").Between(1, 6) + 16 * boast) * WorkingHours.Hour), _opens + 4 * WorkingHours.Hour);
    }

    private Curve Work(long start, long finish, double share, long goal, long total, Draw draw)
    {
        var curve = Curve.From(WorkingHours.Start(start), 0);
        if (finish == Milestones.Never && share >= 1)
        {
            return curve.InBursts(Math.Max(_due, start) + WorkingHours.Day / 2, goal * draw.With("short of it").Between(0.45, 0.94), draw);
        }

        var end = start + (long)(((finish == Milestones.Never ? Math.Max(_due, start) : finish) - start) * share);
        curve.InBursts(end, goal, draw);
        return goal == total
            ? curve
            : curve.InBursts(end + 6 * WorkingHours.Hour, goal + (total - goal) * draw.With("beyond").Share, draw.With("more"));
    }

    /// <summary>Before the official test a few rehearse; then cases pass day by day, and in some bodies never all of them.</summary>
    private Curve Tests(long start, int rank, long goal, long total, Draw draw)
    {
        if (_testsOpen is not { } open)
        {
            return Work(start, _tested[rank], 1, goal, total, draw);
        }

        var rehearses = draw.With("rehearses").Chance(18);
        var curve = rehearses
            ? Curve.From(WorkingHours.Start(open - WorkingHours.Day), 0)
                .InBursts(open - 3 * WorkingHours.Hour, goal * draw.With("rehearsed").Between(0.02, 0.12), draw.With("rehearsal"))
                .InBursts(open, goal * 0.12, draw.With("rest"))
            : Curve.From(WorkingHours.Start(open), 0);
        return _tested[rank] == Milestones.Never
            ? curve.InBursts(open + 3 * WorkingHours.Day, goal * draw.With("short of it").Between(0.45, 0.94), draw)
            : curve.InBursts(_tested[rank], goal, draw);
    }

    private static long AfterTheWork(long finish, Draw draw) => finish == Milestones.Never || draw.With("fails").Chance(15)
        ? Milestones.Never
        : finish + (long)(draw.With("lag").Between(2, 14) * WorkingHours.Hour);

    private List<Milestone> Published(EvidenceLevel level) =>
        [.. _week.Seed.Points
            .Where(point => point.CountsBodies && point.Indicator == _indicator.Code && point.Level == level)
            .Select(point => new Milestone(WorkingHours.At(point.At), point.Done))];

    private long[] Finishes(List<Milestone> published, IEnumerable<Milestone> invented, string level) =>
        Milestones.Finishes(Milestones.Join(published, invented), _opens, _bodies, _draw.With(level));

    /// <summary>Half the deadlines are kept; of the others some are missed by a few bodies, and a few give up.</summary>
    private IEnumerable<Milestone> Usual()
    {
        var trouble = _indicator.Directive is { } directive && _week.Due(directive) is not null
            ? _week.IsInTrouble(directive)
            : _draw.With("trouble").Chance(40);
        yield return new(Math.Max(_opens, _due - 3 * WorkingHours.Day), 0);
        var due = Math.Max(_due, _opens + 6 * WorkingHours.Hour);
        if (trouble)
        {
            yield return new(due, _bodies - (int)Math.Ceiling(_bodies * _draw.With("miss").Between(0.18, 0.4)));
        }
        else
        {
            yield return new(due - (long)(_draw.With("in time").Between(0.5, 5) * WorkingHours.Hour), _bodies);
        }

        // Where what was published rules the rest out, it comes late.
        yield return new(due + 2 * WorkingHours.Day, _bodies - (int)Math.Ceiling(_bodies * _draw.With("never").Between(0.02, 0.1)));
    }

    private IEnumerable<Milestone> Tests(long open)
    {
        yield return new(open, 0);
        yield return new(open + 4 * WorkingHours.Day / 3, _bodies / 2);
        yield return new(open + 3 * WorkingHours.Day, _bodies * 9 / 10);
    }

    private long Opens()
    {
        var waited = WaitsFor.TryGetValue(_indicator.Code, out var other)
            ? _week.Seed.Points.FirstOrDefault(point => point.Indicator == other)
            : null;
        return waited is null ? _week.First : WorkingHours.At(waited.At);
    }
}
