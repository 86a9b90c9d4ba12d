using SteeringBoard.Bodies;
using SteeringBoard.Directives;
using SteeringBoard.Readiness;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>The tables of one programme's folder, read and held against each other.</summary>
internal sealed class ProgrammeTables
{
    private readonly Dictionary<string, Body> _bodies;
    private readonly Dictionary<string, Indicator> _indicators;

    public ProgrammeTables(
        SeedFiles files, string folder, IReadOnlyDictionary<string, IReadOnlyList<Body>> bodiesBySet)
    {
        var programmes = files.Rows(
                $"{folder}/programme.csv", "code", "name_vi", "name_en", "name_fr", "body_set", "zone", "hard_stop",
                "clock_start", "clock_speed", "clock_until", "simulated", "source")
            .Select(row => new Seeded<Programme>(row, ProgrammeRows.Read(row, folder, bodiesBySet))).ToList();
        foreach (var more in programmes.Skip(1))
        {
            more.Row.Fault("a folder holds one programme");
        }
        Programme = programmes is [var first, ..] ? first.Value : null;
        _bodies = (bodiesBySet.GetValueOrDefault(Programme?.BodySet ?? "") ?? []).ToDictionary(body => body.Code, StringComparer.Ordinal);

        var items = IndicatorRows.ReadItems(files, folder);
        var indicators = IndicatorRows.Read(files, folder);
        var directives = DirectiveRows.Read(files, folder);
        _indicators = indicators.ByKey(indicator => indicator.Code);
        IndicatorRows.Check(indicators, items.ByKey(item => item.Code), directives.ByKey(directive => directive.Code), _bodies);
        DirectiveRows.Check(directives, Programme?.HardStop, _indicators, _bodies);

        Items = [.. items.Select(item => item.Value)];
        Indicators = [.. indicators.Select(indicator => indicator.Value)];
        Directives = [.. directives.Select(directive => directive.Value)];
        Denominators = ReadDenominators(files, folder);
        Readings = ReadReadings(files, folder);
        CheckCourse(files, folder);
    }

    /// <summary>None when its file is broken; there is a fault then.</summary>
    public Programme? Programme { get; }

    public IReadOnlyList<SeedItem> Items { get; }

    public IReadOnlyList<Indicator> Indicators { get; }

    public IReadOnlyList<Directive> Directives { get; }

    public IReadOnlyList<SeedDenominator> Denominators { get; }

    public IReadOnlyList<SeedReading> Readings { get; }

    private List<SeedDenominator> ReadDenominators(SeedFiles files, string folder)
    {
        var rows = files.Rows($"{folder}/denominators.csv", "body", "indicator", "item", "total", "simulated", "source")
            .Select(row => new Seeded<SeedDenominator>(row, new SeedDenominator(
                folder, row.Required("body"), row.Required("indicator"), row.Optional("item"), row.Total("total"), row.Flag("simulated"), row.Required("source"))))
            .ToList();
        rows.RefuseTwins(row => $"{row.Body} {row.Indicator} {row.Item}".TrimEnd());
        foreach (var (row, denominator) in rows)
        {
            var reached = BodyGroups.Has(denominator.Body)
                ? _bodies.Values.Where(body => BodyGroups.Holds(denominator.Body, body.Kind)).ToList()
                : [.. _bodies.Values.Where(body => body.Code == denominator.Body)];
            if (reached.Count == 0)
            {
                row.Fault($"{denominator.Body} is no body of the set and no group with bodies in it");
            }
            if (Indicator(row, denominator.Indicator, denominator.Item) is not { } indicator)
            {
                continue;
            }
            if (indicator.Counter)
            {
                row.Fault($"{indicator.Code} is a counter: it has no total");
            }
            if (denominator.Item is not null && denominator.Total != new SeedTotal(1, 0))
            {
                row.Fault("the total of a part is 1");
            }
            if (reached.Find(body => !IsCounted(indicator, body)) is { } elsewhere)
            {
                row.Fault($"{indicator.Code} is not measured at {denominator.Body} ({elsewhere.Kind})");
            }
            else if (reached.Find(body => denominator.Total.For(body) < 1) is { } empty)
            {
                row.Fault($"the total for {empty.Code} is {denominator.Total.For(empty)}");
            }
        }
        return [.. rows.Select(row => row.Value)];
    }

    private List<SeedReading> ReadReadings(SeedFiles files, string folder)
    {
        var rows = files.Rows($"{folder}/readings.csv", "body", "indicator", "item", "level", "value", "total", "as_of", "note", "said_by", "source")
            .Select(row => new Seeded<SeedReading>(row, new SeedReading(
                folder, row.Required("body"), row.Required("indicator"), row.Optional("item"), row.Level("level"), row.Count("value"), row.OptionalCount("total", least: 1),
                row.Instant("as_of"), row.Text("note"), row.Required("said_by"), row.Required("source"))))
            .ToList();
        rows.RefuseTwins(row => $"{row.Body} {row.Indicator} {row.Item} {row.Level} at {row.AsOf:O}");
        var read = rows.Select(row => row.Value.Body).ToHashSet(StringComparer.Ordinal);
        var inForce = SeedDenominators.Over(Denominators, _bodies.Values.Where(body => read.Contains(body.Code)))
            .DistinctBy(total => (total.Body, total.Indicator, total.Item))
            .ToDictionary(total => (total.Body, total.Indicator, total.Item), total => total.Total);
        foreach (var (row, reading) in rows)
        {
            var body = _bodies.GetValueOrDefault(reading.Body);
            if (body is null)
            {
                row.Fault($"{reading.Body} is no body of the set");
            }
            if (Indicator(row, reading.Indicator, reading.Item) is not { } indicator || body is null)
            {
                continue;
            }
            if (!IsCounted(indicator, body))
            {
                row.Fault($"{indicator.Code} is not measured at {body.Code} ({body.Kind})");
            }
            else if (indicator.Counter != reading.Total is null)
            {
                row.Fault(indicator.Counter ? $"{indicator.Code} is a counter: it has no total" : "total is empty");
            }
            else if (reading.Value > reading.Total)
            {
                row.Fault($"value {reading.Value} is more than total {reading.Total}");
            }
            else if (reading.Total is { } total && inForce.GetValueOrDefault((reading.Body, reading.Indicator, reading.Item)) is var locked && locked != total)
            {
                row.Fault(locked == 0 ? "denominators.csv has no total for it" : $"total {total} is not the {locked} of denominators.csv");
            }
        }
        return [.. rows.Select(row => row.Value)];
    }

    /// <summary>The course of a rehearsal, where there is one: the simulated gateways read it; here it is only held against the rest.</summary>
    private void CheckCourse(SeedFiles files, string folder)
    {
        var file = $"{folder}/course.csv";
        if (!files.Has(file))
        {
            return;
        }
        foreach (var row in files.Rows(file, "at", "indicator", "level", "done", "of", "unit", "source"))
        {
            row.Instant("at");
            row.Level("level");
            row.Required("source");
            row.OneOf("unit", ("provinces", true), ("total", false));
            if (row.Count("done") > row.Count("of", least: 1))
            {
                row.Fault($"done {row.Text("done")} is more than of {row.Text("of")}");
            }
            if (!_indicators.ContainsKey(row.Required("indicator")))
            {
                row.Fault($"{row.Text("indicator")} is no indicator of the programme");
            }
        }
    }

    /// <summary>Its own level, or the nation: what a document counts for the whole country stands there, with a total of its own.</summary>
    private static bool IsCounted(Indicator indicator, Body body) => indicator.IsMeasuredAt(body.Kind) || body.Kind is BodyKind.Nation;

    private Indicator? Indicator(SeedRow row, string code, string? item)
    {
        if (!_indicators.TryGetValue(code, out var indicator))
        {
            row.Fault($"{code} is no indicator of the programme");
        }
        else if (item is not null && !indicator.Items.Contains(item))
        {
            row.Fault($"{item} is no part of {code}");
        }
        return indicator;
    }
}
